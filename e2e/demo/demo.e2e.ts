import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

import { dashboard, expectFigures, expectQuery, expectTable } from '#e2e/dashboard.ts'
import { expect, test as base } from '#e2e/fixtures.ts'
import { byDefault, fold, isDangerous, rowsOf, serverNamesOf } from '#test/rows.ts'

import { measureFirstLoad } from '../../bench/first-load.ts'
import { startDemo } from './demo-host.ts'

const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url))

type Host = Awaited<ReturnType<typeof startDemo>>

/** The demo as `npm run build:demo` makes it, under a path of a plain static host. */
const test = base.extend<{ url: string }, { host: Host }>({
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const host = await startDemo('/team/openports/')
      await provide(host)
      await host.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  url: async ({ host, page }, provide) => {
    await page.addInitScript(() => localStorage.setItem('openports-tour-seen/team/openports', 'yes'))
    await provide(host.url)
  },
})

test('shows the demo fleet, with the numbers that the server has', async ({ page, url, host, server }) => {
  const rows = await rowsOf(server)
  await page.goto(url)
  await expectTable(page, fold(rows).toSorted(byDefault).slice(0, 20))
  await expectFigures(page, rows, rows)
  await expect(page.getByRole('complementary', { name: 'Demo fleet' })).toContainText('Sample data')
  expect(host.missed).toEqual([])
})

test('a chart filters, a row opens its servers, reload and Back keep to it, another scope is another set', async ({
  page,
  url,
  server,
}) => {
  await page.goto(url)
  const shown = dashboard(page)
  await shown.topPorts.getByText('All', { exact: true }).click()
  await shown.topPorts.getByRole('button', { name: /^22/ }).first().click()
  await expectQuery(page, { top: 'all', q: 'port:22 protocol:tcp' })
  await shown.row(22, 'TCP').click()
  const [first] = await serverNamesOf(server, 22, 'TCP')
  await expect(shown.panel(22, 'TCP')).toContainText(first ?? 'no server')
  const opened = page.url()
  expect(opened).toMatch(url)
  await page.reload()
  await expect(shown.panel(22, 'TCP')).toContainText(first ?? 'no server')
  await page.goBack()
  await expectQuery(page, { top: 'all', q: 'port:22 protocol:tcp' })
  await expect(shown.panel(22, 'TCP')).toBeHidden()
  await page.goBack()
  await expectQuery(page, { top: 'all' })
  await expect(shown.clearAll).toBeHidden()
  await page.goForward()
  await page.goForward()
  await expect(page).toHaveURL(opened)
  await shown.clearAll.click()
  await shown.category('Containers').click()
  const containers = await rowsOf(server, { category: 'container' })
  await expectFigures(page, containers, containers)
})

test('offers no call that nothing would answer', async ({ page, url }) => {
  await page.goto(url)
  await page.getByRole('search').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('button', { name: /^nmap / })).toBeVisible()
  await expect(page.getByRole('button', { name: /^curl / })).toHaveCount(0)
})

test('a tour of six steps goes by keyboard, and does not come again', async ({ page, host }) => {
  await page.goto(host.url)
  const tour = page.getByRole('region', { name: 'How bad is it?' })
  await expect(tour).toContainText('1 of 6')
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused()
  for (const at of ['2', '3', '4', '5', '6']) {
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${at} of 6`, { exact: true })).toBeVisible()
  }
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('5 of 6', { exact: true })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByText('6 of 6', { exact: true })).toBeHidden()
  await page.reload()
  const again = page.getByRole('button', { name: 'Take the tour' })
  await again.click()
  await expect(tour).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(again).toBeVisible()
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('the tour is there, and can be skipped', async ({ page, host }) => {
    await page.goto(host.url)
    await expect(page.getByRole('region', { name: '风险有多大？' })).toContainText('第 1 步，共 6 步')
    await page.getByRole('button', { name: '跳过导览' }).click()
    await expect(page.getByRole('button', { name: '开始导览' })).toBeVisible()
  })
})

test('a saved view is kept on this device', async ({ page, url }) => {
  await page.goto(`${url}?status=danger`)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('textbox', { name: 'View name' }).fill('worst')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved “worst”.')).toBeVisible()
  await page.goto(url)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'worst', exact: true }).click()
  await expectQuery(page, { status: 'danger' })
})

test('has kiosk mode as well, without the tour', async ({ page, url, server }) => {
  const rows = await rowsOf(server)
  await page.goto(`${url}?kiosk&rotate=30`)
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText(
    `Dangerous ports${fold(rows).filter(isDangerous).length}`,
  )
  await expect(page.getByText('View 1 of 2')).toBeVisible() // hosts and containers, since no view is saved
  await expect(page.getByRole('button')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Take the tour' })).toBeVisible()
})

test('weighs what the page weighs and at most 60 kB', async ({ host }) => {
  const [page, demo] = [await weight(CLIENT), await weight(host.folder)]
  expect(demo - page).toBeLessThan(60_000)
  expect(demo).toBeGreaterThan(page)
  const [first, ofDemo] = [await measureFirstLoad(CLIENT), await measureFirstLoad(host.folder)]
  expect(ofDemo.script.brotli - first.script.brotli).toBeLessThan(60_000)
  expect(ofDemo.hasCharts).toBe(false)
})

/** Bytes of all scripts and styles of a built page, each packed as tightly as Brotli can. */
async function weight(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(js|css|html)$/.test(file))
  const packed = await Promise.all(
    files.map(async (file) => brotliCompressSync(await readFile(join(folder, file))).length),
  )
  return packed.reduce((sum, bytes) => sum + bytes, 0)
}
