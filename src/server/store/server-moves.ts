import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import type { Moved } from '#analysis/causes.ts'
import { whyAffected, whyUnaffected } from '#analysis/server-moves.ts'
import type { DangerousSocket } from '#analysis/server-moves.ts'
import type { Cause, ServerCause } from '#contract/changes.ts'
import type { Category } from '#contract/scope.ts'

import { readRanges } from './coverage-sets.ts'
import { covers } from './coverage.ts'
import { OPEN } from './schema.ts'
import type { Reader } from './scope-query.ts'
import { serverOf } from './server-counts.ts'
import type { Coverage } from './types.ts'

export type Socket = { port: number; type: string }

/** A scope whose listeners are known at both snapshots; with `only`, one (port, type) of it. */
export type Between = {
  db: Reader
  scope: number
  category: Category
  from: number
  to: number
  only?: Socket
}

const holds = (table: string, at: number): RawBuilder<boolean> =>
  sql`${sql.ref(`${table}.since`)} <= ${at} and ${sql.ref(`${table}.until`)} > ${at}`

/** What counts as a server, as columns of a table. */
export const serverIn = (category: Category, table: string): RawBuilder<unknown> =>
  sql.join(serverOf(category).map((column) => sql.ref(`${table}.${column}`)))

const isSame = (category: Category, a: string, b: string): RawBuilder<boolean> =>
  sql.join(
    [...serverOf(category), 'port', 'type'].map(
      (column) => sql`${sql.ref(`${a}.${column}`)} = ${sql.ref(`${b}.${column}`)}`,
    ),
    sql` and `,
  )

/** Whether a server had its port at a snapshot, by any of its sockets: 1 or 0. */
export const hasAt = (category: Category, table: string, at: number): RawBuilder<number> => sql`
  case when exists (select 1 from listener where ${isSame(category, 'listener', table)} and ${holds('listener', at)}) then 1 else 0 end`

/** The set of what a table's host was covered by at a snapshot, null where it was not in the inventory. */
export const coverageAt = (scope: number, table: string, at: number): RawBuilder<number | null> => sql`
  (select coverage_id from host_coverage where host_coverage.scope_id = ${scope}
    and host_coverage.host_id = ${sql.ref(`${table}.host_id`)} and ${holds('host_coverage', at)})`

/** Servers that came to a port or left it between two snapshots, by why, by (port, type): `22/TCP`. */
export async function readMoved(between: Between): Promise<Map<string, Moved>> {
  const { db, scope, category, from, to, only } = between
  const isAsked = only === undefined ? sql`` : sql`and port = ${only.port} and type = ${only.type}`
  type Row = {
    port: number
    type: string
    had: number
    was: number | null
    now: number | null
    servers: number
  }
  const counted: RawBuilder<Row> = sql`(
    with touched as (
      select ${serverIn(category, 'listener')}, port, type from listener
      where scope_id = ${scope} and since > ${from} and since <= ${to} ${isAsked}
      union
      select ${serverIn(category, 'listener')}, port, type from listener
      where scope_id = ${scope} and until > ${from} and until <= ${to} and until < ${sql.lit(OPEN)} ${isAsked}
    ), seen as (
      select touched.*, ${hasAt(category, 'touched', from)} as had, ${hasAt(category, 'touched', to)} as has from touched
    ), known as (
      select seen.*, ${coverageAt(scope, 'seen', from)} as was, ${coverageAt(scope, 'seen', to)} as now
      from seen where had <> has
    )
    select port, type, had, was, case when now is null then null else 1 end as now, count(*) as servers
    from known group by port, type, had, was, case when now is null then null else 1 end
  )`
  const rows = await db.selectFrom(counted.as('counted')).selectAll().execute()
  const ranges = await rangesOf(
    db,
    rows.map(({ was }) => was),
  )
  const moved = new Map<string, Partial<Record<ServerCause, number>>>()
  for (const { port, type, had, was, now, servers } of rows) {
    const isCovered = was !== null && covers(ranges.get(was) ?? [], port, type)
    const came = isCovered ? 'opened' : 'firstRead'
    const cause = had === 0 ? came : now === null ? 'noLongerRead' : 'closed'
    const of = moved.get(`${port}/${type}`) ?? {}
    moved.set(`${port}/${type}`, of)
    of[cause] = (of[cause] ?? 0) + servers
  }
  return moved
}

/** By how many more servers have a dangerous port, by why. */
export async function readAffected(between: Between): Promise<Partial<Record<Cause, number>>> {
  const affected: Partial<Record<Cause, number>> = {}
  for (const sockets of await dangerousOnlyAt(between, between.to, between.from)) {
    const cause = whyAffected(sockets)
    affected[cause] = (affected[cause] ?? 0) + 1
  }
  for (const sockets of await dangerousOnlyAt(between, between.from, between.to)) {
    const cause = whyUnaffected(sockets)
    affected[cause] = (affected[cause] ?? 0) - 1
  }
  return affected
}

/** The dangerous ports of each server that has one at a snapshot and none at the other. */
async function dangerousOnlyAt(
  { db, scope, category, from }: Between,
  at: number,
  other: number,
): Promise<DangerousSocket[][]> {
  const dangerous = (when: number): RawBuilder<unknown> => sql`
    select distinct ${serverIn(category, 'listener')}, listener.port, listener.type from port_row
    join listener on listener.scope_id = port_row.scope_id and listener.port = port_row.port
      and listener.type = port_row.type and ${holds('listener', when)}
    where port_row.scope_id = ${scope} and port_row.status = 'danger' and ${holds('port_row', when)}`
  type Row = { server: string; port: number; type: string; other: number; coverage: number | null }
  const found: RawBuilder<Row> = sql`(
    with here as (${dangerous(at)}), there as (${dangerous(other)}),
      alone as (select ${serverIn(category, 'here')} from here except select ${serverIn(category, 'there')} from there)
    select ${serverName(category)} as server, here.port, here.type, ${hasAt(category, 'here', other)} as other,
      ${coverageAt(scope, 'here', other)} as coverage
    from here join alone on ${sql.join(
      serverOf(category).map((column) => sql`${sql.ref(`here.${column}`)} = ${sql.ref(`alone.${column}`)}`),
      sql` and `,
    )}
  )`
  const rows = await db.selectFrom(found.as('found')).selectAll().execute()
  const ranges = await rangesOf(
    db,
    rows.map(({ coverage }) => coverage),
  )
  // Of a later moment a server of the inventory speaks for all that it had: what it lacks is closed.
  const isRead = ({ coverage, port, type }: Row): boolean =>
    coverage !== null && (other > from || covers(ranges.get(coverage) ?? [], port, type))
  return [...Map.groupBy(rows, ({ server }) => server).values()].map((sockets) =>
    sockets.map((socket) => ({ isThere: socket.other === 1, isRead: isRead(socket) })),
  )
}

const serverName = (category: Category): RawBuilder<string> =>
  category === 'container'
    ? sql`cast(here.host_id as text) || ' ' || here.container_id`
    : sql`cast(here.host_id as text)`

/** The sets of ranges with some numbers. */
export async function rangesOf(
  db: Reader,
  ids: readonly (number | null)[],
): Promise<Map<number, Coverage[]>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('coverage').select(['id', 'ranges']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, ranges }) => [id, readRanges(ranges)]))
}
