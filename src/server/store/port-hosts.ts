import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import { MAX_PORT } from '#contract/port-row.ts'

import { hostIdOf } from './host-id.ts'
import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { atOneInstant, scopesAt, scopesOf } from './scope-query.ts'
import { serverOf } from './server-counts.ts'
import { containing, storable } from './text.ts'

/**
 * @see Store.knowsServers
 *
 * A snapshot that counts no affected servers is one of rows alone.
 */
export async function knowsServers(
  db: ReadonlyKysely<Tables>,
  { scopeQuery, snapshot }: Pick<PortHostsQuery, 'scopeQuery' | 'snapshot'>,
): Promise<boolean> {
  const ids = (await scopesAt(db, scopeQuery, snapshot)).map(({ mark }) => mark.id)
  if (ids.length === 0) return true
  const unknown = await db
    .selectFrom('snapshot')
    .where('id', 'in', ids)
    .where('affected', 'is', null)
    .select('id')
    .limit(1)
    .execute()
  return unknown.length === 0
}

/** A server with the port, before its scope is named. */
type Entry = Omit<PortHost, 'hostId' | 'agentId' | 'port' | 'enterpriseProject'> & {
  key: string
  scope: number
}

/** @see Store.portHosts */
export const readPortHosts = (db: ReadonlyKysely<Tables>, query: PortHostsQuery): Promise<PortHostsPage> =>
  atOneInstant(db, async (db) => {
    const scopes = await scopesOf(db, query.scopeQuery)
      .select(['scope.id', 'scope.enterprise_project as enterpriseProject'])
      .execute()
    if (scopes.length === 0 || query.port > MAX_PORT) return { total: 0, hosts: [] }

    const ids = scopes.map((scope) => scope.id)
    const entries = db.selectFrom(entriesOf(ids, query).as('entry'))
    const { total } = await entries
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await entries
      .selectAll()
      .orderBy(sql`"hostName", "hostIp", key, type, "containerName", "containerId", scope`)
      .limit(query.limit)
      .offset(Math.min(query.offset, Number.MAX_SAFE_INTEGER))
      .execute()
    const enterpriseProjects = new Map(scopes.map((scope) => [scope.id, scope.enterpriseProject]))
    return {
      total,
      hosts: rows.map(({ key, scope, ...entry }) => {
        const enterpriseProject = enterpriseProjects.get(scope) ?? ''
        const hostId = hostIdOf({ ...query.scopeQuery, enterpriseProject }, key)
        return { ...entry, hostId, port: query.port, enterpriseProject }
      }),
    }
  })

/** One entry a server and type, with the broadest of its addresses; its status is that of the row as of then. */
function entriesOf(scopes: number[], query: PortHostsQuery): RawBuilder<Entry> {
  const ofType = query.type === undefined ? sql`true` : sql`type = ${storable(query.type)}`
  // Numbers of snapshots are those of a project: one names the state of all its scopes.
  const at = Math.min(query.snapshot ?? OPEN, OPEN - 1)
  const heldAt = (table: string): RawBuilder<unknown> =>
    query.snapshot === undefined
      ? sql`${sql.ref(`${table}.until`)} = ${OPEN}`
      : sql`${sql.ref(`${table}.since`)} <= ${at} and ${sql.ref(`${table}.until`)} > ${at}`
  return sql`(
    select host.name as "hostName", host.address as "hostIp", listening_address as "listeningAddress", socket.type,
      coalesce(port_row.status, 'unknown') as status, pid, path, container_id as "containerId",
      container_name as "containerName", host.key, socket.scope_id as scope
    from (
      select *, row_number() over (
        partition by scope_id, type, ${sql.join(serverOf(query.scopeQuery.category).map((column) => sql.ref(column)))}
        order by ${narrowness}, listening_address, container_id
      ) as place
      from listener where scope_id in (${sql.join(scopes)}) and port = ${query.port} and ${ofType} and ${heldAt('listener')}
    ) as socket
    join host on host.id = socket.host_id
    left join port_row on port_row.scope_id = socket.scope_id and ${heldAt('port_row')}
      and port_row.port = socket.port and port_row.type = socket.type
    where place = 1 and ${contains('host.name', query.hostName)} and ${contains('host.address', query.hostIp)}
  )`
}

/** Any-address is the broadest, loopback the narrowest: it decides who can reach the port. */
const narrowness = sql`case
  when listening_address in ('0.0.0.0', '::', '*') then 0
  when listening_address = '::1' or listening_address like '127.%' or listening_address like '::ffff:127.%' then 2
  else 1 end`

/** Upper and lower case are one for the letters of ASCII; SQLite knows no others. */
const contains = (column: string, words: string | undefined): RawBuilder<unknown> =>
  words === undefined
    ? sql`true`
    : sql`lower(${sql.ref(column)}) like lower(${containing(words)}) escape '\\'`
