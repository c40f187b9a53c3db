import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { PortRow } from '#contract/port-row.ts'
import { tierOf } from '#knowledge/dangerous-ports.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

/** A row of an export: port, risk and server count, the usual service and the tier ('' for none). */
export type ExportRow = PortRow & { service: string; tier: Tier | '' }

/** The rows at the given indices, in their order. Made one by one, so that a writer never holds all of them. */
export function* exportRows(set: RowSet, indices: Iterable<number>, nameOf: NameOf): Generator<ExportRow> {
  for (const i of indices) {
    const row = rowAt(set, i)
    yield { ...row, service: nameOf(row.port, row.type), tier: tierOf(row.port, row.type) }
  }
}
