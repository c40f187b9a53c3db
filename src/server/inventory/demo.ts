import type { PortRow } from '#contract/port-row.ts'
import { LIMITS } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'
import { DEMO_PROJECT, ESTATE } from '#demo/estate.ts'
import { demoFleet } from '#demo/fleet.ts'
import type { FleetReport, FleetScope } from '#demo/fleet.ts'
import { reportsAt, statusAt } from '#demo/past.ts'
import { rowsOf } from '#demo/rows.ts'
import { PAST } from '#demo/story.ts'
import type { Past, Store } from '#server/store/types.ts'

type Read = { readFrom: string; readTo: string }

/**
 * Puts the demo fleet into the store, as read at the given time: a new store gets its past first. A scope that already
 * holds the fleet's rows is only confirmed to hold still: taking in 1,200 hosts again would cost every start half a
 * second. So a change of the fleet that changes no row, but a path or a name, reaches a store only when that is made anew.
 */
export async function loadDemoFleet(store: Store, read: Read): Promise<void> {
  await store.describeProject({
    id: DEMO_PROJECT,
    name: 'Demo fleet',
    kind: 'demo',
    enterpriseProjects: ESTATE.map(({ id, name }) => ({ id, name })),
  })
  const fleet = demoFleet()
  await store.recordPast(DEMO_PROJECT, pastOf(fleet, read))
  for (const { category, enterpriseProject, reports } of fleet) {
    const scope = { project: DEMO_PROJECT, category, enterpriseProject }
    const rows = rowsOf(reports)
    if (await holds(store, scope, rows)) await store.record(scope, { ...read, complete: 1, rows })
    else await store.recordInventory(scope, reports, read)
  }
}

/** All scopes at one moment before those at the next, so that they are comparable from the first on. */
function* pastOf(fleet: readonly FleetScope[], { readFrom, readTo }: Read): Generator<Past> {
  for (const [moment, ago] of PAST.entries()) {
    const before = (instant: string) => new Date(Date.parse(instant) - ago).toISOString()
    for (const { category, enterpriseProject, reports } of fleet)
      yield {
        scope: { category, enterpriseProject },
        readFrom: before(readFrom),
        readTo: before(readTo),
        reports: newAt(reports, moment),
        statusOf: (port, type) => statusAt(moment, port, type),
      }
  }
}

/** The servers as they were at a moment, if they were otherwise at the one before. */
function newAt(reports: readonly FleetReport[], moment: number): FleetReport[] {
  const now = reportsAt(reports, moment)
  if (moment === 0) return now
  const before = reportsAt(reports, moment - 1)
  return now.filter(({ listeners }, i) => {
    const known = before[i]?.listeners
    return known?.length !== listeners.length || listeners.some((listener, n) => listener !== known[n])
  })
}

async function holds(store: Store, scope: Scope, rows: readonly PortRow[]): Promise<boolean> {
  const sort = { key: 'port', descending: false } as const
  const kept = await store.statistics({ scopeQuery: scope, filter: {}, sort, limit: LIMITS.max, offset: 0 })
  const words = (of: readonly PortRow[]) =>
    of.map(({ port, type, servers, status }) => `${port}/${type} ${servers} ${status}`).sort()
  return kept.mark !== null && words(kept.rows).join() === words(rows).join()
}
