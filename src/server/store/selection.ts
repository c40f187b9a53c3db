import type { Kysely, RawBuilder } from 'kysely'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Selection } from '#contract/scope.ts'

import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { storable, storableInstant } from './text.ts'

/** Runs several queries on the database as it is at one instant, whatever is recorded meanwhile. */
export const atOneInstant = <Result>(
  db: Kysely<Tables>,
  read: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)

/** The row of a query that always has one. */
export async function one<Row>(query: RawBuilder<Row>, db: Kysely<Tables>): Promise<Row> {
  const [row] = (await query.execute(db)).rows
  if (row === undefined) throw new Error('a query that always has a row had none')
  return row
}

/** A scope that was read, and the snapshot of it that a reader asked for. */
export type ScopeAt = {
  scope: number
  mark: SnapshotMark
  /** Rows of that snapshot. */
  rows: number
  /** Whether that snapshot is the current one. */
  current: boolean
  /** How many other scopes of the selection were never read until now. */
  unread: number
}

/** The scopes that a selection means. */
export function scopesOf(db: Kysely<Tables>, { project, category, enterpriseProject }: Selection) {
  const scopes = db
    .selectFrom('scope')
    .where('scope.project', '=', storable(project))
    .where('scope.category', '=', category)
  return enterpriseProject === ALL_ENTERPRISE_PROJECTS
    ? scopes
    : scopes.where('scope.enterprise_project', '=', storable(enterpriseProject))
}

/** The scopes of a selection that were read by the time of snapshot `at`, each with the last snapshot until then. */
export async function scopesAt(db: Kysely<Tables>, selection: Selection, at = OPEN): Promise<ScopeAt[]> {
  const found = await scopesOf(db, selection)
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
    .select(['snapshot.rows'])
    .select((eb) =>
      eb
        .selectFrom('snapshot as newest')
        .select((eb) => eb.fn.max('newest.id').as('id'))
        .whereRef('newest.scope_id', '=', 'scope.id')
        .as('newest'),
    )
    .select(unreadOf(db, selection).as('unread'))
    .execute()
  return found.map(({ scope, id, read_from, read_to, complete, rows, newest, unread }) => ({
    scope,
    mark: { id, readFrom: read_from, readTo: read_to, complete },
    rows,
    current: id === newest,
    unread: unread ?? 0,
  }))
}

/** The scopes of a selection of which there is no snapshot, counted: their reading began, or failed. */
const unreadOf = (db: Kysely<Tables>, selection: Selection) =>
  scopesOf(db, selection)
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
 * scope that was never read is such a part.
 */
export function foldMarks(scopes: readonly ScopeAt[]): SnapshotMark | null {
  const [first, ...others] = scopes.map((scope) => scope.mark)
  if (first === undefined) return null
  const isPartUnread = scopes.every(({ current, unread }) => current && unread > 0)
  return others.reduce(
    (whole, part) => ({
      id: Math.max(whole.id, part.id),
      readFrom: whole.readFrom < part.readFrom ? whole.readFrom : part.readFrom,
      readTo: whole.readTo < part.readTo ? whole.readTo : part.readTo,
      complete: Math.min(whole.complete, part.complete),
    }),
    isPartUnread ? { ...first, complete: 0 } : first,
  )
}

/** @see Store.snapshotAt. A snapshot counts from when its last row was read for the first time. */
export async function snapshotAt(
  db: Kysely<Tables>,
  selection: Selection,
  instant: string,
): Promise<number | null> {
  const found = await scopesOf(db, selection)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.whole_at', '<=', storableInstant(instant))
    .select((eb) => eb.fn.max('snapshot.id').as('id'))
    .executeTakeFirst()
  return found?.id ?? null
}
