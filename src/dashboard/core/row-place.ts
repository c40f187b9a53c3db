import { placeUnfiltered } from '#analysis/fold.ts'
import type { RowKey } from '#view/parameters.ts'
import type { View, ViewChange } from '#view/view.ts'

import { findShown, keyOf, pageNumber, shownRow } from './port-rows.ts'
import type { Ports } from './ports-context.tsx'

/**
 * Why the table does not show a row: it is on another page, or filtered out, and would be on that page without a filter.
 */
export type Elsewhere = { why: 'page' | 'filter'; page: number }

/** @returns null where the table shows the row, where it lists servers, or where there is no such row. */
export function elsewhereOf(ports: Ports, view: View, row: RowKey): Elsewhere | null {
  const { listed, order, breakdown } = ports
  const shown = findShown(ports, row)
  if (shown === null || view.view === 'servers') return null
  const place = breakdown.matches.indexOf(shown.index)
  if (place === -1)
    return { why: 'filter', page: pageOf(placeUnfiltered(listed, order, shown.index), view.size) }
  const page = pageOf(place, view.size)
  return page === pageNumber(ports, view) ? null : { why: 'page', page }
}

/**
 * Opens a row in place of a server, on the page of the table that has it. One that is filtered out leaves the page as it is,
 * and so does a table of servers.
 */
export function openRow(ports: Ports, { view, size }: Pick<View, 'view' | 'size'>, row: RowKey): ViewChange {
  const place = view === 'servers' ? -1 : ports.breakdown.matches.indexOf(findShown(ports, row)?.index ?? -1)
  return { row: keyOf(ports.listed, row), server: null, ...(place !== -1 && { page: pageOf(place, size) }) }
}

/** Opens the row so many further on in the table's order; null where there is none, or the table lists servers. */
export function stepFrom(ports: Ports, view: View, by: number): ViewChange | null {
  const { row } = view
  if (view.view === 'servers') return null
  const { matches } = ports.breakdown
  const at = row === null ? -1 : matches.indexOf(findShown(ports, row)?.index ?? -1)
  const next = at === -1 ? undefined : matches[at + by]
  return next === undefined ? null : openRow(ports, view, shownRow(ports, next))
}

const pageOf = (place: number, size: number): number => Math.floor(place / size) + 1
