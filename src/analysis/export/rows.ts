import type { NameOf } from '#analysis/order.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'

/** A row as it is taken away: what the source says of a port, and the service that people expect there; '' for none. */
export type ExportRow = PortRow & { service: string }

/** The rows at the given indices, in their order. Made one by one, so that a writer never holds all of them. */
export function* exportRows(set: RowSet, indices: Iterable<number>, nameOf: NameOf): Generator<ExportRow> {
  for (const i of indices) {
    const row = rowAt(set, i)
    yield { ...row, service: nameOf(row.port, row.type) }
  }
}
