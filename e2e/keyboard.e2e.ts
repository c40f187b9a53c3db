import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expectAccessible, MESSAGES, readAs } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES

/** What has the focus, by its role's own words: label, name or text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return ''
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : null
    const group = element.closest('fieldset')?.querySelector('legend')?.textContent
    return (
      element.getAttribute('aria-label') ??
      (element instanceof HTMLInputElement && element.type === 'radio' ? group : undefined) ??
      label?.querySelector('span')?.textContent ??
      label?.textContent ??
      element.innerText
    ).replaceAll(/\s+/g, ' ')
  })

/** Whether the focus is visible: an outline, on the element or on its label. */
const isFocusVisible = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const outlined = (element: Element | null | undefined) => {
      if (!element) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    }
    const element = document.activeElement
    return outlined(element) || outlined(element?.closest('label'))
  })

test('Tab follows the reading order, and the focus is visible', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
  const passed: string[] = []
  for (let i = 0; i < 23; i++) {
    await page.keyboard.press('Tab')
    passed.push(await focused(page))
    expect(await isFocusVisible(page), passed.at(-1)).toBe(true)
  }
  expect(passed.map((name) => name.split(':')[0])).toEqual([
    t.common.skipToPorts,
    t.scope.importScan,
    t.scope.project,
    t.scope.category,
    t.scope.enterpriseProject,
    t.header.refresh,
    t.header.openHelp.split(':')[0],
    t.header.theme,
    t.header.language,
    t.table.views.label,
    t.filters.search,
    t.filters.type,
    t.filters.risk,
    t.filters.class,
    t.filters.range,
    t.header.views,
    t.header.export,
    t.course.open(t.summary.ofRows.dangerous),
    t.summary.dangerous,
    t.summary.control,
    t.changes.title,
    `${t.changes.since} ${t.changes.presets['24h']}`,
    t.changes.counted.host.opened(1),
  ])
})

test('the first Tab leads to a link that skips to the table', async ({ page }) => {
  for (const language of ['en', 'zh-CN'] as const) {
    await readAs(page, { theme: 'light', language })
    await page.goto('/?type=TCP')
    const { common, table } = MESSAGES[language]
    const skip = page.getByRole('link', { name: common.skipToPorts })
    const ports = page.getByRole('region', { name: table.label, exact: true })
    const portHead = ports.getByRole('columnheader', { name: table.columns.port, exact: true })
    await expect(portHead).toBeVisible()
    await expect(skip).not.toBeInViewport({ ratio: 0.5 }) // a reader with a mouse has no use for it
    await page.keyboard.press('Tab')
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport({ ratio: 1 })
    await expectAccessible(page, 'skip link')
    await page.keyboard.press('Enter')
    await expect(ports).toBeFocused()
    await expect(portHead).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Tab')
    await expect(page.getByRole('checkbox', { name: table.selectPage })).toBeFocused()
    expect(new URL(page.url()).hash).toBe('') // the address is the view's
  }
})

test('everything works without a mouse', async ({ page }) => {
  await page.goto('/')
  const rows = page.getByRole('table', { name: t.table.label, exact: true })
  await expect(rows.getByRole('button', { name: t.table.open(8265, 'TCP') })).toBeVisible()
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

  // Filter by risk: into the menu, choose, out again, and back where the menu was opened.
  await press('/')
  await expect(page.getByRole('search').getByRole('combobox')).toBeFocused()
  await press('Tab', 'Tab', 'Enter')
  const danger = page.getByRole('checkbox', { name: new RegExp(`^${t.terms.statuses.danger}`) })
  await expect(danger).toBeVisible()
  await press('Tab', 'Tab', 'Tab') // of two risks the second, behind the menu of the first
  await expect(danger).toBeFocused()
  expect(await isFocusVisible(page)).toBe(true)
  await press('Space')
  await expect(page).toHaveURL(/status=danger/)
  await press('Escape')
  await expect(page.getByRole('search').getByRole('button', { name: t.filters.risk }).first()).toBeFocused()

  // Take the filter away by its pill: the focus stays in the bar.
  const pill = page.getByRole('button', {
    name: t.filters.remove(t.filters.pill.risk(t.terms.statuses.danger)),
  })
  await press('Tab', 'Tab', 'Tab', 'Tab') // past class, range and the label of the pill
  await expect(pill).toBeFocused()
  await press('Enter')
  await expect(page).not.toHaveURL(/status=/)
  await expect(page.getByRole('search')).toBeFocused()

  // Sort, open a row, read its panel, and come back to the row.
  const servers = rows.getByRole('columnheader', { name: t.table.columns.servers }).getByRole('button')
  await servers.focus()
  await press('Enter')
  await expect(page).toHaveURL(/sort=-servers/)
  const first = rows.getByRole('button', { name: t.table.open(22, 'TCP'), exact: true })
  await press('Tab', 'Tab') // past the column behind it
  await expect(first).toBeFocused()
  await press('ArrowDown', 'ArrowUp', 'Enter')
  const panel = page.getByRole('complementary', { name: t.panel.label(22, 'TCP'), exact: true })
  await expect(panel.getByRole('heading', { name: '22' })).toBeFocused()
  await press('Tab', 'Tab', 'Tab') // past the buttons to the ports before and after it
  await expect(panel.getByRole('button', { name: t.common.close })).toBeFocused()
  await expect(panel.locator('summary')).toBeVisible()
  await press('Tab')
  await expect(panel.locator('summary')).toBeFocused()
  await press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(first).toBeFocused()

  // On to the next page of rows.
  const next = page.getByRole('button', { name: t.table.next })
  await next.focus()
  await press('Enter')
  await expect(page).toHaveURL(/page=2/)
  await expect(next).toBeFocused()

  // Another port that comes to stand where one had the focus does not get it.
  await press('j')
  const opener = rows.locator('tbody button:focus')
  await expect(opener).toHaveCount(1)
  await page.goBack()
  await expect(first).toBeVisible()
  await expect(opener).toHaveCount(0)
})

test('three ports are found, selected, opened and exported by keys and accessible names alone', async ({
  page,
}) => {
  const inFocus = page.locator(':focus')
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  /** Goes on by Tab until what has the focus is called so; it is always something, never the page behind it. */
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab')
      const said = await inFocus.ariaSnapshot()
      if (name.test(said)) return
    }
    throw new Error(`nothing within twenty steps is called ${String(name)}`)
  }
  await page.goto('/')
  await expect(page.getByRole('button', { name: t.table.open(8265, 'TCP') })).toBeVisible()
  await press('/')
  await expect(inFocus).toHaveAccessibleName(t.filters.search)
  await page.keyboard.type('risk:danger port:1-500')
  await press('Enter')
  await expect(inFocus).toHaveAccessibleName(t.filters.search)
  await press('Tab', 'j')
  const picked: string[] = []
  for (let i = 0; i < 3; i++) {
    await expect(inFocus).toHaveAccessibleName(/^Open \d+ \w+$/)
    picked.push(((await inFocus.getAttribute('aria-label')) ?? '').replace('Open ', ''))
    await press('x')
    if (i < 2) await press('j')
  }
  expect(new Set(picked).size).toBe(3)
  await expect(page.getByRole('button', { name: t.table.selected(3, true), exact: true })).toBeVisible()

  const [port = ''] = picked[2]?.split(' ') ?? []
  await press('Enter')
  await expect(inFocus).toHaveText(port)
  await expect(inFocus).toHaveRole('heading')
  const panel = page.getByRole('complementary', { name: `Port ${picked[2]}`, exact: true })
  await expect(panel.getByRole('heading', { name: t.portPanel.why })).toBeVisible()
  await press('Escape')
  await expect(inFocus).toHaveAccessibleName(`Open ${picked[2]}`)

  await press('/')
  await tabTo(/button "Export"/)
  await press('Enter')
  await tabTo(/button "CSV /)
  const saving = page.waitForEvent('download')
  await press('Enter')
  const lines = (await readFile(await (await saving).path(), 'utf8')).trimEnd().split('\r\n').slice(1)
  const saved = lines
    .map((line) => line.split(','))
    .map(([number, , type = '']) => `${number} ${type.replace('6', '')}`)
  expect([...new Set(saved)]).toEqual(picked) // of a port, both address families
  await press('Escape')
  await expect(inFocus).toHaveAccessibleName(t.header.export)
})

test('a letter goes to a menu’s item that begins with it, and Tab closes the menu and goes on', async ({
  page,
}) => {
  await page.goto('/?type=TCP')
  const label = t.filters.pill.type('TCP')
  const item = (name: string) => page.getByRole('menu').getByRole('menuitem', { name, exact: true })
  await page.getByRole('button', { name: t.filters.pillName(label, false), exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(item(t.filters.invert)).toBeFocused()
  await page.keyboard.press(t.filters.removePill.charAt(0))
  await expect(item(t.filters.removePill)).toBeFocused()
  await page.keyboard.press(t.filters.invert.charAt(0).toLowerCase())
  await expect(item(t.filters.invert)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(page.getByRole('button', { name: t.filters.remove(label), exact: true })).toBeFocused()
})

test('Escape closes what was opened last, from a field of it too', async ({ page }) => {
  await page.goto('/?row=23-tcp')
  const panel = page.getByRole('complementary', { name: t.panel.label(23, 'TCP'), exact: true })
  const find = panel.getByRole('searchbox', { name: t.portPanel.findServer })
  await find.focus()
  await page.keyboard.press('?') // is written
  await expect(find).toHaveValue('?')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})
