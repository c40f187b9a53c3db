import type { PortRow } from '#contract/port-row.ts'

import type { FleetReport, Listener } from './fleet.ts'
import { byPort, rowsOf } from './rows.ts'
import { CLOSED, JUDGED, OPENED } from './story.ts'

/**
 * The statistics of servers as they were at a moment of `PAST`, told backwards from what they are now: without the
 * servers that opened a port since, and with those that closed one. At `NOW` nothing differs. The servers themselves were
 * there all along.
 *
 * @param now `rowsOf(reports)`: to count only what differs is a tenth of the work.
 */
export function rowsAt(
  reports: readonly FleetReport[],
  moment: number,
  now: readonly PortRow[] = rowsOf(reports),
): PortRow[] {
  const rows = new Map(now.map((row) => [keyOf(row), { ...row }]))
  for (const { servers, ...row } of rowsOf(openedSince(reports, moment))) {
    const known = rows.get(keyOf(row))
    if (known !== undefined) known.servers -= servers
  }
  for (const row of rowsOf(closedSince(reports, moment))) {
    const known = rows.get(keyOf(row))
    if (known === undefined) rows.set(keyOf(row), row)
    else known.servers += row.servers
  }
  for (const { port, seen } of JUDGED)
    for (const row of rows.values()) if (row.port === port && moment < seen) row.status = 'unknown'
  return [...rows.values()].filter(({ servers }) => servers > 0).sort(byPort)
}

const keyOf = ({ port, type }: Pick<PortRow, 'port' | 'type'>): string => `${port}/${type}`

function openedSince(reports: readonly FleetReport[], moment: number) {
  const opened = OPENED.filter(({ seen }) => moment < seen)
  return reports.map(({ key, name, listeners }) => {
    const onServer = opened.filter(({ on }) => on.test(name))
    const isNew = ({ port, containerName }: Listener): boolean =>
      (containerName === '' ? onServer : opened.filter(({ on }) => on.test(containerName))).some(
        ({ ports }) => ports.length === 0 || ports.includes(port),
      )
    return { key, listeners: listeners.filter(isNew) }
  })
}

function closedSince(reports: readonly FleetReport[], moment: number) {
  const closed = CLOSED.filter(({ from, until }) => from <= moment && moment < until)
  return reports.map(({ key, name }) => ({
    key,
    listeners: closed
      .filter(({ on }) => on.test(name))
      .flatMap(({ ports }) => ports.map((port) => ({ port, type: 'TCP', containerId: '' }))),
  }))
}
