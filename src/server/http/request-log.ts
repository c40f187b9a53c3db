import type { Log } from '#server/common/log.ts'

import type { Refused } from './malformed-request.ts'
import type { Answered } from './requests.ts'

/** What machines ask every few seconds, and nobody wants to read. */
const PROBES: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics'])

/** Writes a line of the log for each request, if lines are wanted. Of probes only at level `debug`. */
export const requestLog =
  (log: Log, isWanted: boolean) =>
  ({ ms, ...answered }: Answered): void => {
    if (!isWanted) return
    const fields = { ...answered, ms: Math.round(ms * 10) / 10 }
    if (PROBES.has(answered.route)) log.debug(fields, 'request')
    else log.info(fields, 'request')
  }

/** Lines a minute. Whoever sends what is no request decides how often, and not how long the log gets. */
const REFUSALS_A_MINUTE = 60

/** Writes a line for each request that was refused before a route saw it, if lines are wanted, and as long as they are few. */
export function refusalLog(log: Log, isWanted: boolean, now: () => number = Date.now) {
  let minute = 0
  let lines = 0
  return (refused: Refused): void => {
    if (!isWanted) return
    const current = Math.floor(now() / 60_000)
    const omitted = Math.max(0, lines - REFUSALS_A_MINUTE)
    if (current !== minute) [minute, lines] = [current, 0]
    lines += 1
    if (lines > REFUSALS_A_MINUTE) return
    log.info({ ...refused, ...(lines === 1 && omitted > 0 && { omitted }) }, 'request refused')
  }
}
