import type { RemoveServerQuery } from '#contract/servers-query.ts'
import { serverIdOf } from '#contract/servers.ts'
import { statusOf } from '#knowledge/dangerous-ports.ts'

import { hostIdOf } from './host-id.ts'
import { settle } from './inventory.ts'
import { OPEN } from './schema.ts'
import { scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import { beginSnapshot, newestSnapshot } from './staging.ts'
import type { WriteTo } from './writing.ts'

/** A server that is in the inventory now. */
type Found = { scope: number; host: number; name: string; containerId: string | null }

/**
 * @see ServerStore.remove
 *
 * It makes a snapshot, so that what is told of before stays true. Nothing was read: the times of the last one are kept.
 */
export const removeServer = (writeTo: WriteTo, query: RemoveServerQuery): Promise<string | null> =>
  writeTo({ id: query.scopeQuery.project, kind: 'inventory' }, async (write) => {
    const { db } = write
    const { category } = query.scopeQuery
    const found = await findServer(db, query)
    const last = found && (await newestSnapshot(write, found.scope))
    if (!found || !last || last.affected === null) return null
    const { scope, host, containerId } = found
    const read = { readFrom: last.read_from, readTo: last.read_to, complete: last.complete }
    const snapshot = await beginSnapshot(write, { scope, last }, read)
    const ended = await db
      .updateTable('listener')
      .set({ until: snapshot })
      .where('host_id', '=', host)
      .where('until', '=', OPEN)
      .$if(containerId !== null, (own) => own.where('container_id', '=', containerId ?? ''))
      .returning('port')
      .execute()
    if (category === 'host')
      await db
        .updateTable('host_coverage')
        .set({ until: snapshot })
        .where('scope_id', '=', scope)
        .where('host_id', '=', host)
        .where('until', '=', OPEN)
        .execute()
    const ports = new Set(ended.map(({ port }) => port))
    await settle(write, { id: scope, category, snapshot, last, ports, isWider: true, statusOf }, read)
    return found.name
  })

/** Ids are made of keys, and lead to them by trial alone: of 10,000 servers within some 20 ms. */
async function findServer(db: Reader, { scopeQuery, id }: RemoveServerQuery): Promise<Found | null> {
  const hosts = await scopesOf(db, scopeQuery)
    .innerJoin('host', 'host.scope_id', 'scope.id')
    .innerJoin('host_coverage', (join) =>
      join.onRef('host_coverage.host_id', '=', 'host.id').on('host_coverage.until', '=', OPEN),
    )
    .select(['scope.id as scope', 'scope.enterprise_project as enterpriseProject'])
    .select(['host.id as host', 'host.key', 'host.name'])
    .execute()
  for (const { scope, enterpriseProject, host, key, name } of hosts) {
    const hostId = hostIdOf({ ...scopeQuery, enterpriseProject }, key)
    if (scopeQuery.category === 'host' && hostId === id) return { scope, host, name, containerId: null }
    if (scopeQuery.category === 'host' || !id.startsWith(hostId)) continue
    const containers = await db
      .selectFrom('listener')
      .where('host_id', '=', host)
      .where('until', '=', OPEN)
      .groupBy('container_id')
      .select(['container_id as containerId', (eb) => eb.fn.min('container_name').as('containerName')])
      .execute()
    const found = containers.find(({ containerId }) => serverIdOf({ hostId, containerId }) === id)
    if (found !== undefined)
      return { scope, host, name: found.containerName || name, containerId: found.containerId }
  }
  return null
}
