import { sql } from 'kysely'

import type { PortRow } from '#contract/port-row.ts'
import type { Category, Scope } from '#contract/scope.ts'
import { statusOf } from '#knowledge/dangerous-ports.ts'

import { recordRows } from './record.ts'
import { storable } from './text.ts'
import type { Coverage, HostReport, InventoryResult, Listener } from './types.ts'
import { CHUNK, inChunks, scopeId } from './writing.ts'
import type { Write, WriteTo } from './writing.ts'

/** @see Store.recordInventory */
export const recordInventory = (
  writeTo: WriteTo,
  scope: Scope,
  reports: AsyncIterable<HostReport> | Iterable<HostReport>,
  read: { readFrom: string; readTo: string },
): Promise<InventoryResult> =>
  writeTo({ id: scope.project, kind: 'inventory' }, async (write) => {
    const id = await scopeId(write.db, scope)
    const hosts = new Set<string>()
    let listeners = 0
    for await (const batch of batches(reports)) {
      for (const { key } of batch) hosts.add(storable(key))
      listeners += await takeReports(write, id, batch)
    }

    const rows = await countServers(write, id, scope.category)
    await write.db
      .updateTable('scope')
      .set({ servers: await countKnown(write, id, scope.category) })
      .where('id', '=', id)
      .execute()
    const mark = await recordRows(write, id, { ...read, complete: 1, rows })
    const openPortInstances = rows.reduce((sum, { servers }) => sum + servers, 0)
    return { hosts: hosts.size, listeners, rows: rows.length, openPortInstances, mark }
  })

/** Reports that are taken together: of a server each, with some `CHUNK` of listeners. */
async function* batches(
  reports: AsyncIterable<HostReport> | Iterable<HostReport>,
): AsyncGenerator<HostReport[]> {
  let batch = new Map<string, HostReport>()
  let size = 0
  for await (const report of reports) {
    const key = storable(report.key)
    if (batch.has(key) || size >= CHUNK) {
      yield [...batch.values()]
      batch = new Map()
      size = 0
    }
    batch.set(key, report)
    size += report.listeners.length + 50 // a report without listeners costs about as much as fifty of them
  }
  if (batch.size > 0) yield [...batch.values()]
}

/** Replaces what the reports speak for. Returns how many listeners they brought. */
async function takeReports(write: Write, scope: number, reports: readonly HostReport[]): Promise<number> {
  const idOf = await takeHosts(write, scope, reports)
  const seen = reports.flatMap((report) => {
    const host = idOf.get(storable(report.key))
    return host === undefined ? [] : [{ host, ...report }]
  })
  await removeCovered(write, seen)

  const listeners = seen.flatMap(({ host, listeners }) => distinct(host, listeners))
  await inChunks(
    write,
    listeners,
    (listener) => listener,
    (values) => sql`
      insert into listener (scope_id, host_id, port, type, listening_address, container_id, container_name, pid, path)
      select cast(${scope} as bigint), cast(value ->> 0 as bigint), cast(value ->> 1 as integer), value ->> 2,
        value ->> 3, value ->> 4, value ->> 5, cast(value ->> 6 as bigint), value ->> 7
      from ${values} where true
      on conflict (scope_id, port, type, host_id, container_id, listening_address) do update
        set container_name = excluded.container_name, pid = excluded.pid, path = excluded.path
    `,
  )
  return listeners.length
}

/** The numbers of the servers by their keys; those that are new get one. */
async function takeHosts(
  { db, elements }: Write,
  scope: number,
  reports: readonly HostReport[],
): Promise<Map<string, number>> {
  const values = reports.map(({ key, name, address }) => [key, name, address].map(storable))
  // A report that knows no name, like a scan without name service, takes away none that another one knew.
  const rows = await db
    .insertInto('host')
    .columns(['scope_id', 'key', 'name', 'address'])
    .expression(
      sql`select cast(${scope} as bigint), value ->> 0, value ->> 1, value ->> 2
        from ${elements(JSON.stringify(values))} where true`,
    )
    .onConflict((known) =>
      known.columns(['scope_id', 'key']).doUpdateSet((eb) => ({
        address: eb.ref('excluded.address'),
        name: sql`case when excluded.name in ('', excluded.key, excluded.address) then host.name else excluded.name end`,
      })),
    )
    .returning(['id', 'key'])
    .execute()
  return new Map(rows.map(({ id, key }) => [key, id]))
}

type Seen = HostReport & { host: number }

/**
 * Removes the listeners that the reports speak for. A common scan covers a thousand ranges, and a host has some ten
 * listeners: those are looked at, not the ranges.
 */
async function removeCovered(write: Write, reports: readonly Seen[]): Promise<void> {
  const coveredOf = new Map(reports.map(({ host, covered }) => [host, covered]))
  const hosts = JSON.stringify([...coveredOf.keys()].map((host) => [host]))
  const open = await write.db
    .selectFrom('listener')
    .distinct()
    .select(['host_id', 'port', 'type'])
    .where(sql<boolean>`host_id in (select cast(value ->> 0 as bigint) from ${write.elements(hosts)})`)
    .execute()
  const isCovered = (port: number, type: string, { type: of, from, to }: Coverage): boolean =>
    storable(of) === type && from <= port && port <= to
  await inChunks(
    write,
    open.filter(({ host_id, port, type }) =>
      coveredOf.get(host_id)?.some((range) => isCovered(port, type, range)),
    ),
    ({ host_id, port, type }) => [host_id, type, port],
    (keys) => sql`
      delete from listener where (host_id, type, port) in
        (select cast(value ->> 0 as bigint), value ->> 1, cast(value ->> 2 as integer) from ${keys})
    `,
  )
}

/** Two processes may share a socket: the first of them is kept. In the order of the columns above. */
function distinct(host: number, listeners: readonly Listener[]): (string | number)[][] {
  const found = new Map<string, (string | number)[]>()
  for (const { port, type, listeningAddress, containerId, containerName, pid, path } of listeners) {
    const socket = [host, port, storable(type), storable(listeningAddress), storable(containerId)]
    const key = JSON.stringify(socket)
    if (!found.has(key)) found.set(key, [...socket, storable(containerName), pid, storable(path)])
  }
  return [...found.values()]
}

/**
 * What counts as one server: a host, or in the container category a container of a host. A listener there that no
 * container is known of counts for its host.
 */
export const serverOf = (category: Category): ('host_id' | 'container_id')[] =>
  category === 'container' ? ['host_id', 'container_id'] : ['host_id']

async function countServers({ db }: Write, scope: number, category: Category): Promise<PortRow[]> {
  const servers = db
    .selectFrom('listener')
    .distinct()
    .select(['port', 'type', ...serverOf(category)])
    .where('scope_id', '=', scope)
  const rows = await db
    .selectFrom(servers.as('server'))
    .select(['port', 'type'])
    .select((eb) => eb.fn.countAll<number>().as('servers'))
    .groupBy(['port', 'type'])
    .execute()
  return rows.map((row) => ({ ...row, status: statusOf(row.port, row.type) }))
}

/** Hosts count whether or not anything listens on them; a container is known by its listeners alone. */
async function countKnown({ db }: Write, scope: number, category: Category): Promise<number> {
  const count = db.fn.countAll<number>().as('servers')
  const containers = db
    .selectFrom('listener')
    .distinct()
    .select(serverOf('container'))
    .where('scope_id', '=', scope)
  const { servers } = await (
    category === 'container'
      ? db.selectFrom(containers.as('container')).select(count)
      : db.selectFrom('host').where('scope_id', '=', scope).select(count)
  ).executeTakeFirstOrThrow()
  return servers
}
