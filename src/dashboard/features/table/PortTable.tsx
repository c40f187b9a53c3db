import { createColumnHelper, metaHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import type { Column } from '#analysis/order.ts'
import { rowId } from '#dashboard/core/row-id.ts'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import type { TableRow } from '#dashboard/core/use-ports.ts'
import type { Picking } from '#dashboard/core/use-row-selection.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { shownColumns } from '#view/parameters.ts'
import type { View } from '#view/use-view.ts'

import { Cell, PickBox, PortTableRow, rowHeight } from './PortTableRow.tsx'
import { focusedRow, moveFocus, stepFocus } from './table-focus.ts'
import { TableBody } from './TableBody.tsx'

/** No feature beyond what every table has: the row set sorts and cuts, the table is handed the rows on screen. */
const features = tableFeatures({
  columnMeta: metaHelper<{ column: Column; width: string }>(),
})
const column = createColumnHelper<typeof features, TableRow>()
const COLUMN_DEFS = column.columns([
  column.accessor('port', { meta: { column: 'port', width: 'w-30 max-sm:w-23' } }),
  column.accessor('service', { meta: { column: 'service', width: 'max-sm:hidden' } }),
  column.accessor('type', { meta: { column: 'type', width: 'w-24 max-sm:w-15' } }),
  column.accessor('status', { meta: { column: 'status', width: 'w-36 max-sm:w-25' } }),
  column.accessor('servers', {
    meta: { column: 'servers', width: 'w-80 max-lg:w-56 max-sm:w-auto text-right' },
  }),
  column.display({ id: 'share', meta: { column: 'share', width: 'w-38 max-sm:hidden text-right' } }),
])

/** The rows of one page. A head sorts the whole set; a row opens its panel; its box picks it. */
export function PortTable({
  rows,
  matches,
  widest,
  score,
  view,
  picking,
  onSort,
  onOpen,
  loading,
}: {
  rows: readonly TableRow[]
  /** All rows that the pages of the table go through. */
  matches: Uint32Array
  /** The most servers that a shown row has: the full length of a bar. */
  widest: number
  /** The score that the rows have shares of, in tenths; 0 where no share is shown. */
  score: number
  view: View
  picking: Picking
  onSort: (column: Column, additional: boolean) => void
  onOpen: (row: TableRow) => void
  /** Whether grey rows stand for the first data, which is on its way. */
  loading: boolean
}) {
  const { t } = useI18n()
  const { sort, category, row: open, density, size, weights } = view
  const shown = shownColumns(view)
  const { picked } = picking
  const body = useRef<HTMLTableSectionElement>(null)
  const toggle = (row: TableRow, range: boolean) => picking.toggle(row.index, matches, range)
  const toggleFocused = (range: boolean) => {
    const row = body.current && rows[focusedRow(body.current)]
    if (row) toggle(row, range)
  }
  useShortcuts({
    nextRow: () => stepFocus(body.current, 1),
    previousRow: () => stepFocus(body.current, -1),
    pick: () => toggleFocused(false),
    pickRange: () => toggleFocused(true),
  })
  const columns = useMemo(
    () => COLUMN_DEFS.filter(({ meta }) => meta !== undefined && shown.includes(meta.column)),
    [shown],
  )
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
  })
  const pickedHere = rows.filter(({ index }) => picked.mask[index] === 1).length

  const onClick = (event: MouseEvent<HTMLTableSectionElement>) => {
    if (!(event.target instanceof Element)) return
    const index = event.target.closest('tr')?.dataset['row']
    const row = rows.find((row) => String(row.index) === index)
    if (row === undefined) return
    const { target } = event
    if (target instanceof HTMLInputElement) {
      target.focus() // which a click with Shift does not do by itself
      toggle(row, event.shiftKey)
    } else if (target.closest('label') === null) {
      if (event.shiftKey) toggle(row, true)
      else onOpen(row)
    } // a label clicks its box by itself
  }

  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{t.table.label}</caption>
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
                      meta.column === 'servers' ? t.table.serversOf[category] : t.table.columns[meta.column]
                    }
                    width={meta.width}
                    descending={sort.find((key) => key.column === meta.column)?.descending ?? null}
                    place={sort.length > 1 ? sort.findIndex((key) => key.column === meta.column) + 1 : 0}
                    onSort={(additional) => onSort(meta.column, additional)}
                    before={
                      meta.column === 'port' && (
                        <PickBox
                          name={t.table.pickPage}
                          checked={pickedHere > 0 && pickedHere === rows.length}
                          some={pickedHere > 0 && pickedHere < rows.length}
                          onChange={() =>
                            picking.set(
                              rows.map(({ index }) => index),
                              pickedHere < rows.length,
                            )
                          }
                        />
                      )
                    }
                  />
                )
              )
            })}
          </tr>
        ))}
      </thead>
      <TableBody
        body={body}
        onClick={onClick}
        onKeyDown={moveFocus}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()} // it picks rows, not their words
      >
        {table.getRowModel().rows.map(({ id, original: row }, place) => (
          <PortTableRow
            key={place} // oxlint-disable-line react/no-array-index-key -- rows are places: see TableBody
            row={row}
            columns={shown}
            density={density}
            widest={widest}
            score={score}
            weights={weights}
            isOpen={open !== null && rowId(open) === id}
            isPicked={picked.mask[row.index] === 1}
          />
        ))}
        {Array.from({ length: loading ? size : 0 }, (_, i) => (
          <tr key={i} className={rowHeight(density)}>
            {shown.map((column) => (
              <Cell key={column} hidden={column === 'service' || column === 'share'}>
                <Skeleton className="h-3.5 w-2/3" />
              </Cell>
            ))}
          </tr>
        ))}
      </TableBody>
    </table>
  )
}

function ColumnHead({
  name,
  width,
  descending,
  place,
  onSort,
  before,
}: {
  name: string
  width: string
  /** Null where something else sorts. */
  descending: boolean | null
  /** Which key of several it is, from 1; 0 where there is one. */
  place: number
  onSort: (additional: boolean) => void
  /** Stands before the name. */
  before: ReactNode
}) {
  const { t } = useI18n()
  const Arrow = descending === false ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-label={name} // not the box's name with it
      aria-sort={descending === null ? undefined : descending ? 'descending' : 'ascending'}
      className={`top-[calc(var(--header-height)+var(--bar-height))] z-5 h-8.5 border-b border-line bg-sunken px-2 max-sm:px-1.5 text-left text-small font-[550] text-muted first:rounded-tl-card first:pl-4.5 last:rounded-tr-card last:pr-4.5 max-sm:first:pl-3.5 max-sm:last:pr-3.5 max-sm:last:pl-1 lg:sticky ${width}`}
    >
      <span className="inline-flex max-w-full items-center gap-1">
        {before}
        <button
          type="button"
          title={t.table.sortHint}
          onClick={(event) => onSort(event.shiftKey)}
          className={`touchable inline-flex max-w-full items-center gap-1 max-sm:gap-0.5 rounded-badge hover:text-text ${descending === null ? '' : 'text-text'}`}
        >
          <span className="truncate">{name}</span>
          <Arrow aria-hidden className={`size-3.5 shrink-0 ${descending === null ? 'opacity-0' : ''}`} />
          {place > 0 && <span className="tabular text-muted">{place}</span>}
        </button>
      </span>
    </th>
  )
}
