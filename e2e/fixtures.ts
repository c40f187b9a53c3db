import { test as base, expect } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'

import { startServer } from '#test/server.ts'
import type { Server } from '#test/server.ts'

type TestFixtures = {
  /**
   * What a journey that breaks something on purpose may leave on the page's error channels: a server that was stopped
   * shows as a failed request. `test.use({ expectedProblems: [/ERR_CONNECTION_REFUSED/] })`
   */
  expectedProblems: RegExp[]
  /** Starts a server for this test alone, with options of its own. It is removed when the test ends, however it ends. */
  startOwnServer: typeof startServer
  quiet: void
}

type WorkerFixtures = {
  /** One server for all tests of a worker: leave it as you found it, or start one of your own with `startServer`. */
  server: Server
  /** The origin that the journeys go to: that server's, or with `overDemo` the demo's. */
  site: string
}

/** With `overDemo` a journey goes through the demo without a server; the server is there to hold its numbers against. */
export type SiteOptions = { overDemo: boolean }

/** The `test` of every journey: it also fails when the page said anything on its error channels. */
export const test = base.extend<TestFixtures, WorkerFixtures & SiteOptions>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const server = await startServer()
      await provide(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
  overDemo: [false, { option: true, scope: 'worker' }],
  site: [
    async ({ server, overDemo }, provide) => {
      if (!overDemo) return await provide(server.url)
      const { startDemo } = await import('#e2e/demo/demo-host.ts') // with it comes all that builds
      const demo = await startDemo('/')
      await provide(demo.url)
      await demo.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ site }, provide) => provide(site),
  page: async ({ page, overDemo }, provide) => {
    if (overDemo) await page.addInitScript(() => localStorage.setItem('openports-tour-seen', 'yes'))
    await provide(page)
  },
  expectedProblems: [[], { option: true }],
  startOwnServer: async ({ context }, provide) => {
    const started: Server[] = []
    await provide(async (...options) => {
      const server = await startServer(...options)
      started.push(server)
      return server
    })
    await closePages(context)
    for (const server of started) await server.remove()
  },
  quiet: [
    async ({ context, expectedProblems }, provide) => {
      const problems = watch(context)
      await provide()
      expect(
        problems.filter((problem) => !expectedProblems.some((expected) => expected.test(problem))),
      ).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Before the servers of a test end: what a page asks of itself then would fail, and count as a problem. */
export async function closePages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.close()
}

/**
 * Collects, for every page of a context: errors on the console, which is where Chromium also puts violations of the
 * page's policy; errors that nothing caught; and requests to anything but this machine.
 */
export function watch(context: BrowserContext): string[] {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const isOwn = hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:'
    if (!isOwn) problems.push(`request to another host: ${request.url()}`)
  })
  return problems
}
