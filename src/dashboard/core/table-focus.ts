import type { KeyboardEvent } from 'react'

/** What can have the focus in a row of the table, from left to right: its box, its port, its values. */
const CELLS = 'input, button, td[tabindex]'

/** Up and Down go from row to row in one column, Left and Right along the row, Home and End to the first and last row. */
export function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const rows = [...event.currentTarget.rows]
  const at = focusedRow(event.currentTarget)
  const cells = cellsOf(rows[at])
  const column = cells.findIndex((cell) => cell === document.activeElement)
  if (column === -1) return
  const target = {
    ArrowDown: () => cellsOf(rows[at + 1])[column],
    ArrowUp: () => cellsOf(rows[at - 1])[column],
    ArrowRight: () => cells[column + 1],
    ArrowLeft: () => cells[column - 1],
    Home: () => cellsOf(rows[0])[column],
    End: () => cellsOf(rows.at(-1))[column],
  }[event.key]
  if (target === undefined) return
  event.preventDefault()
  target()?.focus()
}

/** Focuses the port so many rows further on; where no row has the focus, the first or the last. */
export function stepFocus(body: HTMLTableSectionElement | null, by: 1 | -1): void {
  if (body === null) return
  const at = focusedRow(body)
  const to = at === -1 ? (by === 1 ? 0 : body.rows.length - 1) : at + by
  if (to >= 0) body.rows[to]?.querySelector('button')?.focus()
}

/** A cell by the row that it belongs to, wherever that comes to stand. */
export type FocusedCell = { row: string; column: number }

/** What has the focus in a table; null when it is elsewhere. */
export function focusedCell(body: HTMLTableSectionElement | null): FocusedCell | null {
  const row = body?.rows[focusedRow(body)]
  if (row === undefined) return null
  return { row: nameOf(row), column: cellsOf(row).findIndex((cell) => cell === document.activeElement) }
}

/** Focuses a cell that had the focus before the rows changed; nothing in the table where its row is gone. */
export function followFocus(body: HTMLTableSectionElement | null, { row: name, column }: FocusedCell): void {
  if (body === null) return
  const at = body.rows[focusedRow(body)]
  if (at !== undefined && nameOf(at) === name) return
  const row = [...body.rows].find((row) => nameOf(row) === name)
  if (row !== undefined) cellsOf(row)[column]?.focus({ preventScroll: true })
  else if (at !== undefined && document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** A row is named by the button that opens it. */
const nameOf = (row: HTMLTableRowElement): string => row.querySelector('button')?.id ?? ''

/** Which row the focus is in, from 0; -1 for none. */
export const focusedRow = (body: HTMLTableSectionElement): number =>
  body.contains(document.activeElement)
    ? [...body.rows].findIndex((row) => row.contains(document.activeElement))
    : -1

const cellsOf = (row: HTMLTableRowElement | undefined): HTMLElement[] =>
  row === undefined
    ? []
    : [...row.querySelectorAll<HTMLElement>(CELLS)].filter((cell) => cell.checkVisibility())
