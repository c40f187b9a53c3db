import type { Hono } from 'hono'

import { checkForHss, encodePortHosts, readPortHostsQuery } from '#contract/port-hosts.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { refuseLookUp } from './live.ts'
import { refusalOf } from './unread.ts'

/**
 * ListPortHost: which servers have a port open. None is an answer; an unknown project is not, nor one of HSS that cannot be asked for here. Of a project of HSS they are
 * not collected: HSS is asked, at most every half minute for one port, and from a budget of its own.
 */
export function addPortHosts(
  app: Hono<AppEnv>,
  store: Pick<Store, 'portHosts' | 'knowsServers' | 'projectKind'>,
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
): void {
  app.get('/v5/:project/asset/ports/detail', async (c) => {
    const query = readPortHostsQuery(c.req.param('project'), parametersOf(c))
    const lookUps = collector.lookUps(query.scopeQuery.project)
    if (lookUps) {
      checkForHss(query)
      const looked = await lookUps.hosts(query, c.req.raw.signal)
      if (looked.kind !== 'answer') return refuseLookUp(c, looked)
      return json(c, encodePortHosts(looked.answer))
    }
    if (query.snapshot !== undefined && !(await store.knowsServers(query)))
      return refuse(c, 404, 'notFound', 'The servers of this snapshot are unknown.')
    const page = await store.portHosts(query)
    const { project } = query.scopeQuery
    const refusal = page.total === 0 ? await refusalOf(c, project, store, collector) : null
    return refusal ?? json(c, encodePortHosts(page))
  })
}
