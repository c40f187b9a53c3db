import { firstRows } from '#analysis/breakdown.ts'
import { findEntry, rowsOfEntry } from '#analysis/fold.ts'
import { MOST_SERVERS_FIRST, orderRows } from '#analysis/order.ts'
import type { Match } from '#analysis/query/match.ts'
import { rowAt } from '#analysis/row-set.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { nearestPage } from '#view/parameters.ts'
import type { RowKey } from '#view/parameters.ts'
import type { View } from '#view/view.ts'

import type { Ports } from './ports-context.tsx'

/**
 * A row as it is shown: what the source says of a port, and the name of the service that people expect there. Where rows are
 * folded, `type` is the protocol and `rows` are those of the port that are shown over it.
 */
export type ShownRow = PortRow & {
  service: string
  /** The most servers that there can be, where `servers` are the least. */
  most: number
  rows: readonly PortRow[]
  /** Its place among the entries of what is listed. */
  index: number
}

export function shownRow({ set, listed, nameOf }: Ports, index: number): ShownRow {
  const row = rowAt(listed, index)
  return {
    ...row,
    ...keyOf(listed, row),
    service: nameOf(row.port, row.type),
    most: listed.folds?.most[index] ?? row.servers,
    rows: rowsOfEntry(listed, index).map((i) => rowAt(set, i)),
    index,
  }
}

/** How the page names what it lists of a port: by its protocol where rows are folded, else by its type. */
export const keyOf = ({ folds }: Ports['listed'], { port, type }: RowKey): RowKey => ({
  port,
  type: folds === undefined ? type : protocolOf(type.toUpperCase()),
})

/** The row of a port as it is shown, or as it would be without a filter; null where the port is not open. */
export function findShown(ports: Ports, { port, type }: RowKey): ShownRow | null {
  const { listed, breakdown } = ports
  const entry = findEntry(listed, port, type)
  if (entry === -1) return null
  const shown = rowsOfEntry(listed, entry).find((i) => breakdown.shows(i))
  return shownRow(ports, shown ?? entry)
}

/** The page of the table that is shown, from 1: the nearest to the one that the view asks for. */
export const pageNumber = ({ breakdown }: Ports, { page, size }: View): number =>
  nearestPage(page, size, breakdown.matches.length)

/** The shown rows that are open on the most servers, most first. */
export function topRows(ports: Ports, count: number, passes?: Match): ShownRow[] {
  const { listed, breakdown, nameOf } = ports
  const byServers = orderRows(listed, MOST_SERVERS_FIRST, nameOf)
  const shows: Match = passes ? (i) => breakdown.shows(i) && passes(i) : breakdown.shows
  return firstRows(byServers, shows, count).map((i) => shownRow(ports, i))
}
