import { createColumnHelper, metaHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import type { Column } from '#analysis/order.ts'
import { scoreRows } from '#analysis/score.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { PORTS_ID } from '#dashboard/core/SkipLink.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { nextSort, shownColumns } from '#view/parameters.ts'

import { Pager } from './Pager.tsx'
import { Cell, SelectBox, PortTableRow, rowHeight } from './PortTableRow.tsx'
import { focusedRow, moveFocus, stepFocus } from './table-focus.ts'
import { TableBody } from './TableBody.tsx'
import { usePage } from './use-page.ts'

/** No feature beyond what every table has: the row set sorts and cuts, the table is handed the rows on screen. */
const features = tableFeatures({
  columnMeta: metaHelper<{ column: Column; width: string }>(),
})
const column = createColumnHelper<typeof features, ShownRow>()
const COLUMN_DEFS = column.columns([
  column.accessor('port', { meta: { column: 'port', width: 'w-30 max-sm:w-23' } }),
  column.accessor('service', { meta: { column: 'service', width: 'max-sm:hidden' } }),
  column.accessor('type', { meta: { column: 'type', width: 'w-24 max-sm:w-15' } }),
  column.accessor('status', { meta: { column: 'status', width: 'w-36 max-sm:w-25' } }),
  column.accessor('servers', {
    meta: { column: 'servers', width: 'w-80 max-lg:w-56 max-sm:w-auto text-right' },
  }),
  column.display({
    id: 'contribution',
    meta: { column: 'contribution', width: 'w-38 max-sm:hidden text-right' },
  }),
])

/** The ports of the view, page by page. A head sorts all of them; a row opens its panel; its box selects it. */
export function PortTable({
  empty,
  settings,
}: {
  /** Stands below the head where there is no row. */
  empty: ReactNode
  /** What the button of the table's settings opens. */
  settings: ReactNode
}) {
  const { t } = useI18n()
  const { isStale } = useScope()
  return (
    <Card
      id={PORTS_ID}
      tabIndex={-1}
      label={t.table.label}
      className={`min-w-0 grow scroll-mt-[calc(var(--header-height)+var(--bar-height)+4px)] ${isStale ? 'saturate-30' : ''}`}
    >
      <Table />
      {empty}
      <Pager settings={settings} />
    </Card>
  )
}

/** The rows of one page. */
function Table() {
  const { t } = useI18n()
  const { view } = useView()
  const actions = useViewActions()
  const ports = usePorts()
  const { isLoading, set, breakdown } = ports
  const { matches } = breakdown
  const rowSelection = useRowSelection()
  const rows = usePage(ports, view)
  const { sort, category, row: open, density, size, weights } = view
  const shown = shownColumns(view)
  const { selected } = rowSelection
  // What the contributions are parts of.
  const score = shown.includes('contribution') ? scoreRows(set, matches, weights).total : 0
  const onOpen = ({ port, type }: ShownRow) => actions.change({ row: { port, type } })
  const body = useRef<HTMLTableSectionElement>(null)
  const toggle = (row: ShownRow, range: boolean) => rowSelection.toggle(row.index, matches, range)
  const toggleFocused = (range: boolean) => {
    const row = body.current && rows[focusedRow(body.current)]
    if (row) toggle(row, range)
  }
  useShortcuts({
    nextRow: () => stepFocus(body.current, 1),
    previousRow: () => stepFocus(body.current, -1),
    selectRow: () => toggleFocused(false),
    selectRange: () => toggleFocused(true),
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
  const selectedHere = rows.filter(({ index }) => selected.mask[index] === 1).length

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
                    onSort={(additional) => actions.choose({ sort: nextSort(sort, meta.column, additional) })}
                    before={
                      meta.column === 'port' && (
                        <SelectBox
                          name={t.table.selectPage}
                          checked={selectedHere > 0 && selectedHere === rows.length}
                          some={selectedHere > 0 && selectedHere < rows.length}
                          onChange={() =>
                            rowSelection.set(
                              rows.map(({ index }) => index),
                              selectedHere < rows.length,
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
        onMouseDown={(event) => event.shiftKey && event.preventDefault()} // it selects rows, not their words
      >
        {table.getRowModel().rows.map(({ id, original: row }, place) => (
          <PortTableRow
            key={place} // oxlint-disable-line react/no-array-index-key -- rows are places: see TableBody
            row={row}
            columns={shown}
            density={density}
            mostServers={breakdown.mostServers}
            score={score}
            weights={weights}
            isOpen={open !== null && rowId(open) === id}
            isSelected={selected.mask[row.index] === 1}
          />
        ))}
        {Array.from({ length: isLoading ? size : 0 }, (_, i) => (
          <tr key={i} className={rowHeight(density)}>
            {shown.map((column) => (
              <Cell key={column} hidden={column === 'service' || column === 'contribution'}>
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
