import type { Page } from '@playwright/test'

import { openStore } from '#server/store/open.ts'
import { faultBody, startFaultProxy } from '#test/fault-proxy.ts'
import { expectAccessible, MESSAGES, readAs } from '#test/reader.ts'
import type { Reader } from '#test/reader.ts'
import { startServer } from '#test/server.ts'

import { expect, test } from './fixtures.ts'

// Any two of theme, language and width meet in one of the four.
const READERS: { reader: Reader; width: number; height: number }[] = [
  { reader: { theme: 'light', language: 'en' }, width: 1440, height: 900 },
  { reader: { theme: 'dark', language: 'zh-CN' }, width: 1440, height: 900 },
  { reader: { theme: 'dark', language: 'en' }, width: 390, height: 844 },
  { reader: { theme: 'light', language: 'zh-CN' }, width: 390, height: 844 },
]

const REQUEST = '0b7c2d4e-1f3a-4c55-9d1e-7a2b3c4d5e6f'

/** One enterprise project that was read and has no open port; containers were never read. */
async function fillSparsely(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  const read = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:00:00.000Z' }
  await store.describeProject({ id: 'inventory', name: 'Inventory', kind: 'inventory' })
  await store.recordInventory(
    { project: 'inventory', category: 'host', enterpriseProject: '0' },
    [{ key: 'quiet', name: 'quiet', address: '10.0.0.1', listeners: [], covered: [] }],
    read,
  )
  await store.close()
}

for (const { reader, width, height } of READERS) {
  const t = MESSAGES[reader.language]
  const ray = (page: Page) => page.getByRole('button', { name: t.table.open(8265, 'TCP') })
  const ready = async (page: Page) => {
    await expect(page.getByRole('button', { name: /\d TCP$/ }).first()).toBeVisible()
    for (const name of [t.charts.risk, t.charts.topPorts])
      await expect(page.getByRole('heading', { name })).toBeVisible()
  }

  test.describe(`${reader.theme}, ${reader.language}, ${width} px wide`, () => {
    test.use({ viewport: { width, height }, expectedProblems: [/^console: Failed to load resource/] })
    test.beforeEach(({ page }) => readAs(page, reader))
    test.slow() // each look of axe at a page takes a second

    test('axe finds nothing in the page, its menus, its help and its panel', async ({ page }) => {
      await page.goto('/')
      await ready(page)
      await expectAccessible(page, 'ready')
      const buttons = [
        page.getByRole('search').getByRole('button', { name: t.filters.type }),
        page.getByRole('search').getByRole('button', { name: t.filters.risk }),
        page.getByRole('button', { name: t.summary.explain(t.summary.open) }),
        page.getByRole('button', { name: t.scope.importScan }),
      ]
      for (const [i, button] of buttons.entries()) {
        await button.click()
        await expectAccessible(page, `opened ${i}`)
        await page.keyboard.press('Escape')
      }
      await page.getByRole('search').getByRole('combobox').fill('80-')
      await expect(page.getByText(t.filters.stillShown)).toBeVisible()
      await expectAccessible(page, 'a text that is no filter')

      await page.goto('/?row=23-tcp&type=TCP,TCP6&status=danger&measure=instances')
      await expect(
        page.getByRole('region', { name: t.portPanel.servers('host') }).getByText('sw-old-01'),
      ).toBeVisible()
      await ready(page)
      await expectAccessible(page, 'panel')
    })

    test('axe finds nothing while data loads, fails or is stale', async ({ page, server }) => {
      const network = await startFaultProxy(server)
      const { promise, resolve } = Promise.withResolvers<void>()
      network.set('/v5/', { kind: 'wait', until: promise })
      await page.goto(network.url)
      await expect(page.getByText(t.common.loading)).toBeVisible()
      await expectAccessible(page, 'loading')
      resolve()
      network.set('/v5/', null)
      await ready(page)
      network.set('/v5/', { kind: 'answer', status: 400, body: faultBody(REQUEST) })
      await page.getByRole('button', { name: t.header.refresh }).click()
      await expect(page.getByRole('alert')).toContainText(t.errors.refresh)
      await expectAccessible(page, 'stale')
      await page.goto(`${network.url}/`)
      await expect(page.getByRole('alert')).toContainText(t.errors.rows)
      await expectAccessible(page, 'failed')
      await network.close()
    })

    test('axe finds nothing where there is nothing', async ({ page }) => {
      await page.goto('/?port=1')
      await expect(page.getByText(t.empty.filtered)).toBeVisible()
      await expectAccessible(page, 'nothing matches')
      await page.goto('/?project=gone')
      await expect(page.getByText(t.scope.noSuchProject('gone'))).toBeVisible()
      await expectAccessible(page, 'no such project')

      const own = await startServer([], fillSparsely)
      await page.goto(own.url)
      await expect(page.getByText(t.empty.scope)).toBeVisible()
      await expectAccessible(page, 'no open port')
      await page.getByText(t.labels.categories.container, { exact: true }).click()
      await expect(page.getByRole('button', { name: t.scope.importScan }).last()).toBeVisible()
      await expectAccessible(page, 'never read')
      await own.remove()
    })

    test('the page works without colours, and keeps still with reduced motion', async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
      await page.goto('/?row=8265-tcp')
      await ready(page)
      const row = page.getByRole('row').filter({ has: ray(page) })
      await expect(row.getByText(t.labels.statuses.danger)).toBeVisible()
      await expect(row.locator('svg').first()).toBeVisible()
      const moving = await page.evaluate(
        () =>
          document
            .getAnimations()
            .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1).length,
      )
      expect(moving).toBe(0)
    })
  })
}
