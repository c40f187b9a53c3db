import type { Hono } from 'hono'

import { PortHostsPageCodec, readPortHostsQuery } from '#contract/port-hosts.ts'
import { z } from '#contract/zod.ts'
import { json, parametersOf, refuse } from '#server/answers.ts'
import type { AppEnv } from '#server/answers.ts'
import type { Store } from '#server/store/types.ts'

/** ListPortHost: which servers have a port open. None is an answer; an unknown project is not. */
export function addPortHosts(app: Hono<AppEnv>, store: Pick<Store, 'portHosts' | 'hasProject'>): void {
  app.get('/v5/:project/asset/ports/detail', async (c) => {
    const query = readPortHostsQuery(c.req.param('project'), parametersOf(c))
    const page = await store.portHosts(query)
    if (page.total === 0 && !(await store.hasProject(query.selection.project)))
      return refuse(c, 404, 'notFound', 'There is no such project.')
    return json(c, z.encode(PortHostsPageCodec, page))
  })
}
