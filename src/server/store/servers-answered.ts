import type { Knowledge } from '#analysis/query/match.ts'
import type { Query } from '#analysis/query/query.ts'
import { serverTerms, splitQuery } from '#analysis/query/server-terms.ts'
import type { ServersAnswered } from '#analysis/query/server-terms.ts'
import { passPorts } from '#analysis/server-ports.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import type { Store } from './types.ts'

type Asked = { scopeQuery: ScopeQuery; snapshots: readonly number[]; query: Query }

/**
 * What the servers of some snapshots answer to a query: a row passes with a server of any of them. Undefined where the query does not
 * ask servers, null where none are known: then no row can pass.
 */
export async function readServersAnswered(
  store: Pick<Store, 'servers' | 'rowSet'>,
  { scopeQuery, snapshots, query }: Asked,
  knowledge: Knowledge,
): Promise<ServersAnswered | null | undefined> {
  const { ofServers } = splitQuery(query)
  if (ofServers.length === 0) return undefined
  const passing = new Set<string>()
  let isKnown = false
  for (const snapshot of new Set(snapshots)) {
    const { set } = await store.servers.set({ scopeQuery, snapshot })
    if (set === null) continue
    isKnown = true
    const heads = await store.servers.heads(scopeQuery)
    const { set: rows } = await store.rowSet({ scopeQuery, snapshot })
    const { ports } = passPorts(
      { set, heads, rows },
      { query: ofServers, types: [], statuses: [] },
      knowledge,
    )
    for (const [i, passes] of ports.entries()) {
      const socket = set.sockets[set.socket[i] ?? -1]
      if (passes === 1 && socket !== undefined) passing.add(`${socket.port}/${socket.type}`)
    }
  }
  return isKnown ? { terms: serverTerms(query), has: (port, type) => passing.has(`${port}/${type}`) } : null
}

/** Knowledge with that answer: where no servers are known, no row passes. */
export const withServers = (
  knowledge: Knowledge,
  query: Query,
  answered: ServersAnswered | null | undefined,
): Knowledge =>
  answered === undefined
    ? knowledge
    : { ...knowledge, servers: answered ?? { terms: serverTerms(query), has: () => false } }
