import type { Reader } from './scope-query.ts'
import { storableInstant } from './text.ts'
import type { Write } from './writing.ts'

/*
 * Spans of time in which a scope was collected as often as usual. Their table is `reading_span` and its count `readings`, from
 * before a snapshot was said to be collected: another name is not worth a migration.
 */

/** A snapshot that comes later than this many times the usual after the one before begins a new span: something was wrong. */
export const LATE = 3
/** A pause shorter than this is usual, in milliseconds: a scope without a viewer is collected less often. */
export const PAUSE = 60 * 60_000

/** Notes that a locked scope was collected completely at an instant. One before the last that was noted adds nothing. */
export async function noteCollection(
  { db }: Pick<Write, 'db'>,
  scope: number,
  readTo: string,
): Promise<void> {
  const at = storableInstant(readTo)
  const span = await db
    .selectFrom('reading_span')
    .select(['first', 'last', 'readings'])
    .where('scope_id', '=', scope)
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (span !== undefined && at <= span.last) return
  if (span !== undefined && !isLate(span, at)) {
    await db
      .updateTable('reading_span')
      .set({ last: at, readings: span.readings + 1 })
      .where('scope_id', '=', scope)
      .where('first', '=', span.first)
      .execute()
    return
  }
  await db.insertInto('reading_span').values({ scope_id: scope, first: at, last: at, readings: 1 }).execute()
}

/** The first two say what is usual. */
function isLate(span: { first: string; last: string; readings: number }, at: string): boolean {
  const usual = (Date.parse(span.last) - Date.parse(span.first)) / (span.readings - 1)
  return span.readings > 1 && Date.parse(at) - Date.parse(span.last) > Math.max(LATE * usual, PAUSE)
}

/** When scopes were not collected for much longer than usual, within a span of time. They may overlap. */
export async function gapsOf(
  db: Reader,
  scopes: readonly number[],
  { from, to }: { from: string; to: string },
): Promise<{ from: string; to: string }[]> {
  const gaps: { from: string; to: string }[] = []
  for (const scope of scopes) {
    const spans = await db
      .selectFrom('reading_span')
      .where('scope_id', '=', scope)
      .where('first', '<=', to)
      .select(['first', 'last', 'readings'])
      .orderBy('first')
      .execute()
    for (const [i, span] of spans.entries()) {
      const next = spans[i + 1]?.first ?? (isLate(span, to) ? to : span.last)
      if (span.last < next && next > from) gaps.push({ from: span.last < from ? from : span.last, to: next })
    }
  }
  return gaps
}
