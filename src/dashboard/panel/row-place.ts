import { findRow } from '#analysis/row-set.ts'
import type { Ports, PortsPage } from '#dashboard/use-ports.ts'
import type { RowKey } from '#dashboard/view.ts'

/**
 * Why the table does not show a row: it is on another page, or filtered out, and would be on that page without a filter.
 */
export type Elsewhere = { why: 'page' | 'filter'; page: number }

/** @returns null where the table shows the row, or where there is no such row. */
export function elsewhereOf(
  { set, order, breakdown }: Ports,
  { number, size }: PortsPage,
  { port, type }: RowKey,
): Elsewhere | null {
  const row = findRow(set, port, type)
  if (row === -1) return null
  const place = breakdown.matches.indexOf(row)
  if (place === -1) return { why: 'filter', page: pageOf(order.indexOf(row), size) }
  const page = pageOf(place, size)
  return page === number ? null : { why: 'page', page }
}

const pageOf = (place: number, size: number): number => Math.floor(place / size) + 1
