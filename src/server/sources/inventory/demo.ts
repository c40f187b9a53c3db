import { DEMO_PROJECT, ESTATE } from '#analysis/demo/estate.ts'
import { demoFleet } from '#analysis/demo/fleet.ts'
import type { FleetScope } from '#analysis/demo/fleet.ts'
import { rowsOf } from '#analysis/demo/rows.ts'
import { DAY, yesterday } from '#analysis/demo/yesterday.ts'
import type { PortRow } from '#contract/port-row.ts'
import { LIMITS } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'

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
  const fleet = demoFleet().map((demo) => ({
    demo,
    scope: { project: DEMO_PROJECT, category: demo.category, enterpriseProject: demo.enterpriseProject },
  }))
  // First of every scope what it was a day before, so that there is something that changed.
  const begun = new Set<Scope>()
  for (const { demo, scope } of fleet) {
    if ((await store.mark({ selection: scope })) !== null) continue
    await recordYesterday(store, scope, demo, read)
    begun.add(scope)
  }
  for (const { demo, scope } of fleet) {
    const rows = rowsOf(demo.reports)
    const isKnown = !begun.has(scope) && (await holds(store, scope, rows))
    if (isKnown) await store.record(scope, { ...read, complete: 1, rows })
    else await store.recordInventory(scope, demo.reports, read)
  }
}

async function recordYesterday(
  store: Store,
  scope: Scope,
  demo: FleetScope,
  read: { readFrom: string; readTo: string },
): Promise<void> {
  const before = (instant: string) => new Date(Date.parse(instant) - DAY).toISOString()
  await store.record(scope, {
    readFrom: before(read.readFrom),
    readTo: before(read.readTo),
    complete: 1,
    rows: rowsOf(yesterday(demo).reports),
  })
}

async function holds(store: Store, scope: Scope, rows: readonly PortRow[]): Promise<boolean> {
  const sort = { key: 'port', descending: false } as const
  const kept = await store.statistics({ selection: scope, filter: {}, sort, limit: LIMITS.max, offset: 0 })
  const words = (of: readonly PortRow[]) =>
    of.map(({ port, type, servers, status }) => `${port}/${type} ${servers} ${status}`).sort()
  return kept.mark !== null && words(kept.rows).join() === words(rows).join()
}
