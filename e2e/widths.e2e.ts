import type { Locator } from '@playwright/test'

import { expectNoSidewaysScrolling, MESSAGES, readAs, unfoldCharts } from '#test/reader.ts'
import { fold, rowsOf } from '#test/rows.ts'

import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES

for (const path of [
  '/',
  '/?type=TCP,TCP6,UDP&status=danger,unknown&port=1-9000&row=23-tcp',
  '/?port=1',
  '/?since=30d',
])
  test(`at every width ${path} scrolls up and down alone`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
    for (const width of [320, 390, 768, 1024, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await expectNoSidewaysScrolling(page)
    }
  })

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the panel is a sheet over the page, and nothing scrolls sideways', async ({ page }) => {
    await unfoldCharts(page)
    await page.goto('/')
    await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
    await expectNoSidewaysScrolling(page)
    await page.getByRole('button', { name: t.table.open(8265, 'TCP') }).tap()
    const panel = page.getByRole('complementary', { name: t.panel.label(8265, 'TCP') })
    await expect(panel.getByText('Ray dashboard').first()).toBeVisible()
    await expectNoSidewaysScrolling(page)
    const box = await panel.boundingBox()
    expect(box).toMatchObject({ x: 0, width: 390 })
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0)
    await panel.getByRole('button', { name: t.common.close }).tap()
    await expect(panel).toHaveCount(0)
  })
})

/** A laptop's window of 1280 × 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 }

test('at 400 % zoom the menus of the scope show what is chosen, and no head is cut', async ({ page }) => {
  await page.setViewportSize(ZOOMED)
  for (const language of ['en', 'zh-CN'] as const) {
    await readAs(page, { theme: 'light', language })
    const { scope } = MESSAGES[language]
    await page.goto('/')
    for (const name of [scope.project, scope.enterpriseProject]) {
      const menu = page.getByRole('banner').getByRole('combobox', { name, exact: true })
      await expect(menu).toBeVisible()
      // Its own width is that of what is chosen, with the room for its arrow, as long as nothing takes it away.
      const { shown, needed } = await menu.evaluate((select: HTMLSelectElement) => {
        const shown = select.getBoundingClientRect().width
        select.style.minWidth = 'max-content'
        const needed = select.getBoundingClientRect().width
        select.style.minWidth = ''
        return { shown, needed }
      })
      expect([name, shown]).toEqual([name, needed])
    }
    await expectNoSidewaysScrolling(page)
    const { text, card } = await page
      .getByRole('heading', { name: MESSAGES[language].summary.dangerous, exact: true })
      .evaluate((heading) => {
        const range = document.createRange()
        range.selectNodeContents(heading)
        return {
          text: range.getBoundingClientRect(),
          card: heading.parentElement?.getBoundingClientRect(),
        }
      })
    expect(text.right).toBeLessThanOrEqual(card?.right ?? 0)
    expect(text.height).toBeLessThanOrEqual(24) // in one line, and none of it over the figure
  }
})

test('at 400 % zoom popovers fit into the window, or scroll up and down in it', async ({ page }) => {
  await page.setViewportSize(ZOOMED)
  await page.goto('/')
  const bar = page.getByRole('search')
  await expect(bar.getByRole('button', { name: t.filters.type }).first()).toBeVisible()
  const expectInside = async (part: Locator) => {
    await expect(part).toBeVisible()
    const box = await part.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(ZOOMED.width)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(ZOOMED.height)
    await expectNoSidewaysScrolling(page)
  }
  const popover = page.locator(':popover-open')
  for (const button of [
    bar.getByRole('button', { name: t.filters.risk }).first(),
    bar.getByRole('button', { name: t.header.export }),
    bar.getByRole('button', { name: t.header.views }),
    page.getByRole('button', { name: t.summary.explain(t.summary.open) }),
    page.getByRole('button', { name: t.table.settings }),
  ]) {
    await button.click()
    await expectInside(popover)
    await page.keyboard.press('Escape')
    await expect(popover).toHaveCount(0)
  }
  await page.getByRole('button', { name: t.header.openHelp }).click()
  await expectInside(page.getByRole('dialog'))
})

test('nothing covers the error of the search @phone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: t.summary.explain(t.summary.open) })).toBeVisible()
  await page.getByRole('combobox', { name: t.filters.search }).fill('nosuchfield:1')
  const told = page.getByRole('search').getByRole('status').filter({ hasText: 'nosuchfield' })
  await expect(told).toBeVisible()
  const over = await told.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const found = new Set<string>()
    for (let x = left + 2; x < right; x += 4)
      for (let y = top + 2; y < bottom; y += 4) {
        const topmost = document.elementFromPoint(x, y)
        if (topmost !== null && !element.contains(topmost)) found.add(topmost.outerHTML.slice(0, 80))
      }
    return [...found]
  })
  expect(over).toEqual([])
})

test('no head and no badge of the table is cut @phone', async ({ page, server }) => {
  const listed = fold(await rowsOf(server)).filter(
    ({ port }) => (port >= 20 && port <= 30) || (port >= 8000 && port <= 8100),
  )
  for (const language of ['en', 'zh-CN'] as const) {
    await page.addInitScript((language) => localStorage.setItem('openports-language', language), language)
    await page.goto('/?port=20-30,8000-8100') // dangerous and unknown rows, both sort keys
    const table = page.getByRole('table', { name: MESSAGES[language].table.label, exact: true })
    await expect(table.getByRole('row')).toHaveCount(1 + listed.length)
    const cut = await table
      .locator('th, th *, td:not(:nth-child(2))') // a service may have any name
      .evaluateAll((parts) =>
        parts
          .filter(
            (part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflow === 'hidden',
          )
          .filter((part) => !part.matches('.sr-only'))
          .map((part) => part.textContent),
      )
    expect(cut).toEqual([])
  }
})

test('whatever can be pressed is large enough for its pointer @phone', async ({ page, isMobile }) => {
  const least = isMobile ? 44 : 24 // px
  const leastInChart = 24 // the labels of a chart are as far apart as its bars; 24 is what WCAG asks for
  await unfoldCharts(page)
  await page.goto('/?row=23-tcp&type=TCP&status=danger')
  await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
  await expect(page.getByText('sw-old-01')).toBeVisible()
  const small = await page.evaluate(
    ([least, leastInChart]) => {
      const found: string[] = []
      const targets = document.querySelectorAll(
        'button, select, input:not([type=radio]), label:has([type=radio])',
      )
      for (const target of targets) {
        if (!target.checkVisibility()) continue
        // What answers to a pointer is the control, what is drawn over it, or the label around it.
        const boxes = [target, target.closest('label') ?? target].map((element) =>
          element.getBoundingClientRect(),
        )
        const after = getComputedStyle(target, '::after')
        const own = after.content === 'none' ? 0 : 1
        const width = Math.max(...boxes.map((box) => box.width), own * Number.parseFloat(after.width) || 0)
        const height = Math.max(...boxes.map((box) => box.height), own * Number.parseFloat(after.height) || 0)
        const needed = target.matches('figure button') ? leastInChart : least
        if (width + 0.5 < needed || height + 0.5 < needed)
          found.push(`${target.outerHTML.slice(0, 120)}: ${width} × ${height}`)
      }
      return found
    },
    [least, leastInChart] as const,
  )
  expect(small).toEqual([])
})
