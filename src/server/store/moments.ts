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
    const scopes = await scopesOf(db, scopeQuery)
      .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
      .groupBy('scope.id')
      .select('scope.id as scope')
      .select((eb) => eb.fn.min('snapshot.id').filterWhere('snapshot.complete', '>=', 1).as('firstWhole'))
      .execute()
    const wholes = scopes.flatMap(({ firstWhole }) => (firstWhole === null ? [] : [firstWhole]))
    if (wholes.length === 0 || wholes.length < scopes.length) return []

    const comparable = db
      .selectFrom('snapshot')
      .where(
        'scope_id',
        'in',
        scopes.map(({ scope }) => scope),
      )
      .where('id', '>=', Math.max(...wholes))
    const newest = await comparable.select('id').orderBy('id', 'desc').limit(SNAPSHOT_LIMITS.newest).execute()
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
