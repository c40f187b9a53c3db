import { ROW_COLUMNS } from '#analysis/order.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { Weights } from '#analysis/score-weights.ts'
import { explainContribution } from '#analysis/score.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { PortRow } from '#contract/port-row.ts'
import { tierOf } from '#knowledge/dangerous-ports.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

/**
 * A row of an export: port, risk and server count, the usual service and the tier ('' for none), and where contributions
 * are shown its contribution of the score.
 */
export type ExportRow = PortRow & { service: string; tier: Tier | ''; contribution?: number }

export const EXPORT_COLUMNS = [...ROW_COLUMNS, 'contribution'] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/**
 * The rows at the given indices, in their order. Made one by one, so that a writer never holds all of them.
 *
 * @param weights what contributions are made with; null for rows without them.
 */
export function* exportRows(
  set: RowSet,
  indices: Iterable<number>,
  nameOf: NameOf,
  weights: Weights | null,
): Generator<ExportRow> {
  for (const i of indices) {
    const row = rowAt(set, i)
    yield {
      ...row,
      service: nameOf(row.port, row.type),
      tier: tierOf(row.port, row.type),
      ...(weights !== null && { contribution: explainContribution(row, weights).tenths / 10 }),
    }
  }
}
