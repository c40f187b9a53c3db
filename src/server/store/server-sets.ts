import { setImmediate as nextTurn } from 'node:timers/promises'

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import { createServerSet } from '#analysis/server-set.ts'
import type { SetListener, SetServer, Socket } from '#analysis/server-set.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { serverIdOf } from '#contract/servers.ts'

import type { Engine } from './engine.ts'
import { hostIdOf } from './host-id.ts'
import { scopesAt, scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import type { ServerStore, SetQuery } from './server-types.ts'

/** Hosts whose listeners are read by one statement, which blocks the process for some ten milliseconds. */
const HOSTS = 250

type Reading = Pick<Engine, 'reader' | 'elements'>

/** A scope whose servers are known as of a snapshot. */
type KnownScope = { scope: number; enterpriseProject: string; at: number }

/**
 * @see ServerStore.set
 *
 * In many statements, and yet as of one moment: what a snapshot has never changes.
 */
export async function readServerSet(
  { reader: db, elements }: Reading,
  { scopeQuery, snapshot }: SetQuery,
): ReturnType<ServerStore['set']> {
  const { known, unknown } = await scopesKnown(db, { scopeQuery, snapshot })
  if (known.length === 0) return { set: null, unknown }
  const sockets: Socket[] = []
  const places: Map<string, number>[] = []
  for (const { scope, at } of known) {
    const ofScope = new Map<string, number>()
    places.push(ofScope)
    for (const row of await rowsAt(db, scope, at)) {
      ofScope.set(`${row.port}/${row.type}`, sockets.length)
      sockets.push(row)
    }
  }
  const building = createServerSet(sockets)
  for (const [s, scope] of known.entries()) {
    const hosts = await hostsAt(db, scopeQuery, scope)
    const containers = scopeQuery.category === 'container' ? await containersSeen(db, scope.scope) : null
    for (let from = 0; from < hosts.length; from += HOSTS) {
      const some = hosts.slice(from, from + HOSTS)
      const listeners = await listenersAt({ reader: db, elements }, some, scope.at)
      const ofHost = Map.groupBy(listeners, ({ host }) => host)
      for (const host of some) {
        const own = ofHost.get(host.host) ?? []
        const servers = containers === null ? [{ ...host, own }] : containersOf(host, own, containers)
        for (const { own, ...server } of servers)
          building.add(server, socketsOf(own, places[s] ?? new Map<string, number>()))
      }
      await nextTurn()
    }
  }
  return { set: building.done(), unknown }
}

/** A snapshot that counts no affected servers is one of rows alone. A scope that was never read is not known either. */
export async function scopesKnown(
  db: Reader,
  { scopeQuery, snapshot }: SetQuery,
): Promise<{ known: KnownScope[]; unknown: string[] }> {
  const at = await scopesAt(db, scopeQuery, snapshot)
  const scopes = await scopesOf(db, scopeQuery)
    .select(['scope.id', 'scope.enterprise_project as enterpriseProject'])
    .select((eb) =>
      eb
        .selectFrom('snapshot')
        .whereRef('snapshot.scope_id', '=', 'scope.id')
        .select((eb) => eb.fn.min('snapshot.id').as('first'))
        .as('first'),
    )
    .orderBy('scope.id')
    .execute()
  const known: KnownScope[] = []
  const unknown: string[] = []
  for (const { id, enterpriseProject, first } of scopes) {
    const mark = at.find(({ scope }) => scope === id)?.mark
    if (mark?.affected !== undefined) known.push({ scope: id, enterpriseProject, at: mark.id })
    else if (mark !== undefined || first === null) unknown.push(enterpriseProject) // else it came later
  }
  return { known, unknown }
}

const rowsAt = (db: Reader, scope: number, at: number): Promise<Socket[]> =>
  db
    .selectFrom('port_row')
    .select(['port', 'type', 'status'])
    .where('scope_id', '=', scope)
    .where('since', '<=', at)
    .where('until', '>', at)
    .orderBy('port')
    .orderBy('type')
    .execute()

type SetHost = Omit<SetServer, 'addresses'>

/** The hosts that were in the inventory, by name; in the container category those whose containers are servers. */
async function hostsAt(
  db: Reader,
  scopeQuery: ScopeQuery,
  { scope, enterpriseProject, at }: KnownScope,
): Promise<SetHost[]> {
  const hosts = await db
    .selectFrom('host_coverage')
    .innerJoin('host', 'host.id', 'host_coverage.host_id')
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('host_coverage as every')
          .where('every.scope_id', '=', scope)
          .groupBy('every.host_id')
          .select(['every.host_id', (eb) => eb.fn.min('every.since').as('first')])
          .as('seen'),
      (join) => join.onRef('seen.host_id', '=', 'host_coverage.host_id'),
    )
    .innerJoin('snapshot', 'snapshot.id', 'seen.first')
    .where('host_coverage.scope_id', '=', scope)
    .where('host_coverage.since', '<=', at)
    .where('host_coverage.until', '>', at)
    .select(['host.id as host', 'host.key', 'snapshot.whole_at as firstSeen'])
    .orderBy('host.id')
    .execute()
  return hosts.map(({ host, key, firstSeen }) => ({
    id: hostIdOf({ ...scopeQuery, enterpriseProject }, key),
    host,
    enterpriseProject,
    containerId: '',
    containerName: '',
    firstSeen,
  }))
}

/** When containers were seen first, by their hosts and ids. */
async function containersSeen(db: Reader, scope: number): Promise<Map<string, string>> {
  const seen = db
    .selectFrom('listener')
    .where('scope_id', '=', scope)
    .groupBy(['host_id', 'container_id'])
    .select(['host_id', 'container_id', (eb) => eb.fn.min('since').as('first')])
  const found = await db
    .selectFrom(seen.as('seen'))
    .innerJoin('snapshot', 'snapshot.id', 'seen.first')
    .select(['seen.host_id as host', 'seen.container_id as container', 'snapshot.whole_at as at'])
    .execute()
  return new Map(found.map(({ host, container, at }) => [`${host} ${container}`, at]))
}

type OpenListener = Omit<SetListener, 'socket'> & {
  host: number
  port: number
  type: string
  containerId: string
  containerName: string
}

/** What hosts listened on as of a snapshot. */
const listenersAt = (
  { reader, elements }: Reading,
  hosts: readonly SetHost[],
  at: number,
): Promise<OpenListener[]> =>
  reader
    .selectFrom('listener')
    .select(['host_id as host', 'port', 'type', 'container_id as containerId'])
    .select(['container_name as containerName', 'listening_address as listeningAddress', 'path'])
    .where(isAmongHosts(elements, hosts))
    .where('since', '<=', at)
    .where('until', '>', at)
    .execute()

const isAmongHosts = (elements: Engine['elements'], hosts: readonly SetHost[]): RawBuilder<boolean> => {
  const wanted = elements(JSON.stringify(hosts.map(({ host }) => [host])))
  return sql`host_id in (select cast(value ->> 0 as bigint) from ${wanted})`
}

/** The servers of a host in the container category: its containers, and itself where something else listens on it. */
const containersOf = (
  host: SetHost,
  listeners: readonly OpenListener[],
  seen: ReadonlyMap<string, string>,
): (SetHost & { own: OpenListener[] })[] =>
  [...Map.groupBy(listeners, ({ containerId }) => containerId)].map(([containerId, own]) => ({
    ...host,
    id: serverIdOf({ hostId: host.id, containerId }),
    containerId,
    containerName: own[0]?.containerName ?? '',
    firstSeen: seen.get(`${host.host} ${containerId}`) ?? host.firstSeen,
    own,
  }))

/** Listeners by the rows that count them, of which each has one. */
const socketsOf = (listeners: readonly OpenListener[], places: ReadonlyMap<string, number>): SetListener[] =>
  listeners.flatMap(({ port, type, listeningAddress, path }) => {
    const socket = places.get(`${port}/${type}`)
    return socket === undefined ? [] : [{ socket, listeningAddress, path }]
  })
