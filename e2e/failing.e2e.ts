import type { Page } from '@playwright/test'

import { faultBody, startFaultProxy } from '#test/fault-proxy.ts'
import type { Fault, FaultProxy } from '#test/fault-proxy.ts'
import { expectAccessible, MESSAGES } from '#test/reader.ts'
import { startServer } from '#test/server.ts'

import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES
const REQUEST = '0b7c2d4e-1f3a-4c55-9d1e-7a2b3c4d5e6f'

// The browser itself reports each request that failed.
test.use({ expectedProblems: [/^console: Failed to load resource/] })

/** The network between page and server, whole again and closed at the end of each test. */
const failing = test.extend<{ network: FaultProxy }>({
  network: async ({ server }, provide) => {
    const network = await startFaultProxy(server)
    await provide(network)
    await network.close()
  },
  baseURL: ({ network }, provide) => provide(network.url),
})

const ray = (page: Page) => page.getByRole('button', { name: t.table.open(8265, 'TCP') })
const alertOf = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title })
const retry = (page: Page, title: string) =>
  alertOf(page, title).getByRole('button', { name: t.common.retry }).click()

const faults: { what: string; fault: Fault; says: string[] }[] = [
  {
    what: 'with a fault of its own',
    fault: { kind: 'answer', status: 500, body: faultBody(REQUEST) },
    says: [t.errors.kinds.failed, t.errors.requestId(REQUEST)],
  },
  {
    what: 'that it does not know the session',
    fault: { kind: 'answer', status: 401, body: faultBody(REQUEST) },
    says: [t.errors.kinds.signedOut, t.errors.requestId(REQUEST)],
  },
  {
    what: 'as something in between does',
    fault: { kind: 'answer', status: 502, body: '<html><h1>Bad Gateway</h1></html>', type: 'text/html' },
    says: [t.errors.kinds.failed, 'HTTP 502'],
  },
  {
    what: 'with what is not JSON',
    fault: { kind: 'answer', status: 200, body: '<!doctype html><p>Sign in</p>', requestId: REQUEST },
    says: [t.errors.kinds.unreadable, t.errors.requestId(REQUEST)],
  },
  {
    what: 'with JSON that is not of the contract',
    fault: { kind: 'answer', status: 200, body: '{"total_num":1,"data_list":[{"port":"ssh"}]}' },
    says: [t.errors.kinds.unreadable],
  },
  { what: 'with half an answer', fault: { kind: 'cut' }, says: [t.errors.kinds.unreadable] },
  { what: 'not at all', fault: { kind: 'drop' }, says: [t.errors.kinds.unreachable] },
]

for (const { what, fault, says } of faults) {
  failing(
    `the endpoint answers ${what}: the page says so, and trying again helps`,
    async ({ page, network }) => {
      network.set('/v5/', fault)
      await page.goto('/')
      const alert = alertOf(page, t.errors.rows)
      for (const words of says) await expect(alert).toContainText(words)
      await expect(page.getByRole('region', { name: t.summary.label })).toHaveCount(0)

      network.set('/v5/', null)
      await retry(page, t.errors.rows)
      await expect(ray(page)).toBeVisible()
      await expect(page.getByRole('alert')).toHaveCount(0)
    },
  )
}

failing(
  'without the list of projects there is nothing to show, until trying again helps',
  async ({ page, network }) => {
    network.set('/api/projects', { kind: 'answer', status: 500, body: faultBody(REQUEST) })
    await page.goto('/')
    const alert = alertOf(page, t.errors.projects)
    await expect(alert).toContainText(t.errors.kinds.failed)
    await expect(alert).toContainText(REQUEST)
    network.set('/api/projects', null)
    await retry(page, t.errors.projects)
    await expect(ray(page)).toBeVisible()
  },
)

failing(
  'the servers of a port fail alone: the table stands, and trying again helps',
  async ({ page, network }) => {
    network.set('/v5/demo/asset/ports/detail', { kind: 'answer', status: 500, body: faultBody(REQUEST) })
    await page.goto('/?row=23-tcp')
    const panel = page.getByRole('complementary', { name: t.panel.label(23, 'TCP') })
    const alert = panel.getByRole('alert')
    await expect(alert).toContainText(t.errors.servers)
    await expect(alert).toContainText(REQUEST)
    await expect(panel.getByRole('heading', { name: t.portPanel.todo })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(1)
    await expect(page.getByRole('button', { name: t.table.open(23, 'TCP') })).toBeVisible()

    network.set('/v5/demo/asset/ports/detail', null)
    await alert.getByRole('button', { name: t.common.retry }).click()
    await expect(panel.getByText('sw-old-01')).toBeVisible()
    await expect(alert).toHaveCount(0)
  },
)

failing(
  'a refresh that fails leaves what was there, dated, and the next one may succeed',
  async ({ page, network }) => {
    await page.goto('/')
    await expect(ray(page)).toBeVisible()
    network.set('/v5/', { kind: 'answer', status: 500, body: faultBody(REQUEST) })
    await page.getByRole('button', { name: t.header.refresh }).click()
    const alert = alertOf(page, t.errors.refresh)
    await expect(alert).toContainText(/Showing data from \w+ \d+, \d{4}, \d\d:\d\d:\d\d UTC\./)
    await expect(alert).toContainText(REQUEST)
    await expect(ray(page)).toBeVisible()

    // What is there can still be worked with.
    await page.getByRole('search').getByRole('combobox').fill('22')
    await expect(ray(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: t.table.open(22, 'TCP'), exact: true })).toBeVisible()

    network.set('/v5/', null)
    await retry(page, t.errors.refresh)
    await expect(page.getByRole('alert')).toHaveCount(0)
  },
)

test.describe(() => {
  test.use({
    expectedProblems: [/^console: (Failed to load resource|TypeError: Failed to fetch dynamically)/],
  })

  test('charts that fail to load leave the table and the figures, and come without a reload', async ({
    page,
    context,
    server,
  }) => {
    const network = await startFaultProxy(server)
    network.set('/assets/panel-parts-', { kind: 'drop' })
    await page.goto(network.url)
    for (const name of [t.charts.risk, t.charts.topPorts])
      await expect(alertOf(page, t.errors.part(name))).toContainText(t.charts.failedHint)
    await expect(ray(page)).toBeVisible()
    await expect(page.getByRole('region', { name: t.summary.label })).toContainText(t.summary.open)
    await page.getByRole('search').getByRole('combobox').fill('22')
    await expect(ray(page)).toHaveCount(0)

    await retry(page, t.errors.part(t.charts.risk)) // in vain
    await expect(alertOf(page, t.errors.part(t.charts.risk))).toBeVisible()
    const documents = network.count('/preferences.js')
    network.set('/assets/panel-parts-', null)
    await context.setOffline(true)
    await context.setOffline(false)
    await expect(page.getByRole('alert')).toHaveCount(0)
    for (const name of [t.charts.risk, t.charts.topPorts])
      await expect(page.getByRole('heading', { name })).toBeVisible()
    expect(network.count('/preferences.js')).toBe(documents)

    // The reader may also retry.
    network.set('/assets/knowledge-parts-', { kind: 'answer', status: 404, body: '' })
    await page.getByRole('button', { name: t.table.open(22, 'TCP'), exact: true }).click()
    await expect(alertOf(page, t.errors.part(t.portPanel.knowledge))).toBeVisible()
    network.set('/assets/knowledge-parts-', null)
    await retry(page, t.errors.part(t.portPanel.knowledge))
    await expect(page.getByRole('heading', { name: t.portPanel.references })).toBeVisible()
    expect(network.count('/preferences.js')).toBe(documents)
    await network.close()
  })
})

test('when the server stops, the data stays, and the page reconnects when it is back', async ({ page }) => {
  const own = await startServer()
  try {
    await page.goto(own.url, { waitUntil: 'networkidle' }) // with the parts that follow the table
    await expect(ray(page)).toBeVisible()
    await own.stop()
    await page.getByRole('button', { name: t.header.refresh }).click()
    await expect(alertOf(page, t.errors.refresh)).toContainText(t.errors.kinds.unreachable)
    await expect(ray(page)).toBeVisible()

    await own.restart()
    await retry(page, t.errors.refresh)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(ray(page)).toBeVisible()
  } finally {
    await own.remove()
  }
})

test.describe(() => {
  test.use({
    expectedProblems: [/^console: (Failed to load resource|TypeError: Failed to fetch dynamically)/],
  })

  test('while the server is away the page does not ask for a reload, and recovers automatically', async ({
    page,
  }) => {
    const own = await startServer()
    try {
      await page.clock.install()
      await page.goto(own.url, { waitUntil: 'networkidle' })
      await page.clock.runFor(3000) // with the parts that follow the table, for which it waits until it is idle
      await expect(ray(page)).toBeVisible()
      await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
      await own.stop()
      await ray(page).click()
      const panel = page.getByRole('complementary', { name: t.panel.label(8265, 'TCP') })
      const missing = panel.getByRole('alert').filter({ hasText: t.errors.part(t.portPanel.knowledge) })
      await expect(missing).toContainText(t.errors.retrying)
      await page.clock.runFor(65_000) // by then the rows were asked for again, and twice more
      const refresh = alertOf(page, t.errors.refresh)
      await expect(refresh).toContainText(t.errors.kinds.unreachable)
      await expect(refresh).toContainText(t.errors.retrying)
      await expect(refresh).toContainText(/Showing data from /)
      await expect(page.getByText(/reload/i)).toHaveCount(0)
      await page.setViewportSize({ width: 390, height: 844 })
      await expect(panel).toBeInViewport({ ratio: 1 }) // a sheet of the window, grey or not

      await own.restart()
      await page.clock.runFor(20_000) // which is soon, and not a minute later
      await expect(panel.getByRole('heading', { name: t.portPanel.todo })).toBeVisible()
      await expect(panel.getByRole('heading', { name: t.portPanel.references })).toBeVisible()
      await expect(missing).toHaveCount(0)
      await expect(refresh).toHaveCount(0)
    } finally {
      await own.remove()
    }
  })
})

failing('a network that comes back is noticed automatically', async ({ page, context, network }) => {
  await page.goto('/', { waitUntil: 'networkidle' }) // with the parts that follow the table
  await expect(ray(page)).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: t.header.refresh }).click()
  await page.getByRole('search').getByRole('combobox').fill('8265')
  await expect(ray(page)).toBeVisible()
  const before = network.count('/v5/')
  await context.setOffline(false)
  await expect.poll(() => network.count('/v5/')).toBeGreaterThan(before)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(ray(page)).toBeVisible()
})

for (const [locale, title, link] of [
  ['en-GB', 'Page not found', 'Go to the open ports'],
  ['zh-CN', '页面不存在', '前往开放端口'],
] as const)
  test.describe(`for a reader of ${locale}`, () => {
    test.use({ locale })

    test('an address without a page says so, and leads to the page that there is', async ({ page }) => {
      const answer = await page.goto('/nope')
      expect(answer?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      await expectAccessible(page, 'no such page')
      await page.getByRole('link', { name: link }).click()
      await expect(page.getByRole('table').first()).toBeVisible()
    })
  })
