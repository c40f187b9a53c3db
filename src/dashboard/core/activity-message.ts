import type { Words } from '#i18n/messages.ts'

import { durationWords } from './duration.ts'
import type { SomeFail } from './scope-state.ts'
import type { Reading } from './use-reading.ts'

/** What happens to a selection at this moment, in one short line: first how many of its scopes fail while others do not. */
export function activityWords(words: Words, reading: Reading): string {
  const { someFail } = reading.state
  return [someFail && someFailWords(words, reading, someFail), activityOnly(words, reading)]
    .filter((part) => part !== null)
    .join(' · ')
}

/** How many of how many scopes fail. */
export const someFailWords = (
  { f }: Words,
  { live }: Pick<Reading, 'live'>,
  { scopes, of }: SomeFail,
): string => live.someFailing(f.count(scopes.length), f.count(of))

function activityOnly({ f }: Words, { live, state, now, until }: Reading): string {
  const { activity, coverage, share, parts } = state
  switch (activity.kind) {
    case 'failing':
      return activity.next === null ? live.failingForGood : live.failing(until(activity.next))
    case 'waiting':
      return activity.until === null ? live.reading : live.waiting(until(activity.until))
    case 'resting':
      if (activity.next === null) return live.reading
      return Date.parse(activity.next) <= now ? live.nextReadNow : live.nextRead(until(activity.next))
    case 'unknown':
      return live.reading
    case 'reading': {
      const done = activity.completeAt
      const end = done === null ? '' : live.completeIn(durationWords(live, roughly(done - now)))
      const first =
        share !== null
          ? live.share(f.share(Math.floor(share * 100), 100))
          : parts.all > 1
            ? live.readingParts(f.count(parts.read), f.count(parts.all))
            : live.reading
      const again =
        activity.share === null
          ? live.reading
          : live.rereading(f.share(Math.floor(activity.share * 100), 100))
      return [coverage === 'whole' ? again : first, end].filter((part) => part !== '').join(', ')
    }
  }
}

/** How many rows are here, and whether those are all. */
export function figureWords({ f }: Words, { live, state }: Reading, rows: number): string {
  if (state.coverage === 'none') return live.noData
  return state.coverage === 'whole' ? live.whole(f.count(rows)) : live.part(f.count(rows))
}

/** In steps of ten seconds: nobody knows it better. */
const roughly = (milliseconds: number): number => Math.ceil(milliseconds / 10_000) * 10_000

/** What finds a failure in a log: its code, and the call's number at Huawei's. */
export const codeWords = (
  { m }: Words,
  { code, requestId }: { code: string; requestId: string | null },
): string => [code, requestId === null ? '' : m.error.requestId(requestId)].filter(Boolean).join(' · ')
