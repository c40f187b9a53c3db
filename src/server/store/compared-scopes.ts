import type { Comparison } from '#contract/changes-query.ts'
import type { Moment } from '#contract/moments.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import { storableInstant } from './text.ts'

/** A snapshot with its figures. `at` is when its rows had been read for the first time. */
export type Stand = {
  id: number
  at: string
  /** Until when they are known to have held. */
  readTo: string
  complete: number
  rows: number
  dangerous: number
  exposure: number
  affected: number | null
}

/** One scope at two moments; without a snapshot that it can be compared with, `base` is null. */
export type ComparedScope = { scope: number; enterpriseProject: string; base: Stand | null; stand: Stand }

/** Scopes at two moments, as `ChangesAnswer` tells of the moments. */
export type Compared = {
  from: { at: string; isOldest: boolean } | null
  to: { at: string } | null
  scopes: ComparedScope[]
}

/**
 * The scopes of a scope query at two moments. What is compared with has to be whole: what a partial snapshot lacks may have
 * been there.
 */
export async function comparedScopes(
  db: Reader,
  { scopeQuery, from, to = { at: new Date().toISOString() } }: Comparison,
): Promise<Compared> {
  const stands = await standsAt(db, scopeQuery, to)
  const newest = latest(stands)
  if (newest === null) return { from: null, to: null, scopes: [] }
  const end = 'at' in to ? to.at : await heldUntil(db, scopeQuery, { ...to, stands })

  const { bases, at, isOldest } = await basesAt(
    db,
    scopeQuery,
    await earlierThan({ db, scopeQuery, newest, end }, from),
  )
  const baseOf = new Map(bases.map(({ scope, stand }) => [scope, stand]))
  return {
    from: at === null ? null : { at, isOldest },
    to: { at: end },
    scopes: stands.map(({ scope, enterpriseProject, stand }) => {
      const base = baseOf.get(scope) ?? null
      return { scope, enterpriseProject, base: base !== null && base.id > stand.id ? stand : base, stand }
    }),
  }
}

/** Until when the state of a snapshot is known to have held: the last reading of any scope before the next snapshot. */
async function heldUntil(
  db: Reader,
  scopeQuery: ScopeQuery,
  { snapshot, stands }: { snapshot: number; stands: readonly { stand: Stand }[] },
): Promise<string> {
  const { next } = await scopesOf(db, scopeQuery)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.id', '>', snapshot)
    .select((eb) => eb.fn.min<string | null>('snapshot.whole_at').as('next'))
    .executeTakeFirstOrThrow()
  const last = stands.map(({ stand }) => stand.readTo).reduce((a, b) => (a > b ? a : b))
  return next !== null && next < last ? next : last
}

type Selected = { db: Reader; scopeQuery: ScopeQuery; newest: string; end: string }

async function earlierThan(
  { db, scopeQuery, newest, end }: Selected,
  from: Comparison['from'],
): Promise<Moment> {
  if (!('before' in from)) return from
  if (from.before !== 'last') return { at: new Date(Date.parse(end) - from.before).toISOString() }
  const before = await standsAt(db, scopeQuery, { before: newest }, 1)
  return { at: latest(before) ?? newest }
}

const latest = (stands: readonly { stand: Stand }[]): string | null =>
  stands.reduce<string | null>((at, { stand }) => (at === null || stand.at > at ? stand.at : at), null)

/** What can be compared with at a moment; where there was nothing yet, what there was first. */
async function basesAt(db: Reader, scopeQuery: ScopeQuery, moment: Moment) {
  const bases = await standsAt(db, scopeQuery, moment, 1)
  if (bases.length > 0) return { bases, at: 'at' in moment ? moment.at : latest(bases), isOldest: false }
  const { at } = await scopesOf(db, scopeQuery)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.complete', '>=', 1)
    .select((eb) => eb.fn.min<string | null>('snapshot.whole_at').as('at'))
    .executeTakeFirstOrThrow()
  return { bases: at === null ? [] : await standsAt(db, scopeQuery, { at }, 1), at, isOldest: true }
}

/** The last snapshot of each scope until a moment that is at least so complete. */
async function standsAt(
  db: Reader,
  scopeQuery: ScopeQuery,
  moment: Moment | { before: string },
  complete = 0,
): Promise<{ scope: number; enterpriseProject: string; stand: Stand }[]> {
  const found = await scopesOf(db, scopeQuery)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .where('snapshot.id', '=', (eb) => {
      const earlier = eb
        .selectFrom('snapshot as earlier')
        .select('earlier.id')
        .whereRef('earlier.scope_id', '=', 'scope.id')
        .where('earlier.complete', '>=', complete)
        .orderBy('earlier.id', 'desc')
        .limit(1)
      if ('snapshot' in moment) return earlier.where('earlier.id', '<=', moment.snapshot)
      return 'at' in moment
        ? earlier.where('earlier.whole_at', '<=', storableInstant(moment.at))
        : earlier.where('earlier.whole_at', '<', moment.before)
    })
    .select(['scope.id as scope', 'scope.enterprise_project as enterpriseProject'])
    .select(['snapshot.id', 'snapshot.whole_at as at', 'snapshot.read_to as readTo'])
    .select(['snapshot.complete', 'snapshot.rows'])
    .select(['snapshot.dangerous', 'snapshot.exposure', 'snapshot.affected'])
    .orderBy('scope.id')
    .execute()
  return found.map(({ scope, enterpriseProject, ...stand }) => ({ scope, enterpriseProject, stand }))
}
