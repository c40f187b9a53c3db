import type { ReadonlyKysely } from 'kysely/readonly'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { storable } from './text.ts'

/** What a question to the tables takes: all of the reading side, or one transaction of it. */
export type Reader = Pick<ReadonlyKysely<Tables>, 'selectFrom'>

/** Runs several queries on the database as it is at one instant, whatever is recorded meanwhile. */
export const atOneInstant = <Result>(
  db: ReadonlyKysely<Tables>,
  read: (db: Reader) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)

/** A scope that was read, and the snapshot of it that a reader asked for. */
export type ScopeAt = {
  scope: number
  mark: SnapshotMark
  /** Rows of that snapshot, and the sum of their servers. */
  rows: number
  instances: number
  /** Whether that snapshot is the current one. */
  current: boolean
  /** How many other scopes of the query were never read until now. */
  unread: number
}

/** The scopes that a scope query means. */
export function scopesOf(db: Reader, { project, category, enterpriseProject }: ScopeQuery) {
  const scopes = db
    .selectFrom('scope')
    .where('scope.project', '=', storable(project))
    .where('scope.category', '=', category)
  return enterpriseProject === ALL_ENTERPRISE_PROJECTS
    ? scopes
    : scopes.where('scope.enterprise_project', '=', storable(enterpriseProject))
}

/** The scopes of a scope query that were read by the time of snapshot `at`, each with the last snapshot until then. */
export async function scopesAt(db: Reader, scopeQuery: ScopeQuery, at = OPEN): Promise<ScopeAt[]> {
  const found = await scopesOf(db, scopeQuery)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.id', '=', (eb) =>
      eb
        .selectFrom('snapshot as earlier')
        .select((eb) => eb.fn.max('earlier.id').as('id'))
        .whereRef('earlier.scope_id', '=', 'scope.id')
        .where('earlier.id', '<=', Math.min(at, OPEN)),
    )
    .select([
      'scope.id as scope',
      'snapshot.id',
      'snapshot.read_from',
      'snapshot.read_to',
      'snapshot.complete',
    ])
    .select(['snapshot.rows', 'snapshot.exposure as instances', 'snapshot.affected'])
    .select((eb) =>
      eb
        .selectFrom('snapshot as newest')
        .select((eb) => eb.fn.max('newest.id').as('id'))
        .whereRef('newest.scope_id', '=', 'scope.id')
        .as('newest'),
    )
    .select(unreadOf(db, scopeQuery).as('unread'))
    .execute()
  return found.map(
    ({ scope, id, read_from, read_to, complete, rows, instances, affected, newest, unread }) => ({
      scope,
      mark: { id, readFrom: read_from, readTo: read_to, complete, ...(affected !== null && { affected }) },
      rows,
      instances,
      current: id === newest,
      unread: unread ?? 0,
    }),
  )
}

/** The scopes of a scope query of which there is no snapshot, counted: their reading began, or failed. */
const unreadOf = (db: Reader, scopeQuery: ScopeQuery) =>
  scopesOf(db, scopeQuery)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('snapshot').select('snapshot.id').whereRef('snapshot.scope_id', '=', 'scope.id'),
        ),
      ),
    )
    .select((eb) => eb.fn.countAll<number>().as('scopes'))

/**
 * One mark for several scopes. A change in any of them makes a greater number, since numbers are given in the order of
 * commits. The whole is as fresh and as complete as its oldest and its least complete part: beside current snapshots, a
 * scope that was never read is such a part. A server is in one scope, so that affected servers add up.
 */
export function foldMarks(scopes: readonly ScopeAt[]): SnapshotMark | null {
  const [first, ...others] = scopes.map((scope) => scope.mark)
  if (first === undefined) return null
  const isPartUnread = scopes.every(({ current, unread }) => current && unread > 0)
  return others.reduce(
    ({ affected, ...whole }, part) => ({
      id: Math.max(whole.id, part.id),
      readFrom: whole.readFrom < part.readFrom ? whole.readFrom : part.readFrom,
      readTo: whole.readTo < part.readTo ? whole.readTo : part.readTo,
      complete: Math.min(whole.complete, part.complete),
      ...(affected !== undefined && part.affected !== undefined && { affected: affected + part.affected }),
    }),
    isPartUnread ? { ...first, complete: 0 } : first,
  )
}
