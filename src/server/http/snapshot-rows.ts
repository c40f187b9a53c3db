import type { RowSet } from '#analysis/row-set.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'

import { Cache } from './cache.ts'

/** So many rows are kept: two sets of all there can be, in 4 MB, and 2 MB for each order of one of them that is asked for. */
const MOST_ROWS = 524_288
/** What a snapshot takes beside its rows, in rows. */
const OVERHEAD = 100

/** All rows of a snapshot, by port, then type. They never change: those that were asked for last are read from the store once. */
export class SnapshotRows {
  readonly #store: Pick<Store, 'rowSet'>
  readonly #cache = new Cache<RowSet>({ all: MOST_ROWS, one: MOST_ROWS }, ({ size }) => size + OVERHEAD)

  constructor(store: Pick<Store, 'rowSet'>) {
    this.#store = store
  }

  has(scopeQuery: ScopeQuery, snapshot: number): boolean {
    return this.#cache.has(keyOf(scopeQuery, snapshot))
  }

  /** @param snapshot of the scope query, as its mark says. */
  of(scopeQuery: ScopeQuery, snapshot: number): Promise<RowSet> {
    const key = keyOf(scopeQuery, snapshot)
    const kept = this.#cache.find(key)
    if (kept) return kept
    const reading = this.#store.rowSet({ scopeQuery, snapshot }).then(({ set }) => set)
    this.#cache.keep(key, reading)
    return reading
  }
}

const keyOf = ({ project, category, enterpriseProject }: ScopeQuery, snapshot: number): string =>
  JSON.stringify([project, category, enterpriseProject, snapshot])
