import { protocolOf } from '#contract/port-row.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

import { markEntries } from './fold.ts'
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
 * Entries of a set, and the open-port instances in them: the sum of their rows' servers. They are not
 * a number of servers, since a server with several open ports is in several rows, and rows name no servers to undo that.
 */
type Count = { rows: number; instances: number }

/**
 * What a view shows of a set: the matching entries in order, and every count that is drawn from them. All figures of the page
 * are sums over cells, so they cannot disagree: the charts, the headline numbers.
 */
export type Breakdown = {
  readonly matches: Uint32Array
  readonly cells: readonly Cell[]
  /** The most servers that a shown entry may have; 0 without entries. */
  readonly mostServers: number
  /** Whether an entry of the set is shown. */
  readonly shows: Match
}

/** The shown entries of one type and status; of a folded set, of one protocol. */
export type Cell = Readonly<Count> & { readonly type: string; readonly status: string }

/**
 * Filters and counts in passes over the rows as they lie in memory, and puts the entries that are shown in `order` after them:
 * a test and four columns read by leaps would cost twice as much. A folded set is filtered by its rows, and what is left of
 * them is folded.
 */
export function breakDown(set: RowSet, order: Uint32Array, filter: Filter, knowledge: Knowledge): Breakdown {
  const isShown = markShown(set, compileFilter(filter, set, knowledge))
  const { cells, count, mostServers } = total(set, isShown)
  const matches = new Uint32Array(count)
  for (let from = 0, to = 0; to < count; from++) {
    const i = order[from] ?? 0
    if (isShown[i] === 1) matches[to++] = i
  }
  return { matches, cells, mostServers, shows: (i) => isShown[i] === 1 }
}

/** The cells of the entries that the rows make which pass. */
export const countCells = (set: RowSet, passes: Match): Cell[] => total(set, markShown(set, passes)).cells

/** By entry: 1 where it is what the rows make that pass. */
function markShown(set: RowSet, passes: Match): Uint8Array {
  const { size } = rowsBehind(set)
  const isIn = new Uint8Array(size)
  for (let i = 0; i < size; i++) if (passes(i)) isIn[i] = 1
  return markEntries(set, isIn)
}

/** The rows that a set is made of: of a folded one, those before it was folded. */
const rowsBehind = (set: RowSet): RowSet => set.folds?.rows ?? set

/** Counts the entries that are shown. */
function total(set: RowSet, isShown: Uint8Array) {
  const { types, statuses, folds } = set
  const width = statuses.length
  const names = [...new Set(folds === undefined ? types : types.map(protocolOf))]
  const places = types.map((type) => names.indexOf(folds === undefined ? type : protocolOf(type)) * width)
  const counts = new Uint32Array(names.length * width)
  const instances = new Float64Array(names.length * width)
  const alone = folds === undefined ? set.size : folds.rows.size
  const most = folds?.most ?? set.servers
  let count = 0
  let mostServers = 0
  for (let i = 0; i < set.size; i++) {
    if (isShown[i] !== 1) continue
    const at = (places[set.type[i] ?? 0] ?? 0) + (set.status[i] ?? 0)
    const upTo = most[i] ?? 0
    count++
    counts[at] = (counts[at] ?? 0) + 1
    instances[at] = (instances[at] ?? 0) + (i < alone ? upTo : instancesOf(folds, i - alone))
    if (upTo > mostServers) mostServers = upTo
  }
  const cells = names.flatMap((type, n) =>
    statuses.map((status, s): Cell => {
      const at = n * width + s
      return { type, status, rows: counts[at] ?? 0, instances: instances[at] ?? 0 }
    }),
  )
  return { cells, count, mostServers }
}

const instancesOf = (folds: RowSet['folds'], p: number): number =>
  folds === undefined
    ? 0
    : (folds.rows.servers[folds.first[p] ?? 0] ?? 0) + (folds.rows.servers[folds.second[p] ?? 0] ?? 0)

const isChosen = (choice: readonly string[], word: string): boolean =>
  choice.length === 0 || choice.includes(word)

/** Whether row `i` of a set is shown; of a folded set, row `i` of those that it is made of. */
export function compileFilter(filter: Filter, set: RowSet, knowledge: Knowledge): Match {
  const rows = rowsBehind(set)
  const passes = compileQuery(filter.query, rows, knowledge)
  if (filter.types.length === 0 && filter.statuses.length === 0) return passes
  const types = rows.types.map((type) => isChosen(filter.types, type))
  const statuses = rows.statuses.map((status) => isChosen(filter.statuses, status))
  return (i) => types[rows.type[i] ?? 0] === true && statuses[rows.status[i] ?? 0] === true && passes(i)
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

/** The entries that the rows make which pass, in the order of the set. */
export function pickEntries(set: RowSet, passes: Match): Uint32Array {
  const isShown = markShown(set, passes)
  return pickRows(set, (i) => isShown[i] === 1)
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
    shown: sumCells(cells, () => true),
    dangerous: sumCells(cells, (cell) => cell.status === 'danger'),
    unknown: sumCells(cells, (cell) => cell.status === 'unknown'),
    protocols,
    mostRows: Math.max(0, ...protocols.map((bar) => bar.total.rows)),
  }
}

/** The shown rows by protocol: TCP with TCP6, UDP with UDP6. */
const barsByProtocol = (cells: readonly Cell[]): Bar[] => bars(cells, (cell) => protocolOf(cell.type))

function bars(cells: readonly Cell[], nameOf: (cell: Cell) => string): Bar[] {
  const shown = cells.filter((cell) => cell.rows > 0)
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
