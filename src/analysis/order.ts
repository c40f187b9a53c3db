import { statusSeverity } from '#contract/port-row.ts'

import type { RowSet } from './row-set.ts'
import { DEFAULT_WEIGHTS, printWeights } from './score-weights.ts'
import type { Weights } from './score-weights.ts'
import { scoreRows } from './score.ts'

/** What a row says by itself. */
export const ROW_COLUMNS = ['port', 'service', 'type', 'status', 'servers'] as const
/** The columns that a table of rows can be sorted by. A share of the score also depends on weights. */
export const COLUMNS = [...ROW_COLUMNS, 'share'] as const
export type Column = (typeof COLUMNS)[number]

/** First key first. Ties after the last key go by port, then type, both ascending. */
export type Sort = readonly { column: Column; descending: boolean }[]

/** Worst first, and the most widespread of the worst: what an analyst looks for when nothing else is said. */
export const WORST_FIRST: Sort = [
  { column: 'status', descending: true },
  { column: 'servers', descending: true },
]

/** The name of a row's service; '' where there is none. */
export type NameOf = (port: number, type: string) => string

/**
 * A column as small whole numbers that order like its values, so that a sort is a stable counting sort a key: linear
 * in the rows, whatever the column. `ranks` is how many there are.
 */
type Ranking = { of: ArrayLike<number>; ranks: number }

/**
 * The row indices of a set in sorted order. Computed once per set, sort and naming: the orders live as long as the
 * set does. `status` orders by severity: ascending begins with `normal`. Rows without a service come last in
 * ascending order, since a missing name is no name that comes first. `weights` are looked at where shares sort.
 */
export function orderRows(
  set: RowSet,
  sort: Sort,
  nameOf: NameOf,
  weights: Weights = DEFAULT_WEIGHTS,
): Uint32Array {
  const known = orders.get(set) ?? { nameOf, rankings: new Map(), orders: new Map() }
  if (known.nameOf !== nameOf) {
    known.nameOf = nameOf
    known.rankings.delete('service')
    known.orders.clear()
  }
  orders.set(set, known)

  const weighed = (column: Column): string =>
    column === 'share' ? `${column} by ${printWeights(weights)}` : column
  const name = sort.map(({ column, descending }) => (descending ? '-' : '') + weighed(column)).join()
  const done = known.orders.get(name)
  if (done) return done

  const rankingOf = (column: Column): Ranking => {
    const ranking = known.rankings.get(weighed(column)) ?? rank(set, column, nameOf, weights)
    known.rankings.set(weighed(column), ranking)
    return ranking
  }
  const keys = [
    ...sort,
    { column: 'port', descending: false },
    { column: 'type', descending: false },
  ] as const
  let order = Uint32Array.from({ length: set.size }, (_, i) => i)
  for (const { column, descending } of keys.toReversed())
    order = countingSort(order, rankingOf(column), descending)
  known.orders.set(name, order)
  return order
}

const orders = new WeakMap<
  RowSet,
  { nameOf: NameOf; rankings: Map<string, Ranking>; orders: Map<string, Uint32Array<ArrayBuffer>> }
>()

/** Stable: rows of one rank keep the order they came in, in both directions. */
function countingSort(
  order: Uint32Array,
  { of, ranks }: Ranking,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  const place = (i: number): number => (descending ? ranks - 1 - (of[i] ?? 0) : (of[i] ?? 0))
  const starts = new Uint32Array(ranks + 1)
  for (const i of order) starts[place(i) + 1] = (starts[place(i) + 1] ?? 0) + 1
  for (let r = 0; r < ranks; r++) starts[r + 1] = (starts[r + 1] ?? 0) + (starts[r] ?? 0)
  const sorted = new Uint32Array(order.length)
  for (const i of order) {
    const at = starts[place(i)] ?? 0
    sorted[at] = i
    starts[place(i)] = at + 1
  }
  return sorted
}

function rank(set: RowSet, column: Column, nameOf: NameOf, weights: Weights): Ranking {
  switch (column) {
    case 'port':
      return { of: set.port, ranks: 65_536 }
    case 'type':
      return { of: set.type, ranks: set.types.length } // the dictionary is in listing order
    case 'status':
      return rankWords(
        set.status,
        set.statuses,
        (a, b) => statusSeverity(a) - statusSeverity(b) || compare(a, b),
      )
    case 'servers':
      return rankNumbers(set.servers)
    case 'share':
      return rankNumbers(
        scoreRows(
          set,
          Uint32Array.from({ length: set.size }, (_, i) => i),
          weights,
        ).shares,
      )
    case 'service': {
      const names = new Map<string, number>()
      const of = new Uint32Array(set.size)
      for (let i = 0; i < set.size; i++) {
        const name = nameOf(set.port[i] ?? 0, set.types[set.type[i] ?? 0] ?? '')
        const index = names.get(name) ?? names.size
        names.set(name, index)
        of[i] = index
      }
      return rankWords(of, [...names.keys()], (a, b) => Number(a === '') - Number(b === '') || compare(a, b))
    }
  }
}

/** Names order as a reader of any language expects, so that `kubelet` and `Kibana` are neighbours. */
const compare = new Intl.Collator('en', { sensitivity: 'base' }).compare

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
    if (before === undefined || compareWords(before, words[word] ?? '') !== 0) rank++ // equal words share a rank
    rankOf[word] = rank
  })
  return { of: Uint32Array.from(of, (word) => rankOf[word] ?? 0), ranks: words.length }
}

function rankNumbers(values: Uint32Array): Ranking {
  const distinct = Uint32Array.from(new Set(values)).sort()
  const rankOf = new Map(Array.from(distinct, (value, rank) => [value, rank]))
  return { of: Uint32Array.from(values, (value) => rankOf.get(value) ?? 0), ranks: distinct.length }
}
