import type { SyncTexts } from '#i18n/en/sync-status.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long until or since, in the one unit that fits: seconds up to a minute and a half. Never below a second. */
export function durationText(texts: SyncTexts, milliseconds: number): string {
  if (milliseconds <= 1.5 * MINUTE) return texts.seconds(Math.max(1, Math.ceil(milliseconds / SECOND)))
  if (milliseconds < 1.5 * HOUR) return texts.minutes(Math.round(milliseconds / MINUTE))
  return texts.hours(Math.round(milliseconds / HOUR))
}
