import type { Messages } from '#i18n/en.ts'
import type { SyncTexts } from '#i18n/en/sync-status.ts'
import type { Format } from '#i18n/format.ts'

import { durationText } from './duration.ts'
import type { SomeFail } from './scope-state.ts'
import type { SyncStatus } from './use-sync-status.ts'

/** What happens to a scope query at this moment, in one short line: first how many of its scopes fail while others do not. */
export function activityText(texts: SyncTexts, f: Format, sync: SyncStatus): string {
  const { someFail } = sync.state
  return [someFail && someFailText(texts, someFail), activityOnly(texts, f, sync)]
    .filter((part) => part !== null)
    .join(' · ')
}

/** How many of how many scopes fail. */
export const someFailText = (texts: SyncTexts, { scopes, of }: SomeFail): string =>
  texts.someFailing(scopes.length, of)

function activityOnly(texts: SyncTexts, f: Format, { state, now, until }: SyncStatus): string {
  const { activity, coverage, share, parts } = state
  switch (activity.kind) {
    case 'failing':
      return activity.next === null ? texts.failingForGood : texts.failing(until(activity.next))
    case 'waiting':
      return activity.until === null ? texts.syncing : texts.waiting(until(activity.until))
    case 'resting':
      if (activity.next === null) return texts.syncing
      return Date.parse(activity.next) <= now ? texts.nextSyncNow : texts.nextSync(until(activity.next))
    case 'unknown':
      return texts.syncing
    case 'syncing': {
      const done = activity.completeAt
      const end = done === null ? '' : texts.completeIn(durationText(texts, roughly(done - now)))
      const first =
        share !== null
          ? texts.share(f.share(Math.floor(share * 100), 100))
          : parts.all > 1
            ? texts.syncingParts(parts.read, parts.all)
            : texts.syncing
      const again =
        activity.share === null
          ? texts.syncing
          : texts.syncingAgain(f.share(Math.floor(activity.share * 100), 100))
      return [coverage === 'complete' ? again : first, end].filter((part) => part !== '').join(', ')
    }
  }
}

/** How many rows are here, and whether those are all. */
export function figureText(t: Messages, { coverage }: SyncStatus['state'], rows: number): string {
  if (coverage === 'none') return t.dataAge.noData
  return coverage === 'complete' ? t.dataAge.complete(rows) : t.dataAge.partial(rows)
}

/** In steps of ten seconds: the estimate is no finer. */
const roughly = (milliseconds: number): number => Math.ceil(milliseconds / 10_000) * 10_000

/** What finds a failure in a log: its code, and the call's number at Huawei's. */
export const codeText = (
  t: Messages,
  { code, requestId }: { code: string; requestId: string | null },
): string => [code, requestId === null ? '' : t.errors.requestId(requestId)].filter(Boolean).join(' · ')
