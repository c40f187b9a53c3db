import { startFaultProxy } from '#test/fault-proxy.ts'
import { MESSAGES, watchLayoutShifts, unfoldCharts } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

/** A sum of layout shifts that readers do not notice. Chrome calls 0.1 good. */
const NOTHING_MOVED = 0.02

const { en: t } = MESSAGES

/** A promise and what settles it. */
const gate = () => Promise.withResolvers<void>()

test('while the data loads its place is reserved, and nothing moves when it comes @phone', async ({
  page,
  server,
}) => {
  const [projects, rows, fonts] = [gate(), gate(), gate()]
  const proxy = await startFaultProxy(server)
  proxy.set('/api/projects', { kind: 'wait', until: projects.promise })
  proxy.set('/v5/', { kind: 'wait', until: rows.promise })
  proxy.set('/assets/inter', { kind: 'wait', until: fonts.promise })
  proxy.set('/assets/jetbrains', { kind: 'wait', until: fonts.promise })
  const shifts = await watchLayoutShifts(page)
  await unfoldCharts(page)
  await page.goto(proxy.url)

  await expect(page.getByRole('heading', { name: t.common.product })).toBeVisible()
  projects.resolve()
  await expect(page.getByText(t.scope.demoNotice)).toBeVisible()
  const ports = page.getByRole('region', { name: t.table.label, exact: true })
  await expect(ports.getByRole('row')).toHaveCount(1 + 20)
  await expect(ports.getByText(t.common.loading)).toBeVisible()
  expect(await shifts()).toBeLessThanOrEqual(NOTHING_MOVED)

  rows.resolve()
  await expect(ports.getByRole('button', { name: t.table.open(8265, 'TCP') })).toBeVisible()
  for (const name of [t.charts.risk, t.charts.topPorts])
    await expect(page.getByRole('heading', { name })).toBeVisible()
  fonts.resolve()
  await page.evaluate(() => document.fonts.ready)
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  expect(await shifts()).toBeLessThanOrEqual(NOTHING_MOVED)
  await proxy.close()
})

test('a panel opened by a link reserves its place while its servers load', async ({ page, server }) => {
  const hosts = gate()
  const proxy = await startFaultProxy(server)
  proxy.set('/v5/demo/asset/ports/detail', { kind: 'wait', until: hosts.promise })
  const shifts = await watchLayoutShifts(page)
  await page.goto(`${proxy.url}/?row=23-tcp`)

  const panel = page.getByRole('complementary', { name: t.panel.label(23, 'TCP') })
  await expect(panel.getByRole('heading', { name: t.portPanel.todo })).toBeVisible()
  const servers = panel.getByRole('region', { name: t.portPanel.servers('host') })
  await expect(servers).toHaveAttribute('aria-busy', 'true')
  hosts.resolve()
  await expect(servers.getByText('sw-old-01')).toBeVisible()
  await expect(servers).toHaveAttribute('aria-busy', 'false')
  expect(await shifts()).toBeLessThanOrEqual(NOTHING_MOVED)
  await proxy.close()
})
