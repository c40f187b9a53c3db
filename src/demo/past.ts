import type { PortRow } from '#contract/port-row.ts'
import { statusOf } from '#knowledge/dangerous-ports.ts'

import type { FleetReport, Listener } from './fleet.ts'
import { rowsOf } from './rows.ts'
import { CLOSED, JUDGED, OPENED } from './story.ts'

/**
 * The servers as they were at a moment of `PAST`, told backwards from what they are now: without the ports that were
 * opened since, and with those that were closed since. The servers themselves were there all along; one that did not
 * change is the same object at both moments.
 */
export function reportsAt(reports: readonly FleetReport[], moment: number): FleetReport[] {
  const opened = OPENED.filter(({ seen }) => moment < seen)
  const closed = CLOSED.filter(({ from, until }) => from <= moment && moment < until)
  return reports.map((report) => {
    const { name, listeners } = report
    const onServer = opened.filter(({ on }) => on.test(name))
    const isNew = ({ port, containerName }: Listener): boolean =>
      (containerName === '' ? onServer : opened.filter(({ on }) => on.test(containerName))).some(
        ({ ports }) => ports.length === 0 || ports.includes(port),
      )
    const kept = listeners.filter((listener) => !isNew(listener))
    const gone = closed.flatMap(({ on, listeners }) => (on.test(name) ? listeners : []))
    return kept.length === listeners.length && gone.length === 0
      ? report
      : { ...report, listeners: [...kept, ...gone] }
  })
}

/** What the table of dangerous ports said of a port at a moment of `PAST`. */
export const statusAt = (moment: number, port: number, type: string): string =>
  JUDGED.some((judged) => judged.port === port && moment < judged.seen) ? 'unknown' : statusOf(port, type)

/** The statistics of servers as they were at a moment of `PAST`. */
export const rowsAt = (reports: readonly FleetReport[], moment: number): PortRow[] =>
  rowsOf(reportsAt(reports, moment), (port, type) => statusAt(moment, port, type))
