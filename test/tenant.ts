import type { Locator, Page } from '@playwright/test'

import { closePages, expect, test as base } from '#e2e/fixtures.ts'
import { writeProgress } from '#server/hss/progress.ts'
import { ended, startSweep } from '#server/hss/sweep-state.ts'
import { openStore } from '#server/store/open.ts'
import { instead } from '#test/hss/faults.ts'
import { settingsFor } from '#test/hss/settings-for.ts'
import { SERVICES, startStandIn } from '#test/hss/stand-in.ts'
import type { Service, StandIn, StandInOptions } from '#test/hss/stand-in.ts'

import { startServer } from './server.ts'
import type { Server } from './server.ts'

type TenantOptions = StandInOptions & {
  /** Services that refuse connections from the start. */
  down?: readonly Service[]
  /** Services that reject the credential from the start. */
  rejects?: readonly Service[]
  /** Puts into the data directory what the server is to find there. */
  prepare?: (dataDir: string) => Promise<void>
  /** Settings in place of the right ones. */
  settings?: Readonly<Record<string, string>>
}

/** A tenant of HSS that stands in for a real one, and a server that reads it. */
export type Tenant = { standIn: StandIn; server: Server }

/** Calls a minute that no test waits for. */
const PLENTY = 300

/** The `test` of journeys over a tenant. Each ends with a look at whether HSS was ever asked more than it allows. */
export const test = base.extend<{ startTenant: (options?: TenantOptions) => Promise<Tenant> }>({
  startTenant: async ({ context }, provide) => {
    const started: { standIn: StandIn; server?: Server }[] = []
    await provide(async ({ down = [], rejects = [], prepare, settings, callsPerMinute, ...options } = {}) => {
      const standIn = await startStandIn({ callsPerMinute: callsPerMinute ?? PLENTY, ...options })
      started.push({ standIn })
      for (const service of down) await standIn.close(service)
      for (const service of rejects)
        standIn.fail(service, instead(401, { error_code: 'APIGW.0301', error_msg: 'no' }), 9)
      const server = await startServer([], prepare, {
        ...settingsFor(standIn, callsPerMinute ?? PLENTY),
        ...settings,
      })
      started.push({ standIn, server })
      return { standIn, server }
    })
    await closePages(context)
    for (const { server } of started) await server?.remove()
    for (const { standIn } of started) {
      await standIn.stop()
      expect(standIn.violations).toEqual([])
    }
  },
})

/** Lets all services of a stand-in answer again. */
export async function reopen(standIn: StandIn): Promise<void> {
  for (const service of SERVICES) await standIn.open(service)
}

/** The button in the header that says how whole and how old the numbers are. */
export const ageOf = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /HSS/ })

/** A whole snapshot of an enterprise project's hosts, read so long ago. Goes into a data directory before the start. */
export const readBefore =
  (project: string, rows: readonly { port: number; type: string }[], ago: number, enterpriseProject = '0') =>
  async (dataDir: string): Promise<void> => {
    const store = await openStore({ dataDir })
    const at = new Date(Date.now() - ago).toISOString()
    const state = ended(
      {
        ...startSweep({ dangerFirst: false, previousRows: 0 }),
        rows: rows.length,
        most: rows.length,
        total: rows.length,
        calls: 2,
      },
      'complete',
    )
    await store.describeProject({ id: project, name: 'stand-in-1', kind: 'hss' })
    const sweep = await store.sweeps.begin(
      { project, category: 'host', enterpriseProject },
      at,
      writeProgress(state, []),
    )
    await store.sweeps.take(sweep, {
      clear: false,
      replaces: null,
      rows: rows.map((row) => ({ ...row, servers: 3, status: 'danger' })),
      progress: writeProgress(state, []),
      complete: 1,
      readAt: at,
      isEnd: true,
    })
    await store.close()
  }
