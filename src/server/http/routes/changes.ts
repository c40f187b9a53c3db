import type { Hono } from 'hono'

import { readChangesQuery, windowOf } from '#contract/changes-query.ts'
import { CHANGES_PATH } from '#contract/changes.ts'
import { maySee } from '#server/common/identity.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { QueuedRead } from '#server/http/limits/read-queue.ts'
import { compressed, JSON_TYPE, parametersOf, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { refusalOf } from './unread.ts'

/** Changes between two moments. Of what HSS was not asked yet, nothing is said but that. */
export function addChanges(
  app: Hono<AppEnv>,
  store: Pick<Store, 'changes' | 'extent' | 'projectKind'>,
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
  queued: QueuedRead,
): void {
  app.get(CHANGES_PATH, async (c) => {
    const query = readChangesQuery(parametersOf(c))
    const { project } = query.scopeQuery
    if (!maySee(c.var.who, project)) return refuseProject(c)
    const { rows: extent } = await store.extent({ scopeQuery: query.scopeQuery })
    return queued(c, { extent, rows: Math.min(query.limit, extent) }, async () => {
      const changes = await store.changes(query)
      const refusal = changes.to === null ? await refusalOf(c, project, store, collector) : null
      if (refusal) return () => refusal
      const body = Buffer.from(JSON.stringify(windowOf(changes, query)))
      return () => compressed(c, body, { 'Content-Type': JSON_TYPE })
    })
  })
}
