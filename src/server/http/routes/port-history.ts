import type { Hono } from 'hono'

import { PORT_HISTORY_PATH, readPortHistoryQuery } from '#contract/port-history.ts'
import { maySee } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { QueuedRead } from '#server/http/limits/read-queue.ts'
import { json, parametersOf, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** What became of one port. None is an answer; an unknown project is not. */
export function addPortHistory(
  app: Hono<AppEnv>,
  store: Pick<Store, 'portHistory' | 'extent' | 'hasProject'>,
  queued: QueuedRead,
): void {
  app.get(PORT_HISTORY_PATH, async (c) => {
    const query = readPortHistoryQuery(parametersOf(c))
    const { scopeQuery } = query
    if (!maySee(c.var.who, scopeQuery.project)) return refuseProject(c)
    if (!(await store.hasProject(scopeQuery.project))) return refuseProject(c)
    const { rows: extent } = await store.extent({ scopeQuery })
    return queued(c, { extent, rows: 0 }, async () => {
      const history = await store.portHistory(query)
      return () => json(c, history)
    })
  })
}
