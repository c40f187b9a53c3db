import { fileURLToPath } from 'node:url'

import type { Locator, Page } from '@playwright/test'

import { startFaultProxy } from '#test/fault-proxy.ts'
import { expectAccessible, MESSAGES, readAs } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

const SCAN = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/tcp.xml', import.meta.url))

const figure = (part: Locator, name: string) =>
  part.getByRole('heading', { name: new RegExp(`^${name}`) }).locator('..')

/** Expects no number where there is no data: neither in a figure, nor in a sentence, nor in a total. */
async function expectNoFigure(page: Page, language: 'en' | 'zh-CN'): Promise<void> {
  const t = MESSAGES[language]
  const main = page.getByRole('main')
  await expect(main).toContainText(t.empty.noData)
  const summary = main.getByRole('region', { name: t.summary.label, exact: true })
  for (const name of [t.summary.dangerous, t.summary.affected('container'), t.summary.open])
    await expect(figure(summary, name)).toContainText('–')
  await expect(summary).not.toContainText(/\d/)
  for (const sentence of [t.charts.riskFinding.none, t.charts.nothing, t.table.none(true)])
    await expect(main).not.toContainText(sentence)
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`a scope without data has no figures, not even a 0, on page, frame and kiosk, ${language}`, async ({
    page,
    startOwnServer,
  }) => {
    const t = MESSAGES[language]
    const own = await startOwnServer(['--import', SCAN]) // of hosts alone
    const scope = 'category=container'
    await readAs(page, { theme: 'light', language })

    await page.goto(`${own.url}/?${scope}&numbers=open&since=last`)
    await expectNoFigure(page, language)
    const card = (name: string) => page.getByRole('region', { name, exact: true })
    for (const name of [t.charts.risk, t.charts.topPorts, t.charts.numbers, t.changes.title])
      await expect(card(name)).toContainText(t.empty.noData)
    await expect(page.getByRole('navigation', { name: t.table.pages }).getByText('–').first()).toBeVisible()
    await expect(page.getByRole('banner')).toContainText(t.dataAge.noData)
    await page.getByRole('button', { name: t.header.export, exact: true }).click()
    await expect(page.getByRole('button', { name: 'CSV' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expectAccessible(page, 'no data')

    await page.goto(`${own.url}/?${scope}&embed=true&show=charts,table`)
    await expectNoFigure(page, language)

    await page.goto(`${own.url}/?${scope}&kiosk`)
    await expect(page.getByRole('main')).toHaveText(t.empty.noData)
  })
}

test.describe('a server that refuses before the first sync', () => {
  test.use({ expectedProblems: [/status of 503/] }) // which Chromium notes on the console

  test('shows no figures either, and no error', async ({ page, startOwnServer }) => {
    const own = await startOwnServer(['--import', SCAN])
    const proxy = await startFaultProxy(own)
    proxy.set('/v5/', { kind: 'answer', status: 503, body: '{}', retryAfter: 30 })
    await page.goto(`${proxy.url}/?category=container`)
    await expectNoFigure(page, 'en')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.goto(`${proxy.url}/?category=container&kiosk`)
    await expect(page.getByRole('main')).toHaveText(MESSAGES.en.empty.noData)

    // What was read and cannot be had at the moment is another matter.
    await page.goto(`${proxy.url}/?category=host`)
    await expect(page.getByRole('alert')).toContainText(MESSAGES.en.errors.rows)
    await proxy.close()
  })
})
