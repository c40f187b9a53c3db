import { joinRanges } from '#server/store/coverage.ts'
import type { Coverage } from '#server/store/types.ts'

import { portNumber } from './sockets.ts'

/** What a scan covers of a host, by the family of its address. */
export type ScanCoverage = { ipv4: readonly Coverage[]; ipv6: readonly Coverage[] }

export const NO_COVERAGE: ScanCoverage = { ipv4: [], ipv6: [] }

/** Why a scan has no end, and what to do about it. */
export const INTERRUPTED =
  'it is truncated, or the scan was interrupted; --partial imports the hosts that were finished'

/**
 * What the scanned ports as nmap writes them (`1-1024,3306`) add to what is covered; null where they are no ports.
 */
export function coverageOf(
  ports: string,
  transport: 'TCP' | 'UDP',
  before: ScanCoverage,
): ScanCoverage | null {
  const ranges = ports
    .split(',')
    .filter((range) => range !== '')
    .map((range) => range.split('-').map(portNumber))
  const added = ranges.flatMap(([from = null, to = from]) =>
    from === null || to === null ? [] : [{ from, to }],
  )
  if (added.length < ranges.length) return null
  const join = (covered: readonly Coverage[], type: string) =>
    joinRanges([...covered, ...added.map((range) => ({ type, ...range }))])
  return { ipv4: join(before.ipv4, transport), ipv6: join(before.ipv6, `${transport}6`) }
}
