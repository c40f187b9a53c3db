import { firstRows } from '#analysis/breakdown.ts'
import { findEntry, rowsOfEntry } from '#analysis/fold.ts'
import { MOST_SERVERS_FIRST, orderRows } from '#analysis/order.ts'
import type { Match } from '#analysis/query/match.ts'
import type { Recent } from '#analysis/recent.ts'
import { CAME, CAME_FIRST, rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
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
  /** When it began; null where the source does not tell. */
  began: Began | null
  /** Its place among the entries of what is listed. */
  index: number
}

/** When a row was seen first and opened last (ISO 8601, UTC), whether it may be older, and whether it is new since the chosen moment. */
export type Began = { first: string; opened: string; isOlder: boolean; recent: 'new' | 'reopened' | null }

export function shownRow({ set, listed, nameOf, knowledge }: Ports, index: number): ShownRow {
  const row = rowAt(listed, index)
  return {
    ...row,
    ...keyOf(listed, row),
    service: nameOf(row.port, row.type),
    most: listed.folds?.most[index] ?? row.servers,
    rows: rowsOfEntry(listed, index).map((i) => rowAt(set, i)),
    began: beganAt(listed, index, knowledge.recent),
    index,
  }
}

function beganAt({ history }: RowSet, index: number, { isAfter }: Recent): Began | null {
  const first = history?.moments[history.first[index] ?? -1]
  const opened = history?.moments[history.opened[index] ?? -1]
  if (history === null || first === undefined || opened === undefined) return null
  const came = history.came[index] ?? 0
  const isRecent = (came & CAME) !== 0 && isAfter(opened)
  return {
    first: new Date(first.at * 1000).toISOString(),
    opened: new Date(opened.at * 1000).toISOString(),
    isOlder: (came & CAME_FIRST) === 0,
    recent: !isRecent ? null : first === opened ? 'new' : 'reopened',
  }
}

/** How the page names what it lists of a port: by its protocol where rows are folded, else by its type. */
export const keyOf = ({ folds }: Ports['listed'], { port, type }: RowKey): RowKey => ({
  port,
  type: folds === undefined ? type : protocolOf(type),
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
