import type { ServerSet } from '#analysis/server-set.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'

import { Cache } from './cache.ts'

/** So many ports of servers are kept: two fleets of 10,000 servers with 100 ports each, in some 30 MB. */
const MOST_PORTS = 2_000_000
/** What a set takes beside its ports, in ports. */
const OVERHEAD = 100
/** What a server takes, in ports. */
const SERVER = 20

type KnownServers = Awaited<ReturnType<Store['servers']['set']>>

/** The servers of snapshots. They never change: those that were asked for last are read from the store once. */
export class ServerSets {
  readonly #store: { servers: Pick<Store['servers'], 'set'> }
  readonly #cache = new Cache<KnownServers>({ all: MOST_PORTS, one: MOST_PORTS }, ({ set }) => sizeOf(set))

  constructor(store: { servers: Pick<Store['servers'], 'set'> }) {
    this.#store = store
  }

  has(scopeQuery: ScopeQuery, snapshot: number): boolean {
    return this.#cache.has(keyOf(scopeQuery, snapshot))
  }

  /** @param snapshot of the scope query, as its mark says. */
  of(scopeQuery: ScopeQuery, snapshot: number): Promise<KnownServers> {
    const key = keyOf(scopeQuery, snapshot)
    const kept = this.#cache.find(key)
    if (kept) return kept
    const reading = this.#store.servers.set({ scopeQuery, snapshot })
    this.#cache.keep(key, reading)
    return reading
  }
}

const sizeOf = (set: ServerSet | null): number =>
  OVERHEAD + (set === null ? 0 : set.server.length + SERVER * set.servers.length)

const keyOf = ({ project, category, enterpriseProject }: ScopeQuery, snapshot: number): string =>
  JSON.stringify([project, category, enterpriseProject, snapshot])
