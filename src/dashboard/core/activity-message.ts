import type { Messages } from '#i18n/en.ts'
import type { I18n } from '#i18n/i18n.ts'

import { durationText } from './duration.ts'
import type { SomeFail } from './scope-state.ts'
import type { Reading } from './use-reading.ts'

/** What happens to a selection at this moment, in one short line: first how many of its scopes fail while others do not. */
export function activityText(i18n: I18n, reading: Reading): string {
  const { someFail } = reading.state
  return [someFail && someFailText(i18n.t, someFail), activityOnly(i18n, reading)]
    .filter((part) => part !== null)
    .join(' · ')
}

/** How many of how many scopes fail. */
export const someFailText = (t: Messages, { scopes, of }: SomeFail): string =>
  t.syncStatus.someFailing(scopes.length, of)

function activityOnly({ t, f }: I18n, { state, now, until }: Reading): string {
  const { activity, coverage, share, parts } = state
  switch (activity.kind) {
    case 'failing':
      return activity.next === null ? t.syncStatus.failingForGood : t.syncStatus.failing(until(activity.next))
    case 'waiting':
      return activity.until === null ? t.syncStatus.reading : t.syncStatus.waiting(until(activity.until))
    case 'resting':
      if (activity.next === null) return t.syncStatus.reading
      return Date.parse(activity.next) <= now
        ? t.syncStatus.nextReadNow
        : t.syncStatus.nextRead(until(activity.next))
    case 'unknown':
      return t.syncStatus.reading
    case 'reading': {
      const done = activity.completeAt
      const end = done === null ? '' : t.syncStatus.completeIn(durationText(t, roughly(done - now)))
      const first =
        share !== null
          ? t.syncStatus.share(f.share(Math.floor(share * 100), 100))
          : parts.all > 1
            ? t.syncStatus.readingParts(parts.read, parts.all)
            : t.syncStatus.reading
      const again =
        activity.share === null
          ? t.syncStatus.reading
          : t.syncStatus.rereading(f.share(Math.floor(activity.share * 100), 100))
      return [coverage === 'whole' ? again : first, end].filter((part) => part !== '').join(', ')
    }
  }
}

/** How many rows are here, and whether those are all. */
export function figureText(t: Messages, { coverage }: Reading['state'], rows: number): string {
  if (coverage === 'none') return t.dataAge.noData
  return coverage === 'whole' ? t.dataAge.complete(rows) : t.dataAge.partial(rows)
}

/** In steps of ten seconds: nobody knows it better. */
const roughly = (milliseconds: number): number => Math.ceil(milliseconds / 10_000) * 10_000

/** What finds a failure in a log: its code, and the call's number at Huawei's. */
export const codeText = (
  t: Messages,
  { code, requestId }: { code: string; requestId: string | null },
): string => [code, requestId === null ? '' : t.errors.requestId(requestId)].filter(Boolean).join(' · ')
