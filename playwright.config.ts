import { defineConfig } from '@playwright/test'

import type { SiteOptions } from '#e2e/fixtures.ts'

/** Chromium shows no prompts, and no update or sync of its own disturbs a test. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu', // painting with a graphics processor that is not there costs a seventh of all the time
]

/** Set by scripts/browser.mjs; without it Playwright uses its own browser. */
const executablePath = process.env.CHROMIUM_PATH

/**
 * Journeys through the built product. Each worker starts a server of its own (e2e/fixtures.ts), so that tests see no
 * data of others.
 */
export default defineConfig<object, SiteOptions>({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  workers: '100%', // the default leaves half of the cores idle
  retries: 0, // a test that passes the second time has found something
  forbidOnly: true,
  // For what hangs, not for what is slow: a worker's first test also waits for its server, and machines are busy.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: { args: QUIET, ...(executablePath && { executablePath }) },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A trace doubles the time of every test that passes. `npx playwright test FILE --trace on` takes one of a failure.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'demo', // what the page does with its table, filters and charts, without a server
      grep: /@demo/,
      use: { viewport: { width: 1440, height: 900 }, overDemo: true },
    },
  ],
})
