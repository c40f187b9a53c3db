import type { Context } from 'hono'

import type { Knowledge } from '#analysis/query/match.ts'
import { recentSince } from '#analysis/recent.ts'
import type { Fleet } from '#analysis/server-ports.ts'
import type { Head } from '#analysis/servers-answers.ts'
import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import { maySee } from '#server/common/identity.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { Store } from '#server/store/types.ts'

import type { AppEnv } from './env.ts'
import type { QueuedRead } from './limits/read-queue.ts'
import { json, refuse, refuseProject } from './responses.ts'
import { refusalOf } from './routes/unread.ts'
import { ServerSets } from './server-sets.ts'
import type { SnapshotRows } from './snapshot-rows.ts'

/** The servers of a snapshot; `fleet` is null where none are known. */
export type KnownServers = {
  mark: SnapshotMark
  fleet: Fleet | null
  head: Head
}

/** The head of an answer of which nothing was read yet. */
export const UNREAD: Head = { snapshot: null, unknown: [] }

/**
 * Answers a question about the servers of a scope query to those who may see its project. `answer` gets null where nothing was
 * read, and gives the body, or null where there is no such server. Many servers are read in turn.
 *
 * @param rows how many entries the response may have.
 */
export type AnswerOfServers = (
  c: Context<AppEnv>,
  query: { scopeQuery: ScopeQuery; snapshot?: number },
  rows: number,
  answer: (known: KnownServers | null) => Promise<object | null>,
) => Promise<Response>

export function createAnswerOfServers(
  {
    store,
    snapshots,
  }: { store: Pick<Store, 'servers' | 'extent' | 'projectKind'>; snapshots: Pick<SnapshotRows, 'of'> },
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
  queued: QueuedRead,
): AnswerOfServers {
  const sets = new ServerSets(store)
  return async (c, query, rows, answer) => {
    const { scopeQuery } = query
    if (!maySee(c.var.who, scopeQuery.project)) return refuseProject(c)
    const respond = (body: object | null): Response | Promise<Response> =>
      body === null ? refuse(c, 404, 'notFound', 'Server not found.') : json(c, body)
    const { mark, instances } = await store.extent(query)
    if (mark === null)
      return (await refusalOf(c, scopeQuery.project, store, collector)) ?? respond(await answer(null))
    const extent = sets.has(scopeQuery, mark.id) ? 0 : instances
    return queued(c, { extent, rows }, async () => {
      const { set, unknown } = await sets.of(scopeQuery, mark.id)
      const fleet = set && {
        set,
        heads: await store.servers.heads(scopeQuery),
        rows: await snapshots.of(scopeQuery, mark.id),
      }
      const head = { snapshot: { id: mark.id, readTo: mark.readTo }, unknown }
      const body = await answer({ mark, fleet, head })
      return () => respond(body)
    })
  }
}

/** What a query asks of rows beside themselves; what is new is so since a moment. */
export async function knowledgeOf(
  { rows }: Fleet,
  mark: SnapshotMark,
  since: EarlierMoment,
): Promise<Knowledge> {
  const { nameOf } = await loadServiceNames()
  return { nameOf, classOf: dangerClassOf, tierOf, recent: recentSince(since, mark, rows.history) }
}
