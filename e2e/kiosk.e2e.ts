import type { Page } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScrolling, MESSAGES, readAs } from '#test/reader.ts'
import { count, fold, instancesOf, isDangerous, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES
const MINUTE = 60_000

/** Expects a kiosk with the figures of these rows. */
async function expectKiosk(page: Page, rows: readonly Row[]): Promise<void> {
  const summary = page.getByRole('region', { name: t.summary.label })
  const ports = fold(rows)
  await expect(summary).toContainText(`${t.summary.dangerous}${count(ports.filter(isDangerous).length)}`)
  await expect(summary).toContainText(`${t.summary.open}${count(ports.length)}`)
  await expect(summary).toContainText(t.summary.instances(instancesOf(rows)))
}

const CONTROLS = 'a, button, input, select, textarea, summary, [tabindex], [contenteditable]'

test('kiosk mode shows the view of the address without controls; the palette opens it, Escape exits', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const tcp = rows.filter(({ type }) => type === 'TCP')
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(request.url()))
  await page.goto('/?type=TCP')
  await expectFigures(page, tcp, rows)
  expect(scripts.filter((url) => url.includes('/Kiosk-'))).toEqual([])
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: t.palette.title })).toBeFocused()
  await page.keyboard.type('kiosk')
  await page.keyboard.press('Enter')
  await expectKiosk(page, tcp)
  await expectAddress(page, '/?type=TCP&kiosk=')
  await expect(page.locator(CONTROLS)).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  scripts.length = 0
  await page.reload()
  await expectKiosk(page, tcp)
  expect(scripts.filter((url) => /\/(Dashboard|ChartTooltip)-/.test(url))).toEqual([])
  const worst = page.getByRole('table').getByRole('row')
  const [mostCommon] = tcp.filter(isDangerous).toSorted((a, b) => b.num - a.num || a.port - b.port)
  await expect(worst.nth(1)).toContainText(`${mostCommon?.port}`)
  await expect(worst.nth(1)).toContainText(count(mostCommon?.num ?? 0))
  await page.keyboard.press('Escape')
  await expectAddress(page, '/?type=TCP')
  await expectFigures(page, tcp, rows)
})

test('a locked kiosk ignores all keys', async ({ page, server }) => {
  await page.goto('/?kiosk=lock')
  await expectKiosk(page, await rowsOf(server))
  for (const key of ['Escape', 'ControlOrMeta+k', '?', '/', 'j', 'Tab', 'Enter'])
    await page.keyboard.press(key)
  await expect(page).toHaveURL('/?kiosk=lock')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator(CONTROLS)).toHaveCount(0)
})

test.describe('a dropped connection', () => {
  test.use({ expectedProblems: [/^console: Failed to load resource/] })

  test('keeps the figures, shows since when, and reconnects', async ({ page, server }) => {
    const rows = await rowsOf(server)
    await page.clock.install({ time: new Date() })
    await page.goto('/?kiosk')
    await expectKiosk(page, rows)
    const age = page.getByRole('banner')
    await expect(age).not.toContainText('No response')
    await page.route(/\/(api|v5)\//, (route) => route.abort())
    await page.clock.runFor(2 * MINUTE)
    await expect(age).toContainText(
      /updated \d min\. ago · .*No response from the server since \d\d:\d\d:\d\d/,
    )
    await page.clock.runFor(10 * MINUTE)
    await expect(age).toContainText(/updated 1\d min\. ago/)
    await expectKiosk(page, rows)
    await page.unroute(/\/(api|v5)\//)
    await page.clock.runFor(MINUTE)
    await expect(age).not.toContainText('No response')
  })

  test('at the first load says so, and the figures come automatically', async ({ page, server }) => {
    await page.clock.install({ time: new Date() })
    // The document without the data that it brings: what the page then asks for itself does not come.
    await page.route(
      ({ pathname }) => pathname === '/',
      async (route) => {
        const response = await route.fetch()
        const body = (await response.text()).replace(/(?<=id="first-answers">)[^<]*/, '')
        await route.fulfill({ response, body })
      },
    )
    await page.route(/\/api\//, (route) => route.abort())
    await page.goto('/?kiosk')
    await page.clock.runFor(10_000)
    await expect(page.getByText(t.errors.projects)).toBeVisible()
    await expect(page.getByText(t.errors.retrying)).toBeVisible()
    await page.unroute(/\/api\//)
    await page.clock.runFor(MINUTE)
    await expectKiosk(page, await rowsOf(server))
  })
})

test('kiosk mode cycles through the view of the address, then the saved views by name', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer()
  const rows = await rowsOf(own)
  for (const [name, query] of [
    ['Only UDP', 'type=UDP'],
    ['Worst', 'status=danger'],
  ] as const) {
    const address = `${own.url}/api/views?${new URLSearchParams({ project: 'demo', name, query }).toString()}`
    const headers = { 'X-Auth-Token': own.token, 'Openports-Action': 'test' }
    expect((await fetch(address, { method: 'PUT', headers })).ok).toBe(true)
  }
  await page.clock.install({ time: new Date() })
  await page.goto(`${own.url}/?kiosk&rotate=30`)
  await expectKiosk(page, rows)
  await expect(page.getByText('View 1 of 3')).toBeVisible()
  await page.clock.runFor(30_000)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only UDP')
  await expectKiosk(
    page,
    rows.filter(({ type }) => type === 'UDP'),
  )
  await page.clock.runFor(30_000)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Worst')
  await expectKiosk(page, rows.filter(isDangerous))
  await page.clock.runFor(30_000)
  await expectKiosk(page, rows)
  await page.keyboard.press('Escape')
  await expectAddress(page, '/')
  await expect(dashboard(page).table).toBeVisible()
})

for (const [theme, language, width, height] of [
  ['light', 'en', 1920, 1080],
  ['dark', 'zh-CN', 390, 844],
] as const) {
  test(`axe finds nothing in kiosk mode, ${theme}, ${language}, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await readAs(page, { theme, language })
    await page.goto('/?kiosk')
    await expect(page.getByRole('table')).toBeVisible()
    await expectAccessible(page, 'kiosk')
    await expectNoSidewaysScrolling(page)
    await page.goto('/?kiosk&project=gone')
    await expect(page.getByText(MESSAGES[language].scope.noSuchProject('gone'))).toBeVisible()
    await expectAccessible(page, 'kiosk without data')
  })
}
