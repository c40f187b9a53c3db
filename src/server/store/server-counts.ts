import { sql } from 'kysely'

import type { PortRow } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'
import { DANGEROUS_PORTS } from '#knowledge/dangerous-ports.ts'

import { OPEN } from './schema.ts'
import { isAmong } from './staging.ts'
import type { Ports } from './staging.ts'
import type { StatusOf } from './types.ts'
import type { Write } from './writing.ts'

/**
 * What counts as one server: a host, or in the container category a container of a host. A listener there that no
 * container is known of counts for its host.
 */
export const serverOf = (category: Category): ('host_id' | 'container_id')[] =>
  category === 'container' ? ['host_id', 'container_id'] : ['host_id']

type Counting = { id: number; category: Category }

/** The rows that follow from the listeners of a scope, of some ports. */
export async function countServers(
  { db }: Pick<Write, 'db'>,
  { id, category, statusOf }: Counting & { statusOf: StatusOf },
  ports: Ports,
): Promise<PortRow[]> {
  const servers = db
    .selectFrom('listener')
    .distinct()
    .select(['port', 'type', ...serverOf(category)])
    .where('scope_id', '=', id)
    .where(isAmong('port', ports))
    .where('until', '=', OPEN)
  const rows = await db
    .selectFrom(servers.as('server'))
    .select(['port', 'type'])
    .select((eb) => eb.fn.countAll<number>().as('servers'))
    .groupBy(['port', 'type'])
    .execute()
  return rows.map((row) => ({ ...row, status: statusOf(row.port, row.type) }))
}

/** Hosts count whether or not anything listens on them; a container is known by its listeners alone. */
export async function countKnown({ db }: Pick<Write, 'db'>, { id, category }: Counting): Promise<number> {
  const count = db.fn.countAll<number>().as('servers')
  const containers = db
    .selectFrom('listener')
    .distinct()
    .select(serverOf('container'))
    .where('scope_id', '=', id)
    .where('until', '=', OPEN)
  const hosts = db.selectFrom('host_coverage').where('scope_id', '=', id).where('until', '=', OPEN)
  const { servers } = await (
    category === 'container' ? db.selectFrom(containers.as('container')).select(count) : hosts.select(count)
  ).executeTakeFirstOrThrow()
  return servers
}

/** How many servers have a dangerous port. */
export async function countAffected({ db }: Pick<Write, 'db'>, { id, category }: Counting): Promise<number> {
  const servers = db
    .selectFrom('port_row')
    .innerJoin('listener', (join) =>
      join
        .onRef('listener.scope_id', '=', 'port_row.scope_id')
        .onRef('listener.port', '=', 'port_row.port')
        .onRef('listener.type', '=', 'port_row.type')
        .on('listener.until', '=', OPEN),
    )
    .distinct()
    .select(serverOf(category))
    .where('port_row.scope_id', '=', id)
    .where('port_row.until', '=', OPEN)
    .where('port_row.status', '=', 'danger')
  const { affected } = await db
    .selectFrom(servers.as('server'))
    .select((eb) => eb.fn.countAll<number>().as('affected'))
    .executeTakeFirstOrThrow()
  return affected
}

/** The ports of rows of which our table says something else than when they were recorded: it is of a newer version. */
export async function relabelledPorts(
  { db }: Pick<Write, 'db'>,
  scope: number,
  statusOf: StatusOf,
): Promise<number[]> {
  const dangerous = [...new Set(DANGEROUS_PORTS.map(({ port }) => port))]
  const rows = await db
    .selectFrom('port_row')
    .select(['port', 'type', 'status'])
    .where('scope_id', '=', scope)
    .where('until', '=', OPEN)
    .where((eb) =>
      eb.or([
        eb('status', '<>', 'unknown'),
        eb(
          'port',
          'in',
          dangerous.map((port) => sql.lit(port)),
        ),
      ]),
    )
    .execute()
  return rows.flatMap(({ port, type, status }) => (status === statusOf(port, type) ? [] : [port]))
}
