import type { ReadonlyKysely } from 'kysely/readonly'

import { joinedSpans, thinned } from '#analysis/course.ts'
import type { Comparison } from '#contract/changes-query.ts'
import type { CourseAnswer, CoursePoint } from '#contract/course.ts'

import { gapsOf } from './collection-spans.ts'
import { comparedScopes } from './compared-scopes.ts'
import type { ComparedScope, Stand } from './compared-scopes.ts'
import type { Tables } from './schema.ts'
import { atOneInstant } from './scope-query.ts'
import type { Reader } from './scope-query.ts'

/** The complete snapshots of a scope in a time, oldest first: the one that held at its beginning, if any, and those after it. */
type Followed = ComparedScope & { stands: Stand[] }

/** @see Store.course */
export const readCourse = (
  db: ReadonlyKysely<Tables>,
  comparison: Comparison,
): Promise<CourseAnswer & { isKnown: boolean }> =>
  atOneInstant(db, async (db) => {
    const { from, to, scopes } = await comparedScopes(db, comparison)
    if (from === null || to === null) return { points: [], gaps: [], isKnown: to !== null }
    const followed: Followed[] = []
    for (const scope of scopes) followed.push({ ...scope, stands: await standsOf(db, scope) })
    const span = { from: from.at, to: to.at }
    const points = pointsOf(followed, span.from, followed.length > 1 ? await rowsOf(db, followed) : null)
    const gaps = await gapsOf(
      db,
      scopes.map(({ scope }) => scope),
      span,
    )
    const lasts = scopes.map(({ stand }) => stand.readTo)
    return {
      points: thinned(withEnd(points, [to.at, latestOf(lasts)].toSorted()[0] ?? to.at)),
      gaps: joinedSpans(gaps),
      isKnown: true,
    }
  })

const latestOf = (instants: readonly string[]): string => instants.reduce((a, b) => (a > b ? a : b), '')

/** The figures are known to hold until they were seen last. */
function withEnd(points: readonly CoursePoint[], at: string): CoursePoint[] {
  const last = points.at(-1)
  return last === undefined || last.at >= at ? [...points] : [...points, { ...last, at }]
}

async function standsOf(db: Reader, { scope, base, stand }: ComparedScope): Promise<Stand[]> {
  const later = await db
    .selectFrom('snapshot')
    .where('scope_id', '=', scope)
    .where('id', '>', base?.id ?? 0)
    .where('id', '<=', stand.id)
    .where('complete', '>=', 1)
    .select([
      'id',
      'whole_at as at',
      'read_to as readTo',
      'complete',
      'rows',
      'dangerous',
      'exposure',
      'affected',
    ])
    .orderBy('id')
    .execute()
  return base === null ? later : [base, ...later]
}

/** How many rows more there are as one from a snapshot on, and how many dangerous ones. */
type Steps = ReadonlyMap<number, { port: string; open: number; dangerous: number }[]>

/**
 * The rows of several scopes as they came and went. What a scope had in a partial snapshot counts from its next complete one
 * on.
 */
async function rowsOf(db: Reader, followed: readonly Followed[]): Promise<Steps> {
  const steps = new Map<number, { port: string; open: number; dangerous: number }[]>()
  for (const { scope, base, stand, stands } of followed) {
    const ids = stands.map(({ id }) => id)
    const rows = await db
      .selectFrom('port_row')
      .where('scope_id', '=', scope)
      .where('since', '<=', stand.id)
      .where('until', '>', base?.id ?? 0)
      .select(['port', 'type', 'since', 'until', 'status'])
      .execute()
    for (const { port, type, since, until, status } of rows) {
      const first = firstFrom(ids, since)
      const end = firstFrom(ids, until)
      if (first === undefined || first === end) continue
      const step = { port: `${port}/${type}`, open: 1, dangerous: Number(status === 'danger') }
      add(steps, first, step)
      if (end !== undefined) add(steps, end, { ...step, open: -1, dangerous: -step.dangerous })
    }
  }
  return steps
}

function add<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** The first of numbers in order that is not less. */
function firstFrom(ids: readonly number[], id: number): number | undefined {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? Infinity) < id) low = middle + 1
    else high = middle
  }
  return ids[low]
}

/** @param steps of the rows of several scopes; of one, its own figures count. */
function pointsOf(followed: readonly Followed[], from: string, steps: Steps | null): CoursePoint[] {
  const stands = followed
    .flatMap(({ scope, stands }) =>
      // What held at the beginning holds from then on, whenever it was read.
      stands.map((stand) => ({ scope, stand, at: stand.at < from ? from : stand.at })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)) || a.stand.id - b.stand.id)
  const current = new Map<number, Stand>()
  const open = new Map<string, { open: number; dangerous: number }>()
  const folded = { rows: 0, dangerous: 0 }
  const points: CoursePoint[] = []
  for (const [i, { scope, stand, at }] of stands.entries()) {
    current.set(scope, stand)
    for (const step of steps?.get(stand.id) ?? []) {
      const row = open.get(step.port) ?? { open: 0, dangerous: 0 }
      open.set(step.port, row)
      folded.rows += Number(row.open + step.open > 0) - Number(row.open > 0)
      folded.dangerous += Number(row.dangerous + step.dangerous > 0) - Number(row.dangerous > 0)
      row.open += step.open
      row.dangerous += step.dangerous
    }
    if (stands[i + 1]?.at === at) continue
    const all = [...current.values()]
    points.push({
      at,
      scopes: all.length,
      ...(steps === null ? { rows: stand.rows, dangerous: stand.dangerous } : folded),
      instances: all.reduce((sum, { exposure }) => sum + exposure, 0),
      affected: all.some(({ affected }) => affected === null)
        ? null
        : all.reduce((sum, { affected }) => sum + (affected ?? 0), 0),
    })
  }
  return points
}
