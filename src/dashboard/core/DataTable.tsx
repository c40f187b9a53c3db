import {
  functionalUpdate,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { Column, ColumnDef, Row, RowData } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Category } from '#contract/scope.ts'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'

import { useView } from './view-context.tsx'

type ColumnMeta = {
  /** Its name, of servers or of containers. */
  name: (t: Messages, category: Category) => string
  /** Classes of its head and of its cells: how wide it is, and where there is room for it. */
  className?: string
  /** Classes of the name in its head, as where it is only heard. */
  nameClass?: string
  /** Whether its cells name their rows. */
  isRowHead?: boolean
}

/** No row models: what sorts and cuts is the row set, and a table is handed the rows on screen. */
const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<ColumnMeta>() })

/** A column. `cell` is a component, and so has to stay the same one from render to render. */
export type DataColumn<Data extends RowData, Id extends string = string> = ColumnDef<
  typeof features,
  Data
> & { id: Id; meta: ColumnMeta }
export type DataRow<Data extends RowData> = Row<typeof features, Data>

type SortKey<Id> = { column: Id; descending: boolean }

/**
 * A table. Where it can be sorted, a click on a head sorts by it, then the other way round, then by nothing; with Shift,
 * where several columns sort, it joins the others, turns round, and leaves them.
 */
export function DataTable<Data extends RowData, Id extends string>({
  label,
  columns,
  rows,
  rowId,
  className = '',
  headClass = 'pr-3 pb-1 last:pr-0 max-sm:pr-2',
  rowClass,
  sort,
  sortsByMany = false,
  onSort,
  lead,
  body,
}: {
  label: string
  columns: readonly DataColumn<Data, Id>[]
  rows: readonly Data[]
  rowId: (row: Data) => string
  className?: string
  headClass?: string
  rowClass?: (row: Data) => string
  /** Left out, as `onSort`, where the order is fixed. */
  sort?: readonly SortKey<Id>[]
  sortsByMany?: boolean
  onSort?: (sort: readonly SortKey<Id>[]) => void
  /** Stands before the name of the first column. */
  lead?: ReactNode
  /** Draws the body in place of the plain one. */
  body?: (rows: readonly DataRow<Data>[]) => ReactNode
}) {
  const { t } = useI18n()
  const { category } = useView().view
  const sorting = sort?.map(({ column, descending }) => ({ id: column, desc: descending })) ?? []
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableMultiSort: sortsByMany,
    state: { sorting },
    onSortingChange: (update) => {
      const keys = functionalUpdate(update, sorting).flatMap(({ id, desc }) =>
        columns.filter((column) => column.id === id).map(({ id }) => ({ column: id, descending: desc })),
      )
      onSort?.(keys)
    },
  })
  const shownSorting = sorting.filter(({ id }) => columns.some((column) => column.id === id))
  return (
    <table className={`w-full border-separate border-spacing-0 ${className}`}>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {table.getFlatHeaders().map(({ id, column }, i) => {
            const { meta } = column.columnDef
            const name = meta?.name(t, category)
            const sorted = column.getIsSorted()
            return (
              <th
                key={id}
                scope="col"
                aria-label={name} // not the box's name with it
                aria-sort={sorted === false ? undefined : sorted === 'desc' ? 'descending' : 'ascending'}
                className={`text-left text-small font-[550] text-muted ${headClass} ${meta?.className ?? ''}`}
              >
                {/* Chromium repeats plain text on each sheet of paper, and no buttons. */}
                <span aria-hidden className="hidden print:inline">
                  {name}
                </span>
                <span className="inline-flex max-w-full items-center gap-1 align-middle print:hidden">
                  {i === 0 && lead}
                  {onSort ? (
                    <SortButton
                      column={column}
                      isOfSeveral={sorting.length > 1}
                      place={shownSorting.findIndex(({ id }) => id === column.id) + 1}
                    >
                      {name}
                    </SortButton>
                  ) : (
                    <span className={meta?.nameClass}>{name}</span>
                  )}
                </span>
              </th>
            )
          })}
        </tr>
      </thead>
      {body?.(table.getRowModel().rows) ?? (
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className={rowClass?.(row.original) ?? 'h-9 pointer-coarse:h-11'}>
              {row.getAllCells().map((cell) => {
                const { meta } = cell.column.columnDef
                const Tag = meta?.isRowHead === true ? 'th' : 'td'
                return (
                  <Tag
                    key={cell.id}
                    scope={Tag === 'th' ? 'row' : undefined}
                    className={`border-t border-line pr-3 last:pr-0 max-sm:pr-2 ${meta?.isRowHead === true ? 'text-left font-mono font-[650]' : ''} ${meta?.className ?? ''}`}
                  >
                    <table.FlexRender cell={cell} />
                  </Tag>
                )
              })}
            </tr>
          ))}
        </tbody>
      )}
    </table>
  )
}

function SortButton<Data extends RowData>({
  column,
  isOfSeveral,
  place,
  children,
}: {
  column: Column<typeof features, Data>
  /** Whether the table is sorted by several columns. */
  isOfSeveral: boolean
  /** Its place among the shown columns that sort, from 1. */
  place: number
  children: ReactNode
}) {
  const { t } = useI18n()
  const sorted = column.getIsSorted()
  const first = column.getFirstSortDir()
  const Arrow = (sorted || first) === 'desc' ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      title={column.getCanMultiSort() ? t.table.sortHint : undefined}
      onClick={({ shiftKey }) =>
        // Alone, one of several begins anew.
        column.toggleSorting(isOfSeveral && !shiftKey ? first === 'desc' : undefined, shiftKey)
      }
      className={`touchable inline-flex max-w-full items-center gap-1 rounded-badge hover:text-text in-[.text-right]:flex-row-reverse max-sm:gap-0.5 ${sorted === false ? '' : 'text-text'}`}
    >
      <span className="truncate">{children}</span>
      <Arrow
        aria-hidden
        className={`size-3.5 shrink-0 ${sorted === false ? 'opacity-0 max-sm:hidden' : ''}`}
      />
      {isOfSeveral && sorted !== false && <span className="tabular text-muted max-sm:hidden">{place}</span>}
    </button>
  )
}
