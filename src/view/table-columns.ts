import type { Column } from '#analysis/order.ts'

/** The columns of the table, in its order. */
export const TABLE_COLUMNS = [
  'port',
  'service',
  'type',
  'class',
  'status',
  'tier',
  'servers',
  'seen',
] as const satisfies readonly Column[]
export type TableColumn = (typeof TABLE_COLUMNS)[number]

/** The columns with one more, or without it where it is shown. */
export const toggledColumn = (shown: readonly TableColumn[], column: TableColumn): readonly TableColumn[] =>
  TABLE_COLUMNS.filter((other) => shown.includes(other) !== (other === column))
