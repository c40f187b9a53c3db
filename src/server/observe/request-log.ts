import type { Log } from '#server/log.ts'

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
