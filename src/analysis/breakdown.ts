import { protocolOf } from '#contract/port-row.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

import { compileQuery } from './query/match.ts'
import type { Knowledge, Match } from './query/match.ts'
import type { Query } from './query/query.ts'
import type { RowSet } from './row-set.ts'
import { socketPlace, TIERS_FROM_LEAST, tierTable } from './socket-table.ts'

/**
 * Which rows a view shows: those that the query passes, of the chosen types and statuses. An empty list of types or
 * statuses asks for all of them.
 */
export type Filter = {
  readonly query: Query
  readonly types: readonly string[]
  readonly statuses: readonly string[]
}

/**
 * Rows, and the instances in them: the sum of their servers. Exposure counts port–server pairs. It is not a number
 * of servers, since a server with several open ports is in several rows, and rows name no servers to undo that.
 */
type Count = { rows: number; instances: number }

/**
 * What a view shows of a set: the matching rows in order, and every count that is drawn from them.
 *
 * `cells` counts the rows that the query passes by type and status, whatever types and statuses are chosen. All
 * figures of the page are sums over cells, so they cannot disagree: the facets beside a choice that follow the
 * other choices, the charts, the headline numbers.
 */
export type Breakdown = {
  readonly matches: Uint32Array
  readonly cells: readonly Cell[]
  /** The most servers that a shown row has; 0 without rows. */
  readonly mostServers: number
  /** Whether a row of the set is shown. */
  readonly shows: Match
}

export type Cell = Readonly<Count> & {
  readonly type: string
  readonly status: string
  /** Whether the chosen types and statuses show these rows. */
  readonly shown: boolean
}

/**
 * Filters and counts in one pass over the rows as they lie in memory, and puts those that are shown in `order` after it:
 * a test and four columns read by leaps would cost twice as much.
 */
export function breakDown(set: RowSet, order: Uint32Array, filter: Filter, knowledge: Knowledge): Breakdown {
  const passes = compileQuery(filter.query, set, knowledge)
  const { cells, isShown, count, mostServers } = total(set, passes, filter)
  const matches = new Uint32Array(count)
  for (let from = 0, to = 0; to < count; from++) {
    const i = order[from] ?? 0
    if (isShown[i] === 1) matches[to++] = i
  }
  return { matches, cells, mostServers, shows: (i) => isShown[i] === 1 }
}

/** The cells of the rows that pass, all of them shown. */
export const countCells = (set: RowSet, passes: Match): Cell[] => total(set, passes, EVERYTHING).cells

const EVERYTHING = { types: [], statuses: [] }

/** Counts the rows that pass, and marks those of the chosen types and statuses. */
function total(set: RowSet, passes: Match, chosen: Pick<Filter, 'types' | 'statuses'>) {
  const width = set.statuses.length
  const cells = set.types.flatMap((type) =>
    set.statuses.map((status) => ({
      type,
      status,
      rows: 0,
      instances: 0,
      shown: isChosen(chosen.types, type) && isChosen(chosen.statuses, status),
    })),
  )
  const isShown = new Uint8Array(set.size)
  let count = 0
  let mostServers = 0
  for (let i = 0; i < set.size; i++) {
    if (!passes(i)) continue
    const cell = cells[(set.type[i] ?? 0) * width + (set.status[i] ?? 0)]
    const servers = set.servers[i] ?? 0
    if (cell === undefined) continue
    cell.rows++
    cell.instances += servers
    if (!cell.shown) continue
    isShown[i] = 1
    count++
    if (servers > mostServers) mostServers = servers
  }
  return { cells, isShown, count, mostServers }
}

const isChosen = (choice: readonly string[], word: string): boolean =>
  choice.length === 0 || choice.includes(word)

/** Whether row `i` of a set is shown, without the counts of a breakdown. */
export function compileFilter(filter: Filter, set: RowSet, knowledge: Knowledge): Match {
  const passes = compileQuery(filter.query, set, knowledge)
  const types = set.types.map((type) => isChosen(filter.types, type))
  const statuses = set.statuses.map((status) => isChosen(filter.statuses, status))
  return (i) => types[set.type[i] ?? 0] === true && statuses[set.status[i] ?? 0] === true && passes(i)
}

/** Whether a row is one of some. */
export function isAmong(indices: Uint32Array, set: RowSet): Match {
  const mask = new Uint8Array(set.size)
  for (const i of indices) mask[i] = 1
  return (i) => mask[i] === 1
}

/** The rows that pass, in the order of the set. */
export function pickRows(set: RowSet, passes: Match): Uint32Array {
  const selected = new Uint32Array(set.size)
  let count = 0
  for (let i = 0; i < set.size; i++) if (passes(i)) selected[count++] = i
  return selected.subarray(0, count)
}

/** The sum of the cells that `which` picks. */
function sumCells(cells: readonly Cell[], which: (cell: Cell) => boolean): Count {
  const sum = { rows: 0, instances: 0 }
  for (const cell of cells) {
    if (!which(cell)) continue
    sum.rows += cell.rows
    sum.instances += cell.instances
  }
  return sum
}

/** One bar of a chart: a type or protocol, its shown rows in all and by status, in the order of the cells. */
export type Bar = { name: string; total: Count; byStatus: ({ status: string } & Count)[] }

/** The shown rows by type. Types without any are left out. */
export const barsByType = (cells: readonly Cell[]): Bar[] => bars(cells, (cell) => cell.type)

/** The figures of a summary: all shown rows, the dangerous and the unknown ones among them, and all by protocol. */
export function summarize(cells: readonly Cell[]): {
  shown: Count
  dangerous: Count
  unknown: Count
  protocols: Bar[]
  /** Of the protocol with the most rows. */
  mostRows: number
} {
  const protocols = barsByProtocol(cells)
  return {
    shown: sumCells(cells, (cell) => cell.shown),
    dangerous: sumCells(cells, (cell) => cell.shown && cell.status === 'danger'),
    unknown: sumCells(cells, (cell) => cell.shown && cell.status === 'unknown'),
    protocols,
    mostRows: Math.max(0, ...protocols.map((bar) => bar.total.rows)),
  }
}

/** The shown rows by protocol: TCP with TCP6, UDP with UDP6. */
const barsByProtocol = (cells: readonly Cell[]): Bar[] => bars(cells, (cell) => protocolOf(cell.type))

function bars(cells: readonly Cell[], nameOf: (cell: Cell) => string): Bar[] {
  const shown = cells.filter((cell) => cell.shown && cell.rows > 0)
  const statuses = [...new Set(cells.map((cell) => cell.status))]
  return [...new Set(shown.map(nameOf))].map((name) => {
    const own = shown.filter((cell) => nameOf(cell) === name)
    return {
      name,
      total: sumCells(own, () => true),
      byStatus: statuses
        .map((status) => ({ status, ...sumCells(own, (cell) => cell.status === status) }))
        .filter(({ rows }) => rows > 0),
    }
  })
}

/** How many of some rows have a tier. */
export function countTier(set: RowSet, indices: Uint32Array, tier: Tier): number {
  const tiers = tierTable(set)
  const wanted = TIERS_FROM_LEAST.indexOf(tier)
  let rows = 0
  for (const i of indices) if (tiers[socketPlace(set.type[i] ?? 0, set.port[i] ?? 0)] === wanted) rows++
  return rows
}

/** How many servers the most common of some rows has, of those with a status; 0 without any. */
export function mostServersOf(set: RowSet, indices: Uint32Array, status: string): number {
  const wanted = set.statuses.indexOf(status)
  let most = 0
  for (const i of indices) if (set.status[i] === wanted) most = Math.max(most, set.servers[i] ?? 0)
  return most
}

/** How many ports a chart of the most common ones names. */
export const TOP_PORTS = 12

/** The first `count` rows of an order that pass a test. */
export function firstRows(order: Uint32Array, passes: Match, count: number): number[] {
  const first: number[] = []
  for (let at = 0; at < order.length && first.length < count; at++) {
    const i = order[at] ?? 0
    if (passes(i)) first.push(i)
  }
  return first
}
