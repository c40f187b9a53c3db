import type { Page } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScrolling, MESSAGES, readAs } from '#test/reader.ts'
import { count, exposureOf, isDangerous, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES
const MINUTE = 60_000

/** Expects a wall with the figures of these rows. */
async function expectWall(page: Page, rows: readonly Row[]): Promise<void> {
  const summary = page.getByRole('region', { name: t.summary.label })
  await expect(summary).toContainText(`${t.summary.dangerous}${count(rows.filter(isDangerous).length)}`)
  await expect(summary).toContainText(`${t.summary.open}${count(rows.length)}`)
  await expect(summary).toContainText(`${t.summary.instances}${count(exposureOf(rows))}`)
}

const CONTROLS = 'a, button, input, select, textarea, summary, [tabindex], [contenteditable]'

test('a wall shows the view of its address without a control; the palette leads there, Escape back', async ({
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
  await expectWall(page, tcp)
  await expectAddress(page, '/?type=TCP&kiosk=')
  await expect(page.locator(CONTROLS)).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  scripts.length = 0
  await page.reload()
  await expectWall(page, tcp)
  expect(scripts.filter((url) => /\/(Dashboard|ChartTooltip)-/.test(url))).toEqual([])
  const worst = page.getByRole('table').getByRole('row')
  const widest = tcp.filter(isDangerous).toSorted((a, b) => b.num - a.num || a.port - b.port)[0]
  await expect(worst.nth(1)).toContainText(`${widest?.port}`)
  await expect(worst.nth(1)).toContainText(count(widest?.num ?? 0))
  await page.keyboard.press('Escape')
  await expectAddress(page, '/?type=TCP')
  await expectFigures(page, tcp, rows)
})

test('a locked wall stays, whatever key is pressed', async ({ page, server }) => {
  await page.goto('/?kiosk=lock')
  await expectWall(page, await rowsOf(server))
  for (const key of ['Escape', 'ControlOrMeta+k', '?', '/', 'j', 'Tab', 'Enter'])
    await page.keyboard.press(key)
  await expect(page).toHaveURL('/?kiosk=lock')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator(CONTROLS)).toHaveCount(0)
})

test.describe('a dropped connection', () => {
  test.use({ expectedProblems: [/^console: Failed to load resource/] })

  test('leaves the numbers, tells since when, and is found again', async ({ page, server }) => {
    const rows = await rowsOf(server)
    await page.clock.install({ time: new Date() })
    await page.goto('/?kiosk')
    await expectWall(page, rows)
    const age = page.getByRole('banner')
    await expect(age).not.toContainText('No answer')
    await page.route(/\/(api|v5)\//, (route) => route.abort())
    await page.clock.runFor(2 * MINUTE)
    await expect(age).toContainText(/read \d minutes ago · .*No answer from the server since \d\d:\d\d:\d\d/)
    await page.clock.runFor(10 * MINUTE)
    await expect(age).toContainText(/read 1\d minutes ago/)
    await expectWall(page, rows)
    await page.unroute(/\/(api|v5)\//)
    await page.clock.runFor(MINUTE)
    await expect(age).not.toContainText('No answer')
  })

  test('at the first load says so, and the numbers come by themselves', async ({ page, server }) => {
    await page.clock.install({ time: new Date() })
    await page.route(/\/api\//, (route) => route.abort())
    await page.goto('/?kiosk')
    await page.clock.runFor(10_000)
    await expect(page.getByText(t.errors.projects)).toBeVisible()
    await expect(page.getByText('It is asked again by itself.')).toBeVisible()
    await page.unroute(/\/api\//)
    await page.clock.runFor(MINUTE)
    await expectWall(page, await rowsOf(server))
  })
})

test('views take turns: that of the address, then the saved ones by their names', async ({
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
  await expectWall(page, rows)
  await expect(page.getByText('View 1 of 3')).toBeVisible()
  await page.clock.runFor(30_000)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only UDP')
  await expectWall(
    page,
    rows.filter(({ type }) => type === 'UDP'),
  )
  await page.clock.runFor(30_000)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Worst')
  await expectWall(page, rows.filter(isDangerous))
  await page.clock.runFor(30_000)
  await expectWall(page, rows)
  await page.keyboard.press('Escape')
  await expectAddress(page, '/')
  await expect(dashboard(page).table).toBeVisible()
})

for (const [theme, language, width, height] of [
  ['light', 'en', 1920, 1080],
  ['dark', 'zh-CN', 390, 844],
] as const) {
  test(`axe finds nothing on a wall, ${theme}, ${language}, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await readAs(page, { theme, language })
    await page.goto('/?kiosk')
    await expect(page.getByRole('table')).toBeVisible()
    await expectAccessible(page, 'wall')
    await expectNoSidewaysScrolling(page)
    await page.goto('/?kiosk&project=gone')
    await expect(page.getByText(MESSAGES[language].scope.noSuchProject('gone'))).toBeVisible()
    await expectAccessible(page, 'wall without data')
  })
}
