import type { LiveMessages } from '#i18n/en/sync-status.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long until or since, in the one unit that fits: seconds up to a minute and a half. Never below a second. */
export function durationWords(live: LiveMessages, milliseconds: number): string {
  if (milliseconds <= 1.5 * MINUTE) return live.seconds(String(Math.max(1, Math.ceil(milliseconds / SECOND))))
  if (milliseconds < 1.5 * HOUR) return live.minutes(String(Math.round(milliseconds / MINUTE)))
  return live.hours(String(Math.round(milliseconds / HOUR)))
}
