import type { Page } from '@playwright/test'

import { LANGUAGES } from '#preferences.ts'
import { expectAccessible, MESSAGES, readAs } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

/** What lies over the page: a menu, or a dialog. */
const LAYER = 'dialog[open], :popover-open'

for (const { value: language } of LANGUAGES) {
  const t = MESSAGES[language]
  const bar = (page: Page) => page.getByRole('search')
  /** What lies over the page once it is called for, by its name. */
  const LAYERS: readonly (readonly [name: string, call: (page: Page) => Promise<unknown>])[] = [
    ...[t.filters.type, t.filters.risk, t.filters.class, t.filters.range].map(
      (name) => [name, (page: Page) => bar(page).getByRole('button', { name }).first().click()] as const,
    ),
    ['views', (page) => bar(page).getByRole('button', { name: t.header.views, exact: true }).click()],
    ['export', (page) => bar(page).getByRole('button', { name: t.header.export, exact: true }).click()],
    [
      'pill',
      (page) =>
        bar(page)
          .getByRole('button', { name: t.filters.pillName('-type:UDP6', false), exact: true })
          .click(),
    ],
    ['columns', (page) => page.getByRole('button', { name: t.table.settings }).click()],
    ['picture', (page) => page.getByRole('button', { name: t.charts.picture.open(t.charts.risk) }).click()],
    [
      'value',
      (page) =>
        page
          .getByRole('region', { name: t.charts.risk })
          .getByRole('button', { name: 'TCP', exact: true })
          .click({ button: 'right' }),
    ],
    ['palette', (page) => page.keyboard.press('ControlOrMeta+k')],
    ['help', (page) => page.keyboard.press('?')],
  ]

  test(`axe finds nothing in whatever opens, in either theme, in ${language}`, async ({ page }) => {
    test.slow() // some forty looks
    await readAs(page, { theme: 'light', language })
    await page.goto('/?numbers=open&since=last&row=23-tcp&q=-type:UDP6')
    const panel = page.getByRole('complementary', { name: t.panel.label(23, 'TCP') })
    await expect(panel.getByText('sw-old-01')).toBeVisible()
    for (const name of [t.charts.topPorts, t.charts.numbers])
      await expect(page.getByRole('heading', { name })).toBeVisible()
    const look = async (name: string, within: string) => {
      await expectAccessible(page, name, within)
      await page.evaluate(() => {
        document.documentElement.dataset['theme'] = 'dark'
      })
      await expectAccessible(page, `${name}, dark`, within, 'contrast')
      await page.evaluate(() => {
        document.documentElement.dataset['theme'] = 'light'
      })
    }
    await page.evaluate(() => scrollTo(0, 0)) // where nothing is half behind the filter bar: axe counts what can be clicked
    await look('page', 'body')
    for (const [name, call] of LAYERS) {
      await call(page)
      await expect(page.locator(LAYER)).toBeVisible()
      await look(name, LAYER)
      await page.keyboard.press('Escape')
      await expect(page.locator(LAYER)).toHaveCount(0)
    }
    await expect(panel).toBeVisible() // Escape closed what lay over it, and nothing else
  })
}
