import { statusOf } from '#analysis/port-knowledge/status.ts'
import type { PortRow } from '#contract/port-row.ts'
import { LIMITS } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'
import type { HostReport, Store } from '#server/store/types.ts'

import { ESTATE } from './estate.ts'
import { demoFleet } from './fleet.ts'

/** The project that holds the demo fleet. */
export const DEMO_PROJECT = 'demo'

/**
 * Puts the demo fleet into the store, as read at the given time. A scope that already holds the fleet's rows is only
 * confirmed to hold still: taking in 1,200 hosts again would cost every start half a second. So a change of the fleet
 * that changes no row, but a path or a name, reaches a store only when that is made anew.
 */
export async function loadDemoFleet(store: Store, read: { readFrom: string; readTo: string }): Promise<void> {
  await store.describeProject({
    id: DEMO_PROJECT,
    name: 'Demo fleet',
    kind: 'demo',
    enterpriseProjects: ESTATE.map(({ id, name }) => ({ id, name })),
  })
  for (const { category, enterpriseProject, reports } of demoFleet()) {
    const scope = { project: DEMO_PROJECT, category, enterpriseProject }
    const rows = rowsOf(reports)
    if (await holds(store, scope, rows)) await store.record(scope, { ...read, complete: 1, rows })
    else await store.recordInventory(scope, reports, read)
  }
}

/** The statistics of a fleet's servers, by port and then type. In a container, the container is the server. */
export function rowsOf(reports: readonly HostReport[]): PortRow[] {
  const rows = new Map<string, PortRow>()
  const counted = new Set<string>()
  for (const { key, listeners } of reports)
    for (const { port, type, containerId } of listeners) {
      const server = `${port}/${type} ${key} ${containerId}`
      if (counted.has(server)) continue
      counted.add(server)
      const row = rows.get(`${port}/${type}`)
      if (row === undefined)
        rows.set(`${port}/${type}`, { port, type, servers: 1, status: statusOf(port, type) })
      else row.servers++
    }
  return [...rows.values()].sort((a, b) => a.port - b.port || (a.type < b.type ? -1 : 1))
}

async function holds(store: Store, scope: Scope, rows: readonly PortRow[]): Promise<boolean> {
  const sort = { key: 'port', descending: false } as const
  const kept = await store.statistics({ selection: scope, filter: {}, sort, limit: LIMITS.max, offset: 0 })
  const words = (of: readonly PortRow[]) =>
    of.map(({ port, type, servers, status }) => `${port}/${type} ${servers} ${status}`).sort()
  return kept.mark !== null && words(kept.rows).join() === words(rows).join()
}
