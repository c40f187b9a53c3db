import {
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

import { COLUMNS } from '#analysis/order.ts'
import type { Column, Sort } from '#analysis/order.ts'
import type { Category } from '#contract/scope.ts'
import { Skeleton } from '#ui/Card.tsx'
import { StatusBadge, statusFill } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

import { rowId } from './row-id.ts'
import { useShortcuts } from './shortcuts.ts'
import type { TableRow } from './use-ports.ts'
import type { RowKey } from './view.ts'
import { statusLabel, useWords } from './words.ts'

/** Features without row models: the row set sorts and cuts, the table is handed the rows on screen. */
const features = tableFeatures({
  rowSortingFeature,
  columnMeta: metaHelper<{ column: Column; width: string }>(),
})
const column = createColumnHelper<typeof features, TableRow>()
const columns = column.columns([
  column.accessor('port', { meta: { column: 'port', width: 'w-24 max-sm:w-19' } }),
  column.accessor('service', { meta: { column: 'service', width: 'max-sm:hidden' } }),
  column.accessor('type', { meta: { column: 'type', width: 'w-24 max-sm:w-16' } }),
  column.accessor('status', { meta: { column: 'status', width: 'w-36 max-sm:w-25' } }),
  column.accessor('servers', {
    meta: { column: 'servers', width: 'w-80 max-lg:w-56 max-sm:w-auto text-right' },
  }),
])

/** The rows of one page. A head sorts the whole set; a row opens its panel. */
export function PortTable({
  rows,
  widest,
  sort,
  category,
  open,
  onSort,
  onOpen,
  placeholders,
}: {
  rows: readonly TableRow[]
  /** The most servers that a shown row has: the full length of a bar. */
  widest: number
  sort: Sort
  category: Category
  open: RowKey | null
  onSort: (column: Column, additional: boolean) => void
  onOpen: (row: TableRow) => void
  /** How many grey rows to draw instead, while the first data is on its way. */
  placeholders: number
}) {
  const { m } = useWords()
  const body = useRef<HTMLTableSectionElement>(null)
  useShortcuts({
    nextRow: () => stepFocus(body.current, 1),
    previousRow: () => stepFocus(body.current, -1),
  })
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    state: { sorting: sort.map(({ column, descending }) => ({ id: column, desc: descending })) },
  })

  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{m.table.label}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map(({ id, column }) => {
              const { meta } = column.columnDef
              return (
                meta && (
                  <ColumnHead
                    key={id}
                    name={
                      meta.column === 'servers' ? m.table.serversOf[category] : m.table.columns[meta.column]
                    }
                    width={meta.width}
                    direction={column.getIsSorted()}
                    place={sort.length > 1 ? column.getSortIndex() + 1 : 0}
                    onSort={(additional) => onSort(meta.column, additional)}
                  />
                )
              )
            })}
          </tr>
        ))}
      </thead>
      <tbody ref={body}>
        {table.getRowModel().rows.map(({ id, original: row }) => {
          const isOpen = open !== null && rowId(open) === id
          return (
            <tr
              key={id}
              aria-current={isOpen || undefined}
              className="h-9 cursor-pointer hover:bg-sunken aria-[current]:bg-accent-weak pointer-coarse:h-11"
              onClick={(event) => {
                if (!(event.target instanceof Element && event.target.closest('button'))) onOpen(row)
              }}
            >
              <Cell>
                <button
                  id={id}
                  type="button"
                  aria-label={m.table.open(row.port, row.type)}
                  aria-expanded={isOpen}
                  onClick={() => onOpen(row)}
                  onKeyDown={moveFocus}
                  className="touchable font-mono font-[650] hover:underline"
                >
                  {row.port}
                </button>
              </Cell>
              <Cell hidden>{row.service}</Cell>
              <Cell>
                <TypeTag type={row.type} />
              </Cell>
              <Cell>
                <StatusBadge status={row.status} label={statusLabel(m, row.status)} />
              </Cell>
              <Cell>
                <ServersCell row={row} widest={widest} />
              </Cell>
            </tr>
          )
        })}
        {Array.from({ length: placeholders }, (_, i) => (
          <tr key={i} className="h-9 pointer-coarse:h-11">
            {COLUMNS.map((column) => (
              <Cell key={column} hidden={column === 'service'}>
                <Skeleton className="h-3.5 w-2/3" />
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ColumnHead({
  name,
  width,
  direction,
  place,
  onSort,
}: {
  name: string
  width: string
  direction: false | 'asc' | 'desc'
  /** Which key of several it is, from 1; 0 where there is one. */
  place: number
  onSort: (additional: boolean) => void
}) {
  const { m } = useWords()
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
      className={`top-[calc(var(--header-height)+var(--bar-height))] z-5 h-8.5 border-b border-line bg-sunken px-2 text-left text-small font-[550] text-muted first:rounded-tl-card first:pl-4.5 last:rounded-tr-card last:pr-4.5 lg:sticky ${width}`}
    >
      <button
        type="button"
        title={m.table.sortHint}
        onClick={(event) => onSort(event.shiftKey)}
        className={`touchable inline-flex max-w-full items-center gap-1 rounded-badge hover:text-text ${direction === false ? '' : 'text-text'}`}
      >
        <span className="truncate">{name}</span>
        <Arrow aria-hidden className={`size-3.5 shrink-0 ${direction === false ? 'opacity-0' : ''}`} />
        {place > 0 && direction !== false && <span className="tabular text-muted">{place}</span>}
      </button>
    </th>
  )
}

function Cell({ hidden = false, children }: { hidden?: boolean; children: ReactNode }) {
  return (
    <td
      className={`truncate border-b border-line px-2 first:pl-4.5 last:pr-4.5 ${hidden ? 'max-sm:hidden' : ''}`}
    >
      {children}
    </td>
  )
}

function ServersCell({ row: { servers, status }, widest }: { row: TableRow; widest: number }) {
  const { f } = useWords()
  return (
    <span className="flex items-center justify-end gap-3">
      <svg aria-hidden className="h-1.5 w-40 min-w-0 shrink max-sm:w-10" preserveAspectRatio="none">
        <rect width="100%" height="100%" rx="3" fill="var(--color-sunken)" />
        <rect
          width={`${widest === 0 ? 0 : Math.max(2.5, (100 * servers) / widest)}%`}
          height="100%"
          rx="3"
          fill={statusFill(status)}
        />
      </svg>
      <span className="tabular w-16 text-right max-sm:w-12">{f.count(servers)}</span>
    </span>
  )
}

/** Up and Down go from row to row, Home and End to the first and last of the page. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const body = event.currentTarget.closest('tbody')
  const at = buttonsOf(body).indexOf(event.currentTarget)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  if (event.key === 'End' || to >= 0) buttonsOf(body).at(to)?.focus()
}

/** Focuses the row so many further on; where no row has the focus, the first or the last. */
function stepFocus(body: HTMLTableSectionElement | null, by: 1 | -1): void {
  const buttons = buttonsOf(body)
  const at = buttons.findIndex((button) => button === document.activeElement)
  const to = at === -1 ? (by === 1 ? 0 : buttons.length - 1) : at + by
  if (to >= 0) buttons[to]?.focus()
}

const buttonsOf = (body: HTMLTableSectionElement | null): HTMLButtonElement[] => [
  ...(body?.querySelectorAll('button') ?? []),
]
