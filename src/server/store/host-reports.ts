import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'

import type { CoverageSets } from './coverage-sets.ts'
import { covers } from './coverage.ts'
import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { storable } from './text.ts'
import type { HostReport, Listener } from './types.ts'
import { inChunks } from './writing.ts'
import type { Write } from './writing.ts'

/**
 * Reports on their way into a locked scope: the snapshot that they make, when they were read, and what they brought so far.
 * `newest` is the last host that there was before. `listeners` counts those of the reports, `opened` those of them that came, and
 * `closed` those that went; `ports` are of both. `isWider` says that a host, or ports that nothing spoke
 * for, came in.
 */
export type Taking = {
  readonly scope: number
  readonly snapshot: number
  readonly readTo: string
  readonly sets: CoverageSets
  readonly ports: Set<number>
  readonly newest: number
  listeners: number
  opened: number
  closed: number
  isWider: boolean
}

type Seen = { host: number; report: HostReport }

/**
 * Takes in reports of a server each: what they speak for is from then on as they say, and only what differs is written.
 * Several of one server in one snapshot count one after the other, and what the first began and the next ends never was.
 */
export async function takeReports(
  write: Write,
  taking: Taking,
  reports: readonly HostReport[],
): Promise<void> {
  const idOf = await takeHosts(write, taking, reports)
  const seen = reports.flatMap((report): Seen[] => {
    const host = idOf.get(storable(report.key))
    return host === undefined ? [] : [{ host, report }]
  })
  const known = await takeCoverage(write, taking, seen)
  await takeListeners(write, taking, seen, known)
}

/** The largest number of a host of a scope, 0 where there is none: one that comes gets a larger one. */
export async function newestHost({ db }: Write, scope: number): Promise<number> {
  const { id } = await db
    .selectFrom('host')
    .select((eb) => eb.fn.coalesce(eb.fn.max('id'), sql<number>`0`).as('id'))
    .where('scope_id', '=', scope)
    .executeTakeFirstOrThrow()
  return id
}

/** The numbers of the servers by their keys; those that are new get one. */
async function takeHosts(
  { db, elements }: Write,
  { scope, readTo }: Taking,
  reports: readonly HostReport[],
): Promise<Map<string, number>> {
  const values = reports.map(({ key, name, address }) => [key, name, address].map(storable))
  // A report that knows no name, like a scan without name service, takes away none that another one knew.
  const rows = await db
    .insertInto('host')
    .columns(['scope_id', 'key', 'name', 'address', 'read_to'])
    .expression(
      sql`select cast(${scope} as bigint), value ->> 0, value ->> 1, value ->> 2, cast(${readTo} as text)
        from ${elements(JSON.stringify(values))} where true`,
    )
    .onConflict((known) =>
      known.columns(['scope_id', 'key']).doUpdateSet((eb) => ({
        address: eb.ref('excluded.address'),
        name: sql`case when excluded.name in ('', excluded.key, excluded.address) then host.name else excluded.name end`,
        read_to: sql`case when excluded.read_to > host.read_to then excluded.read_to else host.read_to end`,
      })),
    )
    .returning(['id', 'key'])
    .execute()
  return new Map(rows.map(({ id, key }) => [key, id]))
}

/** Adds what reports speak for to what was covered before. Returns the hosts that were in the inventory already. */
async function takeCoverage(write: Write, taking: Taking, seen: readonly Seen[]): Promise<number[]> {
  const { db, elements } = write
  const { scope, snapshot, sets } = taking
  const hosts = JSON.stringify(seen.map(({ host }) => [host]))
  const current = await db
    .selectFrom('host_coverage')
    .select(['host_id as host', 'coverage_id as set'])
    .where('scope_id', '=', scope)
    .where('until', '=', OPEN)
    .where(sql<boolean>`host_id in (select cast(value ->> 0 as bigint) from ${elements(hosts)})`)
    .execute()
  const setOf = new Map(current.map(({ host, set }) => [host, set]))
  const grown: (readonly [host: number, set: number])[] = []
  for (const { host, report } of seen) {
    const before = setOf.get(host) ?? null
    const set = await sets.union(before, report.covered)
    if (set !== before) grown.push([host, set])
  }
  await inChunks(
    write,
    grown,
    (pair) => pair,
    (values) => sql`
      delete from host_coverage where scope_id = ${scope} and until = ${OPEN} and since = ${snapshot}
        and host_id in (select cast(value ->> 0 as bigint) from ${values})
    `,
  )
  await inChunks(
    write,
    grown,
    (pair) => pair,
    (values) => sql`
      update host_coverage set until = ${snapshot} where scope_id = ${scope} and until = ${OPEN}
        and host_id in (select cast(value ->> 0 as bigint) from ${values})
    `,
  )
  await inChunks(
    write,
    grown,
    (pair) => pair,
    (values) => sql`
      insert into host_coverage (scope_id, host_id, until, since, coverage_id)
      select cast(${scope} as bigint), cast(value ->> 0 as bigint), cast(${OPEN} as bigint), cast(${snapshot} as bigint),
        cast(value ->> 1 as bigint)
      from ${values} where true
    `,
  )
  taking.isWider ||= grown.length > 0
  return [...setOf.keys()]
}

type Kept = Pick<
  Selectable<Tables['listener']>,
  | 'id'
  | 'host_id'
  | 'port'
  | 'type'
  | 'listening_address'
  | 'container_id'
  | 'path'
  | 'pid'
  | 'container_name'
  | 'since'
  | 'until'
>

/** @param known the hosts that may have listeners already */
async function takeListeners(
  write: Write,
  taking: Taking,
  seen: readonly Seen[],
  known: readonly number[],
): Promise<void> {
  const { scope, snapshot, sets, ports } = taking
  const kept = Map.groupBy(await keptOf(write, known, snapshot), ({ host_id }) => host_id)
  const fresh: (string | number)[][] = []
  const undone: number[][] = []
  const ended: number[][] = []
  const renewed: (string | number)[][] = []
  for (const { host, report } of seen) {
    const open = distinct(report.listeners)
    taking.listeners += open.size
    for (const before of kept.get(host) ?? []) {
      const key = keyOf(before)
      const now = open.get(key)
      open.delete(key)
      if (now !== undefined) {
        const isAsBefore = before.pid === now.pid && before.container_name === now.container_name
        if (before.until !== OPEN) taking.closed-- // by an earlier report of this snapshot
        if (before.until !== OPEN || !isAsBefore) renewed.push([before.id, now.pid, now.container_name])
      } else if (before.until === OPEN && covers(sets.kept(report.covered), before.port, before.type)) {
        if (before.since === snapshot) {
          undone.push([before.id])
          taking.opened--
        } else {
          ended.push([before.id])
          taking.closed++
        }
        ports.add(before.port)
      }
    }
    for (const { port, type, listening_address, container_id, container_name, pid, path } of open.values()) {
      fresh.push([host, port, type, listening_address, container_id, container_name, pid, path])
      ports.add(port)
    }
    taking.opened += open.size
  }

  const named = (values: RawBuilder<unknown>) =>
    sql`id in (select cast(value ->> 0 as bigint) from ${values})`
  await inChunks(
    write,
    undone,
    (id) => id,
    (values) => sql`delete from listener where ${named(values)}`,
  )
  await inChunks(
    write,
    ended,
    (id) => id,
    (values) => sql`update listener set until = ${snapshot} where ${named(values)}`,
  )
  await inChunks(
    write,
    renewed,
    (listener) => listener,
    (values) => sql`
      update listener set until = ${OPEN}, pid = cast(value ->> 1 as bigint), container_name = value ->> 2
      from ${values} where listener.id = cast(value ->> 0 as bigint)
    `,
  )
  await inChunks(
    write,
    fresh,
    (listener) => listener,
    (values) => sql`
      insert into listener
        (scope_id, since, until, host_id, port, type, listening_address, container_id, container_name, pid, path)
      select cast(${scope} as bigint), cast(${snapshot} as bigint), cast(${OPEN} as bigint), cast(value ->> 0 as bigint),
        cast(value ->> 1 as integer), value ->> 2, value ->> 3, value ->> 4, value ->> 5, cast(value ->> 6 as bigint), value ->> 7
      from ${values} where true
    `,
  )
}

/** The listeners of hosts that hold, or that this snapshot has ended. */
async function keptOf({ db, elements }: Write, hosts: readonly number[], snapshot: number): Promise<Kept[]> {
  if (hosts.length === 0) return []
  const wanted = elements(JSON.stringify(hosts.map((host) => [host])))
  return db
    .selectFrom('listener')
    .select(['id', 'host_id', 'port', 'type', 'listening_address', 'container_id', 'path'])
    .select(['pid', 'container_name', 'since', 'until'])
    .where(sql<boolean>`host_id in (select cast(value ->> 0 as bigint) from ${wanted})`)
    .where('until', '>=', snapshot)
    .execute()
}

type Socket = Omit<Kept, 'id' | 'host_id' | 'since' | 'until'>

const keyOf = ({ port, type, listening_address, container_id, path }: Socket): string =>
  `${port} ${type} ${listening_address} ${container_id} ${path}`

/** Two processes of one program may share a socket: the first of them is kept. */
function distinct(listeners: readonly Listener[]): Map<string, Socket> {
  const found = new Map<string, Socket>()
  for (const { port, type, listeningAddress, containerId, containerName, pid, path } of listeners) {
    const socket = {
      port,
      type: storable(type),
      listening_address: storable(listeningAddress),
      container_id: storable(containerId),
      container_name: storable(containerName),
      pid,
      path: storable(path),
    }
    const key = keyOf(socket)
    if (!found.has(key)) found.set(key, socket)
  }
  return found
}
