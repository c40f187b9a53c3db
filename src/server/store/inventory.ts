import { sql } from 'kysely'

import { statusOf } from '#analysis/port-knowledge/status.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Category, Scope } from '#contract/scope.ts'

import { gather, recordRows } from './record.ts'
import { one } from './selection.ts'
import { storable } from './text.ts'
import type { Coverage, HostReport, InventoryResult, Listener } from './types.ts'
import { CHUNK, chunks, scopeId } from './writing.ts'
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
    let sincePause = 0
    for await (const report of reports) {
      const taken = await takeReport(write, id, report)
      hosts.add(storable(report.key))
      listeners += taken
      sincePause += taken + 50 // a report without listeners costs about as much as fifty of them
      if (sincePause >= CHUNK) {
        sincePause = 0
        await write.pause()
      }
    }

    const rows = await gather(await countServers(write, id, scope.category))
    await write.db
      .updateTable('scope')
      .set({ servers: await countKnown(write, id, scope.category) })
      .where('id', '=', id)
      .execute()
    const mark = await recordRows(write, id, { ...read, complete: 1 }, rows)
    const { rows: count, exposure } = rows.figures
    return { hosts: hosts.size, listeners, rows: count, exposure, mark }
  })

/** Replaces what the report speaks for. Returns how many listeners it brought. */
async function takeReport(write: Write, scope: number, report: HostReport): Promise<number> {
  const { id: host } = await write.db
    .insertInto('host')
    .values({
      scope_id: scope,
      key: storable(report.key),
      name: storable(report.name),
      address: storable(report.address),
    })
    .onConflict((known) =>
      known.columns(['scope_id', 'key']).doUpdateSet((eb) => ({
        // A report that knows no name, like a scan without name service, takes away none that another one knew.
        name: sql<string>`case when excluded.name in ('', excluded.key, excluded.address)
          then host.name else excluded.name end`,
        address: eb.ref('excluded.address'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await removeCovered(write, host, report.covered)

  const listeners = distinct(report.listeners)
  for (const chunk of chunks(listeners)) {
    const values = JSON.stringify(chunk)
    await sql`
      insert into listener (scope_id, host_id, port, type, listening_address, container_id, container_name, pid, path)
      select cast(${scope} as bigint), cast(${host} as bigint), cast(value ->> 0 as integer), value ->> 1,
        value ->> 2, value ->> 3, value ->> 4, cast(value ->> 5 as bigint), value ->> 6
      from ${write.elements(values)} where true
      on conflict (scope_id, port, type, host_id, container_id, listening_address) do update
        set container_name = excluded.container_name, pid = excluded.pid, path = excluded.path
    `.execute(write.db)
  }
  return listeners.length
}

/**
 * Removes the listeners of a host that a report speaks for. A common scan covers a thousand ranges, and a host has some ten
 * listeners: those are looked at, not the ranges.
 */
async function removeCovered(
  { db, elements }: Write,
  host: number,
  covered: readonly Coverage[],
): Promise<void> {
  const open = await db
    .selectFrom('listener')
    .select(['port', 'type'])
    .distinct()
    .where('host_id', '=', host)
    .execute()
  const gone = open.filter(({ port, type }) =>
    covered.some((range) => storable(range.type) === type && range.from <= port && port <= range.to),
  )
  for (const chunk of chunks(gone)) {
    const keys = JSON.stringify(chunk.map(({ port, type }) => [type, port]))
    await sql`
      delete from listener where host_id = ${host} and (type, port) in
        (select value ->> 0, cast(value ->> 1 as integer) from ${elements(keys)})
    `.execute(db)
  }
}

/** Two processes may share a socket: the first of them is kept. In the order of the columns above. */
function distinct(listeners: readonly Listener[]): unknown[][] {
  const found = new Map<string, unknown[]>()
  for (const { port, type, listeningAddress, containerId, containerName, pid, path } of listeners) {
    const socket = [port, storable(type), storable(listeningAddress), storable(containerId)]
    const key = JSON.stringify(socket)
    if (!found.has(key)) found.set(key, [...socket, storable(containerName), pid, storable(path)])
  }
  return [...found.values()]
}

/**
 * What counts as one server: a host, or in the container category a container of a host. A listener there that no
 * container is known of counts for its host.
 */
export const serverOf = (category: Category) =>
  category === 'container' ? sql`host_id, container_id` : sql`host_id`

async function countServers(write: Write, scope: number, category: Category): Promise<PortRow[]> {
  const { rows } = await sql<Omit<PortRow, 'status'>>`
    select port, type, count(*) as servers
    from (select distinct port, type, ${serverOf(category)} from listener where scope_id = ${scope}) as server
    group by port, type
  `.execute(write.db)
  return rows.map((row) => ({ ...row, status: statusOf(row.port, row.type) }))
}

/** Hosts count whether or not anything listens on them; a container is known by its listeners alone. */
async function countKnown(write: Write, scope: number, category: Category): Promise<number> {
  const known =
    category === 'container'
      ? sql`select distinct host_id, container_id from listener where scope_id = ${scope}`
      : sql`select id from host where scope_id = ${scope}`
  const count = sql<{ servers: number }>`select count(*) as servers from (${known}) as known`
  return (await one(count, write.db)).servers
}
