import { MAX_PORT, protocolOf, statusSeverity } from '#contract/port-row.ts'
import { dangerClassOf } from '#knowledge/dangerous-ports.ts'

import { cameAfter, NOTHING_RECENT } from './recent.ts'
import type { Recent } from './recent.ts'
import { CAME_FIRST } from './row-set.ts'
import type { RowSet } from './row-set.ts'
import { socketPlace, TIERS_FROM_LEAST, tierTable } from './socket-table.ts'
import { wordColumn } from './word-column.ts'
import type { NameOf } from './word-column.ts'

/** What a row says by itself, or by its port and type. */
export const ROW_COLUMNS = ['port', 'service', 'type', 'status', 'tier', 'servers'] as const
export type RowColumn = (typeof ROW_COLUMNS)[number]
/** What rows can be sorted by. `new` is whether a row was opened since a moment, `seen` when it was seen first. */
export const COLUMNS = [...ROW_COLUMNS, 'class', 'new', 'seen'] as const
export type Column = (typeof COLUMNS)[number]

/** First key first. Ties after the last key go by port, then type, both ascending. */
export type Sort = readonly { column: Column; descending: boolean }[]

/**
 * Worst first by the source's status, then by what an attacker gets, then what is new, then the most widespread: what an analyst
 * looks for when nothing else is said.
 */
export const WORST_FIRST: Sort = [
  { column: 'status', descending: true },
  { column: 'tier', descending: true },
  { column: 'new', descending: true },
  { column: 'servers', descending: true },
]

export const MOST_SERVERS_FIRST: Sort = [{ column: 'servers', descending: true }]

/**
 * A column as small whole numbers that order like its values, so that a sort is a stable counting sort a key: linear
 * in the rows, whatever the column. `ranks` is how many there are.
 */
type Ranking = { of: ArrayLike<number>; ranks: number }

/** What was computed of a set, for as long as the set lives. */
type Known = {
  nameOf: NameOf
  rankings: Map<Column, Ranking>
  orders: Map<string, Uint32Array<ArrayBuffer>>
  /** By port, then type: where every other order begins. */
  listing: Uint32Array<ArrayBuffer>
}

/**
 * The row indices of a set in sorted order. Computed once per set, sort and naming: the orders live as long as the
 * set does. `status` orders by severity: ascending begins with `normal`; `tier` does likewise, and begins with none. Rows without a service come last in
 * ascending order, since a missing name is no name that comes first. `recent` is looked at where what is new sorts.
 */
export function orderRows(
  set: RowSet,
  sort: Sort,
  nameOf: NameOf,
  recent: Recent = NOTHING_RECENT,
): Uint32Array {
  const known = orders.get(set) ?? {
    nameOf,
    rankings: new Map(),
    orders: new Map(),
    listing: listingOrder(set),
  }
  if (known.nameOf !== nameOf) {
    known.nameOf = nameOf
    known.rankings.delete('service')
    known.orders.clear()
  }
  orders.set(set, known)

  const keyed = (column: Column): string => (column === 'new' ? `${column} ${recent.key}` : column)
  const name = sort.map(({ column, descending }) => (descending ? '-' : '') + keyed(column)).join()
  const done = known.orders.get(name)
  if (done) return done

  const rankingOf = (column: Column | 'most'): Ranking => {
    const key = column === 'most' ? column : keyed(column)
    const ranking = known.rankings.get(key) ?? rank(set, column, nameOf, recent)
    known.rankings.set(key, ranking)
    return ranking
  }
  let order = known.listing
  for (const { column, descending } of sort.toReversed()) {
    // Of ranges, the lower bound decides, and then the upper one.
    if (column === 'servers' && set.folds !== undefined)
      order = countingSort(order, rankingOf('most'), descending)
    order = countingSort(order, rankingOf(column), descending)
  }
  known.orders.set(name, order)
  return order
}

const orders = new WeakMap<RowSet, Known>()

/** By port, then type. A server lists the rows like that, so that nothing is left to sort but in tests and old caches. */
export function listingOrder(set: RowSet): Uint32Array<ArrayBuffer> {
  const asTheyCome = new Uint32Array(set.size)
  let isListed = true
  for (let i = 0, before = -1; i < set.size; i++) {
    asTheyCome[i] = i
    const place = (set.port[i] ?? 0) * 256 + (set.type[i] ?? 0)
    if (place < before) isListed = false
    before = place
  }
  if (isListed) return asTheyCome
  const byType = countingSort(asTheyCome, { of: set.type, ranks: set.types.length }, false)
  return countingSort(byType, { of: set.port, ranks: MAX_PORT + 1 }, false)
}

/** Stable: rows of one rank keep the order they came in, in both directions. */
function countingSort(
  order: Uint32Array<ArrayBuffer>,
  { of, ranks }: Ranking,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  if (ranks === 1) return order
  const next = new Uint32Array(ranks) // how many rows a rank has, then where its next row goes
  for (let i = 0; i < of.length; i++) {
    const rank = of[i] ?? 0
    next[rank] = (next[rank] ?? 0) + 1
  }
  for (let n = 0, start = 0; n < ranks; n++) {
    const rank = descending ? ranks - 1 - n : n
    const rows = next[rank] ?? 0
    next[rank] = start
    start += rows
  }
  const sorted = new Uint32Array(order.length)
  for (let from = 0; from < order.length; from++) {
    const i = order[from] ?? 0
    const rank = of[i] ?? 0
    const at = next[rank] ?? 0
    sorted[at] = i
    next[rank] = at + 1
  }
  return sorted
}

function rank(set: RowSet, column: Column | 'most', nameOf: NameOf, recent: Recent): Ranking {
  switch (column) {
    case 'port':
      return { of: set.port, ranks: MAX_PORT + 1 }
    case 'type':
      return set.folds === undefined
        ? { of: set.type, ranks: set.types.length } // the dictionary is in listing order
        : rankProtocols(set)
    case 'status':
      return rankWords(
        set.status,
        set.statuses,
        (a, b) => statusSeverity(a) - statusSeverity(b) || compare(a, b),
      )
    case 'tier': {
      const tiers = tierTable(set)
      const of = new Uint8Array(set.size)
      for (let i = 0; i < set.size; i++) of[i] = tiers[socketPlace(set.type[i] ?? 0, set.port[i] ?? 0)] ?? 0
      return { of, ranks: TIERS_FROM_LEAST.length }
    }
    case 'servers':
      return rankNumbers(set.servers)
    case 'most':
      return rankNumbers(set.folds?.most ?? set.servers)
    case 'class': {
      const { ids, words } = wordColumn(set, dangerClassOf)
      return rankWords(ids, words, lastWithout)
    }
    case 'new': {
      const came = cameAfter(set, recent.isAfter)
      return came.includes(1) || came.includes(2)
        ? { of: came.map((how) => Math.min(1, how)), ranks: 2 }
        : { of: came, ranks: 1 }
    }
    case 'seen':
      return rankMoments(set)
    case 'service': {
      const { ids, words } = wordColumn(set, nameOf)
      return rankWords(ids, words, lastWithout)
    }
  }
}

/** Protocols in the order in which their types are listed: the address family of an entry is no part of it. */
function rankProtocols({ type, types }: RowSet): Ranking {
  const protocols = [...new Set(types.map(protocolOf))]
  const rankOf = Uint32Array.from(types, (word) => protocols.indexOf(protocolOf(word)))
  return { of: ranksOf(type, rankOf), ranks: protocols.length }
}

/** Names order as a reader of any language expects, so that `kubelet` and `Kibana` are neighbours. */
const compare = new Intl.Collator('en', { sensitivity: 'base' }).compare
const lastWithout = (a: string, b: string): number => Number(a === '') - Number(b === '') || compare(a, b)

/** Oldest first: what was read first at a moment may be older than what came then. */
function rankMoments({ size, history }: RowSet): Ranking {
  const of = new Uint32Array(size)
  if (history === null) return { of, ranks: 1 }
  const { moments, first, came } = history
  const order = Array.from(moments.keys()).sort((a, b) => (moments[a]?.at ?? 0) - (moments[b]?.at ?? 0))
  const rankOf = new Uint32Array(moments.length)
  order.forEach((moment, rank) => (rankOf[moment] = 2 * rank))
  for (let i = 0; i < size; i++)
    of[i] = (rankOf[first[i] ?? 0] ?? 0) + (((came[i] ?? 0) & CAME_FIRST) === 0 ? 0 : 1)
  return { of, ranks: 2 * moments.length }
}

function rankWords(
  of: ArrayLike<number>,
  words: readonly string[],
  compareWords: (a: string, b: string) => number,
): Ranking {
  const rankOf = new Uint32Array(words.length)
  const sorted = Array.from(words.keys()).sort((a, b) => compareWords(words[a] ?? '', words[b] ?? ''))
  let rank = -1
  sorted.forEach((word, at) => {
    const before = words[sorted[at - 1] ?? -1]
    if (before === undefined || compareWords(before, words[word] ?? '') !== 0) rank++ // equal words have one rank
    rankOf[word] = rank
  })
  return { of: ranksOf(of, rankOf), ranks: words.length }
}

/** Numbers of servers are ranked by a table of all numbers up to the largest, unless that table would be too long. */
function rankNumbers(values: Uint32Array): Ranking {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i] ?? 0)
  if (largest < LONGEST_TABLE) {
    const rankOf = new Uint32Array(largest + 1)
    for (let i = 0; i < values.length; i++) rankOf[values[i] ?? 0] = 1
    let ranks = 0
    for (let value = 0; value <= largest; value++) if (rankOf[value] === 1) rankOf[value] = ranks++
    return { of: ranksOf(values, rankOf), ranks }
  }
  const distinct = Uint32Array.from(new Set(values)).sort()
  const rankOf = new Map(Array.from(distinct, (value, rank) => [value, rank]))
  return { of: Uint32Array.from(values, (value) => rankOf.get(value) ?? 0), ranks: distinct.length }
}

/** 4 MB of ranks; fleets have fewer servers. */
const LONGEST_TABLE = 1 << 20

/** The rank of each value, read from a table: `Uint32Array.from` with a function takes ten times as long. */
function ranksOf(values: ArrayLike<number>, rankOf: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(values.length)
  for (let i = 0; i < ranks.length; i++) ranks[i] = rankOf[values[i] ?? 0] ?? 0
  return ranks
}
