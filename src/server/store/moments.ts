import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import type { ScopeQuery } from '#contract/scope.ts'
import { SNAPSHOT_LIMITS } from '#contract/snapshots.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'

import type { Tables } from './schema.ts'
import { atOneInstant, scopesOf } from './scope-query.ts'

/** @see Store.moments */
export const readMoments = (db: ReadonlyKysely<Tables>, scopeQuery: ScopeQuery): Promise<SnapshotMoment[]> =>
  atOneInstant(db, async (db) => {
    const comparable = db
      .selectFrom('snapshot')
      .where('scope_id', 'in', scopesOf(db, scopeQuery).select('scope.id'))
      .where('id', '>=', (eb) =>
        eb
          .selectFrom('snapshot as complete')
          .where('complete.scope_id', 'in', scopesOf(db, scopeQuery).select('scope.id'))
          .where('complete.complete', '>=', 1)
          .select(({ fn }) => fn.min('complete.id').as('first')),
      )
    const newest = await comparable.select('id').orderBy('id', 'desc').limit(SNAPSHOT_LIMITS.newest).execute()
    if (newest.length === 0) return []
    const lastOfEach = (digits: number, limit: number) =>
      comparable
        .select((eb) => eb.fn.max('id').as('id'))
        .groupBy(sql`substr(whole_at, 1, ${sql.lit(digits)})`)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    const hours = await lastOfEach('2026-11-24T14'.length, SNAPSHOT_LIMITS.hours)
    const days = await lastOfEach('2026-11-24'.length, SNAPSHOT_LIMITS.days)
    const ids = new Set([...newest, ...hours, ...days].map(({ id }) => id))
    const moments = await db
      .selectFrom('snapshot')
      .where('id', 'in', [...ids])
      .select(['id', 'whole_at as at'])
      .orderBy('id', 'desc')
      .execute()
    // What was read at one time of several scopes is one moment: their last snapshot holds all of it.
    return moments.filter(({ at }, i) => at !== moments[i - 1]?.at)
  })
