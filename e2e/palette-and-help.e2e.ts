import { HELP_TEXTS } from '#i18n/help.ts'
import { expectAccessible, MESSAGES } from '#test/reader.ts'
import { byNumberDown, fold, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectQuery, shownRows } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('the palette filters, sorts, goes to a port and opens the help, by keys alone', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { panel, searchField, column } = dashboard(page)
  const palette = page.getByRole('combobox', { name: 'Command palette' })
  const ask = async (text: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(palette).toBeFocused()
    await page.keyboard.type(text)
  }
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await ask('risk danger')
  await expect(page.getByRole('option', { name: 'Danger Risk' })).toHaveAttribute('aria-selected', 'true')
  await expectAccessible(page, 'the palette')
  await page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expectAddress(page, '/?status=danger')
  await ask('sort servers asc')
  await page.keyboard.press('Enter')
  await expect(column('Servers')).toHaveAttribute('aria-sort', 'ascending')
  await page.goBack()
  await expectQuery(page, { status: 'danger' })
  await page.goBack()

  await ask('3389')
  await page.keyboard.press('Enter')
  await expect(panel(3389, 'TCP')).toBeVisible()
  await page.keyboard.press('Escape')
  await ask('columns service')
  await page.keyboard.press('Enter')
  await expect(column('Service')).toHaveCount(0)
  await ask('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await ask('help')
  await page.keyboard.press('Enter')
  const help = page.getByRole('dialog', { name: MESSAGES.en.header.help })
  for (const text of Object.values(HELP_TEXTS.en.shortcuts))
    await expect(help.getByRole('definition').filter({ hasText: text }).first()).toBeVisible()
  await help.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('/')
  await expect(palette).toHaveCount(0)
  await expect(searchField).not.toBeFocused()
})

test('a click beside a dialog closes it; what is pressed within or selected from there does not', async ({
  page,
}) => {
  const { en: t } = MESSAGES
  await page.goto('/')
  for (const name of [t.header.help, t.palette.title]) {
    const dialog = page.getByRole('dialog', { name, exact: true })
    await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
    await page.keyboard.press(name === t.header.help ? '?' : 'ControlOrMeta+k')
    await expect(dialog).toBeVisible()
    await dialog.click({ position: { x: 4, y: 4 } })
    await dialog.hover({ position: { x: 20, y: 20 } })
    await page.mouse.down()
    await page.mouse.move(2, 2)
    await page.mouse.up()
    await expect(dialog).toBeVisible()
    await page.mouse.click(2, 2)
    await expect(dialog).toHaveCount(0)
  }
})

test('shortcuts do not fire while the reader types', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await searchField.focus()
  await page.keyboard.type('jkx?[]/')
  await expect(searchField).toHaveValue('jkx?[]/')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: / selected$/ })).toHaveCount(0)
})

test('the rare ports are one click away, the highest first', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const rare = rows.filter(({ num }) => num <= 2)
  const button = page.getByRole('button', { name: 'Rare ports' })
  await page.goto('/')
  await button.click()
  await expectQuery(page, { q: 'is:rare', sort: 'servers,-port' })
  await expectFigures(page, rare, rows)
  const expected = fold(rare)
    .toSorted((a, b) => a.num - b.num || byNumberDown(a, b))
    .slice(0, 20)
  await expect
    .poll(async () => (await shownRows(page)).map((row) => row.split(' ')[0]))
    .toEqual(expected.map(({ port }) => String(port)))
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await page.goBack()
  await expectFigures(page, rows, rows)
})
