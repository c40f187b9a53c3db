import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import { MAX_PORT, STATUSES, statusSeverity } from '#contract/port-row.ts'
import { portCondition } from '#contract/port-statistics-query.ts'
import type { SnapshotMark, StatisticsPage, StatisticsQuery } from '#contract/port-statistics.ts'

import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { atOneInstant, foldMarks, scopesAt } from './scope-query.ts'
import type { Reader, ScopeAt } from './scope-query.ts'
import { storable } from './text.ts'

/** @see Store.statistics */
export const readStatistics = (
  db: ReadonlyKysely<Tables>,
  query: StatisticsQuery,
): Promise<StatisticsPage & { mark: SnapshotMark | null }> =>
  atOneInstant(db, async (db) => {
    const scopes = await scopesAt(db, query.scopeQuery, query.snapshot)
    const mark = foldMarks(scopes)
    const matching = mark && matchingRows(db, scopes, mark.id, query.filter)
    if (!matching) return { total: 0, rows: [], mark }

    const only = scopes.length === 1 && Object.keys(query.filter).length === 0 ? scopes[0] : undefined
    const total = only?.rows ?? (await count(matching))
    if (query.offset >= total) return { total, rows: [], mark }
    const rows = await matching
      .select(['port', 'type', 'servers', 'status'])
      .orderBy(orderOf(query.sort))
      .limit(query.limit)
      .offset(query.offset)
      .execute()
    return { total, rows, mark }
  })

const count = async (matching: Matching): Promise<number> =>
  (await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total

type Matching = NonNullable<ReturnType<typeof matchingRows>>

/**
 * The rows of scopes as of a snapshot that pass a filter, as a query; null when nothing can pass. Several scopes are
 * folded to one row a (port, type): a status filter then asks for the folded status.
 */
function matchingRows(
  db: Reader,
  scopes: readonly ScopeAt[],
  at: number,
  { type, status, ...filter }: StatisticsQuery['filter'],
) {
  const port = portCondition(filter)
  if (port.kind === 'none' || (port.kind === 'exact' && port.port > MAX_PORT)) return null
  let rows = db.selectFrom('port_row').where(
    'scope_id',
    'in',
    scopes.map(({ scope }) => scope),
  )
  rows = scopes.every(({ current }) => current)
    ? rows.where('until', '=', OPEN)
    : rows.where('since', '<=', at).where('until', '>', at)
  if (port.kind === 'exact') rows = rows.where('port', '=', port.port)
  if (port.kind === 'digits')
    rows = rows.where((eb) => eb(eb.cast<string>('port', 'text'), 'like', `%${port.digits}%`))
  if (type !== undefined) rows = rows.where('type', '=', storable(type))

  const folded =
    scopes.length === 1
      ? rows.select(['port', 'type', 'servers', 'status']).as('row')
      : rows
          .select(['port', 'type', worstStatus.as('status')])
          .select((eb) => eb.cast<number>(eb.fn.sum('servers'), 'bigint').as('servers'))
          .groupBy(['port', 'type'])
          .as('row')
  return db
    .selectFrom(folded)
    .$if(status !== undefined, (query) => query.where('status', '=', storable(status ?? '')))
}
const UNNAMED_SEVERITY = statusSeverity('')

/** `statusSeverity` of a row, in SQL. */
const severity: RawBuilder<number> = sql`case status ${sql.join(
  STATUSES.map((status) => sql`when ${sql.lit(status)} then ${sql.lit(statusSeverity(status))}`),
  sql` `,
)} else ${sql.lit(UNNAMED_SEVERITY)} end`

/** The status of the greatest severity in a group. Of several words that we do not know, the first. */
const worstStatus: RawBuilder<string> = sql`case max(${severity}) ${sql.join(
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
