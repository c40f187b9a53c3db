import type { Column } from '#analysis/order.ts'

/** The columns of the table, in its order. A contribution comes with the score. */
export const TABLE_COLUMNS = [
  'port',
  'service',
  'type',
  'class',
  'status',
  'tier',
  'servers',
  'seen',
  'contribution',
] as const satisfies readonly Column[]
export type TableColumn = (typeof TABLE_COLUMNS)[number]

type Columns = { cols: readonly TableColumn[] | null; score: 'open' | null }

/** The columns of the table: those that were chosen, else all but the contribution, which comes with the score's contributions. */
export const shownColumns = ({ cols, score }: Columns): readonly TableColumn[] =>
  cols ?? defaultColumns(score)

const defaultColumns = (score: Columns['score']): readonly TableColumn[] =>
  TABLE_COLUMNS.filter((column) => column !== 'contribution' || score === 'open')

/** The parameter that shows a column, or hides it where it is shown. */
export function toggledColumn(view: Columns, column: TableColumn): readonly TableColumn[] | null {
  const shown = shownColumns(view)
  const columns = TABLE_COLUMNS.filter((other) => shown.includes(other) !== (other === column))
  return columns.join() === defaultColumns(view.score).join() ? null : columns
}
