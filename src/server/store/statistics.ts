import { sql } from 'kysely'
import type { Kysely, RawBuilder, SqlBool } from 'kysely'

import { MAX_PORT, STATUSES, statusSeverity } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { portCondition } from '#contract/port-statistics-query.ts'
import type { SnapshotMark, StatisticsPage, StatisticsQuery } from '#contract/port-statistics.ts'

import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { atOneInstant, foldMarks, one, scopesAt } from './scope-query.ts'
import type { ScopeAt } from './scope-query.ts'
import { storable } from './text.ts'

/** @see Store.statistics */
export const readStatistics = (
  db: Kysely<Tables>,
  query: StatisticsQuery,
): Promise<StatisticsPage & { mark: SnapshotMark | null }> =>
  atOneInstant(db, async (db) => {
    const scopes = await scopesAt(db, query.scopeQuery, query.snapshot)
    const mark = foldMarks(scopes)
    const matching = mark && matchingRows(scopes, mark.id, query.filter)
    if (!matching) return { total: 0, rows: [], mark }

    const only = scopes.length === 1 && Object.keys(query.filter).length === 0 ? scopes[0] : undefined
    const total = only?.rows ?? (await count(db, matching))
    if (query.offset >= total) return { total, rows: [], mark }
    const { rows } = await sql<PortRow>`
      select port, type, servers, status from (${matching}) as matching
      order by ${orderOf(query.sort)} limit ${query.limit} offset ${query.offset}
    `.execute(db)
    return { total, rows, mark }
  })

const count = async (db: Kysely<Tables>, matching: RawBuilder<PortRow>): Promise<number> =>
  (await one(sql<{ total: number }>`select count(*) as total from (${matching}) as matching`, db)).total

/**
 * The rows of scopes as of a snapshot that pass a filter, as a query; null when nothing can pass. Several scopes are
 * folded to one row a (port, type): a status filter then asks for the folded status.
 */
function matchingRows(
  scopes: readonly ScopeAt[],
  at: number,
  filter: StatisticsQuery['filter'],
): RawBuilder<PortRow> | null {
  const conditions = [
    sql<SqlBool>`scope_id in (${sql.join(scopes.map(({ scope }) => scope))})`,
    scopes.every(({ current }) => current)
      ? sql<SqlBool>`until = ${OPEN}`
      : sql<SqlBool>`since <= ${at} and until > ${at}`,
  ]
  const port = portCondition(filter)
  switch (port.kind) {
    case 'none':
      return null
    case 'exact':
      if (port.port > MAX_PORT) return null
      conditions.push(sql`port = ${port.port}`)
      break
    case 'digits':
      conditions.push(sql`cast(port as text) like ${`%${port.digits}%`}`)
      break
    case 'any':
  }
  if (filter.type !== undefined) conditions.push(sql`type = ${storable(filter.type)}`)

  const ofStatus = filter.status === undefined ? sql`true` : sql`status = ${storable(filter.status)}`
  const where = sql.join(conditions, sql` and `)
  if (scopes.length === 1) {
    return sql`select port, type, servers, status from port_row where ${where} and ${ofStatus}`
  }
  return sql`
    select port, type, servers, status from (
      select port, type, cast(sum(servers) as bigint) as servers, ${worstStatus} as status
      from port_row where ${where} group by port, type
    ) as folded where ${ofStatus}
  `
}

const UNNAMED_SEVERITY = statusSeverity('')

/** `statusSeverity` of a row, in SQL. */
const severity = sql<number>`case status ${sql.join(
  STATUSES.map((status) => sql`when ${sql.lit(status)} then ${sql.lit(statusSeverity(status))}`),
  sql` `,
)} else ${sql.lit(UNNAMED_SEVERITY)} end`

/** The status of the greatest severity in a group. Of several words that we do not know, the first. */
const worstStatus = sql<string>`case max(${severity}) ${sql.join(
  STATUSES.map((status) => sql`when ${sql.lit(statusSeverity(status))} then ${sql.lit(status)}`),
  sql` `,
)} else min(case when ${severity} = ${sql.lit(UNNAMED_SEVERITY)} then status end) end`

/** Status orders by severity, and words of one severity by letter: one key, so that descending turns both around. */
function orderOf({ key, descending }: StatisticsQuery['sort']): RawBuilder<unknown> {
  const direction = descending ? sql`desc` : sql`asc`
  switch (key) {
    case 'port':
      return sql`port ${direction}, type`
    case 'type':
      return sql`type ${direction}, port`
    case 'num':
      return sql`servers ${direction}, port, type`
    case 'status':
      return sql`${severity} ${direction}, status ${direction}, port, type`
  }
}
