import { findRow, rowAt } from '#analysis/row-set.ts'
import type { RowKey } from '#view/parameters.ts'
import type { View, ViewChange } from '#view/view.ts'

import { pageNumber } from './port-rows.ts'
import type { Ports } from './ports-context.tsx'

/**
 * Why the table does not show a row: it is on another page, or filtered out, and would be on that page without a filter.
 */
export type Elsewhere = { why: 'page' | 'filter'; page: number }

/** @returns null where the table shows the row, or where there is no such row. */
export function elsewhereOf(ports: Ports, view: View, { port, type }: RowKey): Elsewhere | null {
  const { set, order, breakdown } = ports
  const row = findRow(set, port, type)
  if (row === -1) return null
  const place = breakdown.matches.indexOf(row)
  if (place === -1) return { why: 'filter', page: pageOf(order.indexOf(row), view.size) }
  const page = pageOf(place, view.size)
  return page === pageNumber(ports, view) ? null : { why: 'page', page }
}

/** Opens a row, on the page of the table that has it; one that is filtered out leaves the page as it is. */
export function openRow({ set, breakdown }: Ports, size: number, { port, type }: RowKey): ViewChange {
  const place = breakdown.matches.indexOf(findRow(set, port, type))
  return { row: { port, type }, ...(place !== -1 && { page: pageOf(place, size) }) }
}

/** Opens the row so many further on in the table's order; null where there is none. */
export function stepFrom(ports: Ports, { row, size }: View, by: number): ViewChange | null {
  const { set, breakdown } = ports
  const at = row === null ? -1 : breakdown.matches.indexOf(findRow(set, row.port, row.type))
  const next = at === -1 ? undefined : breakdown.matches[at + by]
  return next === undefined ? null : openRow(ports, size, rowAt(set, next))
}

const pageOf = (place: number, size: number): number => Math.floor(place / size) + 1
