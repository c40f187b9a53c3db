import { useMemo, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import { DataTable } from '#dashboard/core/DataTable.tsx'
import { keyOf } from '#dashboard/core/port-rows.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { PORTS_ID } from '#dashboard/core/SkipLink.tsx'
import { focusedRow, moveFocus, stepFocus } from '#dashboard/core/table-focus.ts'
import { CELL, HEAD, rowHeight } from '#dashboard/core/table-look.ts'
import { TableBody } from '#dashboard/core/TableBody.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { DEFAULT_SORT, isSameRow } from '#view/parameters.ts'

import { FOLDED_COLUMNS, PORT_COLUMNS } from './port-columns.tsx'
import { PortsPager } from './PortsPager.tsx'
import { SelectBox, PortTableRow } from './PortTableRow.tsx'
import { usePage } from './use-page.ts'

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
      className={`@container min-w-0 grow scroll-mt-[calc(var(--header-height)+var(--bar-height)+4px)] ${isStale ? 'saturate-30' : ''}`}
    >
      <Table />
      {empty}
      <PortsPager settings={settings} />
    </Card>
  )
}

/** The rows of one page. */
function Table() {
  const { t } = useI18n()
  const { view } = useView()
  const actions = useViewActions()
  const ports = usePorts()
  const { isLoading, listed, breakdown } = ports
  const { matches } = breakdown
  const rowSelection = useRowSelection()
  const page = usePage(ports, view)
  const isFolded = listed.folds !== undefined
  const { sort, row: open, density, size, cols } = view
  const columns = useMemo(
    () => (isFolded ? FOLDED_COLUMNS : PORT_COLUMNS).filter(({ id }) => cols.includes(id)),
    [cols, isFolded],
  )
  const rows = page.map((row) => ({
    ...row,
    mostServers: breakdown.mostServers,
    isOpen: open !== null && isSameRow(keyOf(listed, open), row),
    isSelected: rowSelection.has(row.index),
    isFolded,
  }))
  const onOpen = (row: ShownRow) => actions.change({ row: keyOf(listed, row), server: null })
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
  const selectedHere = rows.filter(({ isSelected }) => isSelected).length

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
    <DataTable
      label={t.table.label}
      columns={columns}
      rows={rows}
      rowId={rowId}
      className="table-fixed"
      headClass={HEAD}
      sort={sort}
      sortsByMany
      onSort={(sort) => actions.choose({ sort: sort.length > 0 ? sort : DEFAULT_SORT })}
      lead={
        <SelectBox
          name={t.table.selectPage}
          checked={selectedHere > 0 && selectedHere === rows.length}
          some={selectedHere > 0 && selectedHere < rows.length}
          onChange={() =>
            rowSelection.set(
              Uint32Array.from(rows, ({ index }) => index),
              selectedHere < rows.length,
            )
          }
        />
      }
      body={(rows) => (
        <TableBody
          body={body}
          onClick={onClick}
          onKeyDown={moveFocus}
          onMouseDown={(event) => event.shiftKey && event.preventDefault()} // it selects rows, not their text
        >
          {rows.map((row, place) => (
            <PortTableRow
              key={place} // oxlint-disable-line react/no-array-index-key -- rows are places: see TableBody
              row={row}
              columns={columns}
              density={density}
            />
          ))}
          {Array.from({ length: isLoading ? size : 0 }, (_, i) => (
            <tr key={i} className={rowHeight(density)}>
              {columns.map(({ id, meta }) => (
                <td key={id} className={`${CELL} ${meta.className}`}>
                  <Skeleton className="inline-block h-3.5 w-2/3 align-middle" />
                </td>
              ))}
            </tr>
          ))}
        </TableBody>
      )}
    />
  )
}
