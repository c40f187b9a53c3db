import type { Log } from '#server/common/log.ts'
import type { AccessRecord } from '#server/http/access-record.ts'
import type { RejectedRequest } from '#server/http/limits/malformed-request.ts'

/** Asked by machines every few seconds. */
const PROBES: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics'])

/** Logs each request, if that is wanted; probes only at level `debug`. */
export const accessLog =
  (log: Log, isWanted: boolean) =>
  ({ ms, ...record }: AccessRecord): void => {
    if (!isWanted) return
    const fields = { ...record, ms: Math.round(ms * 10) / 10 }
    if (PROBES.has(record.route)) log.debug(fields, 'request')
    else log.info(fields, 'request')
  }

/** Lines a minute, so that no client makes the log long with malformed requests. */
const REJECTIONS_A_MINUTE = 60

/** Logs each request that was rejected before a route saw it, if that is wanted, at most so many a minute. */
export function rejectionLog(log: Log, isWanted: boolean, now: () => number = Date.now) {
  let minute = 0
  let lines = 0
  return (rejected: RejectedRequest): void => {
    if (!isWanted) return
    const current = Math.floor(now() / 60_000)
    const omitted = Math.max(0, lines - REJECTIONS_A_MINUTE)
    if (current !== minute) [minute, lines] = [current, 0]
    lines += 1
    if (lines > REJECTIONS_A_MINUTE) return
    log.info({ ...rejected, ...(lines === 1 && omitted > 0 && { omitted }) }, 'request refused')
  }
}
