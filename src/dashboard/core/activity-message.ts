import type { Messages } from '#i18n/en.ts'
import type { I18n } from '#i18n/i18n.ts'

import { durationText } from './duration.ts'
import type { SomeFail } from './scope-state.ts'
import type { SyncStatus } from './use-sync-status.ts'

/** What happens to a scope query at this moment, in one short line: first how many of its scopes fail while others do not. */
export function activityText(i18n: I18n, sync: SyncStatus): string {
  const { someFail } = sync.state
  return [someFail && someFailText(i18n.t, someFail), activityOnly(i18n, sync)]
    .filter((part) => part !== null)
    .join(' · ')
}

/** How many of how many scopes fail. */
export const someFailText = (t: Messages, { scopes, of }: SomeFail): string =>
  t.syncStatus.someFailing(scopes.length, of)

function activityOnly({ t, f }: I18n, { state, now, until }: SyncStatus): string {
  const { activity, coverage, share, parts } = state
  switch (activity.kind) {
    case 'failing':
      return activity.next === null ? t.syncStatus.failingForGood : t.syncStatus.failing(until(activity.next))
    case 'waiting':
      return activity.until === null ? t.syncStatus.syncing : t.syncStatus.waiting(until(activity.until))
    case 'resting':
      if (activity.next === null) return t.syncStatus.syncing
      return Date.parse(activity.next) <= now
        ? t.syncStatus.nextSyncNow
        : t.syncStatus.nextSync(until(activity.next))
    case 'unknown':
      return t.syncStatus.syncing
    case 'syncing': {
      const done = activity.completeAt
      const end = done === null ? '' : t.syncStatus.completeIn(durationText(t, roughly(done - now)))
      const first =
        share !== null
          ? t.syncStatus.share(f.share(Math.floor(share * 100), 100))
          : parts.all > 1
            ? t.syncStatus.syncingParts(parts.read, parts.all)
            : t.syncStatus.syncing
      const again =
        activity.share === null
          ? t.syncStatus.syncing
          : t.syncStatus.syncingAgain(f.share(Math.floor(activity.share * 100), 100))
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
