import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import { createRowSet } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { SnapshotMark, StatisticsQuery } from '#contract/port-statistics.ts'
import type { Category } from '#contract/scope.ts'

import { knowsServers } from './port-hosts.ts'
import { readRowHistory } from './row-history.ts'
import type { Tables } from './schema.ts'
import { scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import { serverOf } from './server-counts.ts'
import { readStatistics } from './statistics.ts'

/** All rows of a scope query, of a snapshot. */
type RowSetQuery = Pick<StatisticsQuery, 'scopeQuery' | 'snapshot'>

/** @see Store.rowSet */
export async function readRowSet(
  db: ReadonlyKysely<Tables>,
  query: RowSetQuery,
): Promise<{ set: RowSet; mark: SnapshotMark | null }> {
  const sort = { key: 'port', descending: false } as const
  const all = { ...query, filter: {}, sort, limit: Number.MAX_SAFE_INTEGER, offset: 0 }
  const { rows, mark } = await readStatistics(db, all)
  const types = new Set(rows.map(({ type }) => type))
  const set = createRowSet(rows.length, rows, [...types].sort()) // as the store lists them
  // Whatever is recorded meanwhile: the rows and servers of a snapshot stay what they are.
  if (mark === null) return { set, mark }
  const scopes = await scopesOf(db, query.scopeQuery).select('scope.id').execute()
  const asked = {
    db,
    scopes: scopes.map(({ id }) => id),
    snapshot: mark.id,
    knowsServers: await knowsServers(db, { ...query, snapshot: mark.id }),
  }
  const history = await readRowHistory(asked, rows)
  if (!asked.knowsServers) return { set: { ...set, history }, mark }
  const shared = await countShared(asked, query.scopeQuery.category)
  const together = Uint32Array.from(
    rows,
    ({ port, type, servers }) => shared.get(`${port}/${protocolOf(type)}`) ?? servers,
  )
  return { set: { ...set, together, history }, mark }
}

/** How many servers have a port open over a protocol, in either address family: `443/TCP`. */
async function countShared(
  { db, scopes, snapshot }: { db: Reader; scopes: readonly number[]; snapshot: number },
  category: Category,
): Promise<Map<string, number>> {
  const server = sql.join(serverOf(category).map((column) => sql.ref(column)))
  type Counted = { port: number; protocol: string; servers: number }
  const counted: RawBuilder<Counted> = sql`(
    select port, protocol, count(*) as servers from (
      select distinct port, case when type like '%6' then substr(type, 1, length(type) - 1) else type end as protocol, ${server}
      from listener
      where scope_id in (${sql.join(scopes)}) and since <= ${snapshot} and until > ${snapshot}
    ) as server
    group by port, protocol
  )`
  const rows = await db.selectFrom(counted.as('counted')).selectAll().execute()
  return new Map(rows.map(({ port, protocol, servers }) => [`${port}/${protocol}`, servers]))
}
