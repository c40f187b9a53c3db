import { firstRows } from '#analysis/breakdown.ts'
import { MOST_SERVERS_FIRST, orderRows } from '#analysis/order.ts'
import type { Match } from '#analysis/query/match.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'
import { nearestPage } from '#view/parameters.ts'
import type { View } from '#view/view.ts'

import type { Ports } from './ports-context.tsx'

/** A row as it is shown: what the source says of a port, and the name of the service that people expect there. */
export type ShownRow = PortRow & { service: string; index: number } // index: its place in the row set

export function shownRow({ set, nameOf }: Ports, index: number): ShownRow {
  const row = rowAt(set, index)
  return { ...row, service: nameOf(row.port, row.type), index }
}

/** The page of the table that is shown, from 1: the nearest to the one that the view asks for. */
export const pageNumber = ({ breakdown }: Ports, { page, size }: View): number =>
  nearestPage(page, size, breakdown.matches.length)

/** The shown rows that are open on the most servers, most first. */
export function topRows(ports: Ports, count: number, passes?: Match): ShownRow[] {
  const { set, breakdown, nameOf } = ports
  const byServers = orderRows(set, MOST_SERVERS_FIRST, nameOf)
  const shows: Match = passes ? (i) => breakdown.shows(i) && passes(i) : breakdown.shows
  return firstRows(byServers, shows, count).map((i) => shownRow(ports, i))
}
