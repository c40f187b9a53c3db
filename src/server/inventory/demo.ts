import type { PortRow } from '#contract/port-row.ts'
import { LIMITS } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'
import { DEMO_PROJECT, ESTATE } from '#demo/estate.ts'
import { demoFleet } from '#demo/fleet.ts'
import type { FleetScope } from '#demo/fleet.ts'
import { rowsAt } from '#demo/past.ts'
import { rowsOf } from '#demo/rows.ts'
import { PAST } from '#demo/story.ts'
import type { Store } from '#server/store/types.ts'

type Read = { readFrom: string; readTo: string }

/**
 * Puts the demo fleet into the store, as read at the given time: a new store gets its past first. A scope that already
 * holds the fleet's rows and servers is only confirmed to hold still: taking in 1,200 hosts again would cost every start
 * half a second. So a change of the fleet that changes no row, but a path or a name, reaches a store only when that is made
 * anew.
 */
export async function loadDemoFleet(store: Store, read: Read): Promise<void> {
  await store.describeProject({
    id: DEMO_PROJECT,
    name: 'Demo fleet',
    kind: 'demo',
    enterpriseProjects: ESTATE.map(({ id, name }) => ({ id, name })),
  })
  const fleet = demoFleet().map((part) => ({ ...part, rows: rowsOf(part.reports) }))
  await store.recordPast(DEMO_PROJECT, pastOf(fleet, read))
  const knowsServers = await scopesWithServers(store)
  for (const { category, enterpriseProject, reports, rows } of fleet) {
    const scope = { project: DEMO_PROJECT, category, enterpriseProject }
    if (knowsServers(scope) && (await holds(store, scope, rows)))
      await store.record(scope, { ...read, complete: 1, rows })
    else await store.recordInventory(scope, reports, read)
  }
}

/** All scopes at one moment before those at the next, so that they are comparable from the first on. */
function* pastOf(fleet: readonly (FleetScope & { rows: readonly PortRow[] })[], { readFrom, readTo }: Read) {
  for (const [moment, ago] of PAST.entries()) {
    const before = (instant: string) => new Date(Date.parse(instant) - ago).toISOString()
    for (const { category, enterpriseProject, reports, rows } of fleet)
      yield {
        scope: { category, enterpriseProject },
        readFrom: before(readFrom),
        readTo: before(readTo),
        complete: 1,
        rows: rowsAt(reports, moment, rows),
      }
  }
}

/** Of the past there are only rows. A start that was cut short after it has still to take the servers in. */
async function scopesWithServers(store: Store): Promise<(scope: Scope) => boolean> {
  const demo = (await store.projects()).find(({ id }) => id === DEMO_PROJECT)
  return ({ category, enterpriseProject }) =>
    demo?.enterpriseProjects
      .find(({ id }) => id === enterpriseProject)
      ?.scopes.some((scope) => scope.category === category && scope.servers !== null) ?? false
}

async function holds(store: Store, scope: Scope, rows: readonly PortRow[]): Promise<boolean> {
  const sort = { key: 'port', descending: false } as const
  const kept = await store.statistics({ scopeQuery: scope, filter: {}, sort, limit: LIMITS.max, offset: 0 })
  const words = (of: readonly PortRow[]) =>
    of.map(({ port, type, servers, status }) => `${port}/${type} ${servers} ${status}`).sort()
  return kept.mark !== null && words(kept.rows).join() === words(rows).join()
}
