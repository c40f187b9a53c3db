import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expectAccessible } from '#test/reader.ts'
import { byDefault, fold, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectQuery } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const box = (page: Page, port: number, type: string) =>
  page.getByRole('checkbox', { name: `Select ${port} ${type}`, exact: true })
const picked = (page: Page, count: number) =>
  page.getByRole('button', { name: `${count} ${count === 1 ? 'port' : 'ports'} selected`, exact: true })

test('rows are selected by box, by Shift and by key, across filters, and exactly these are exported', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const [first, second, third, fourth] = fold(rows).toSorted(byDefault)
  if (!first || !second || !third || !fourth) throw new Error('the demo fleet has more')
  await page.goto('/')
  await box(page, first.port, first.type).click()
  await box(page, third.port, third.type).click({ modifiers: ['Shift'] })
  await expect(box(page, second.port, second.type)).toBeChecked()
  await expect(picked(page, 3)).toBeVisible()
  await page.keyboard.press('ArrowDown') // from box to box
  await page.keyboard.press('x')
  await expect(box(page, fourth.port, fourth.type)).toBeChecked()
  await page.keyboard.press('x')
  await expect(picked(page, 3)).toBeVisible()
  await expectAccessible(page, 'selected rows')

  await dashboard(page).searchField.fill('22')
  await page.keyboard.press('Enter')
  await expectFigures(
    page,
    rows.filter(({ port }) => port === 22),
    rows,
  )
  await page.keyboard.press('x') // typed: a letter of the field, not a key of the page
  await expect(picked(page, 3)).toBeVisible()
  await dashboard(page).searchField.fill('22')
  await box(page, 22, 'TCP').check() // both address families
  await expect(picked(page, 4)).toBeVisible()

  const chosen = [first, second, third, { port: 22, types: ['TCP', 'TCP6'] }].flatMap(({ port, types }) =>
    types.map((type) => `${port} ${type}`),
  )
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(
    page.getByText(`The ${chosen.length} selected rows: one per port and type, in table order.`),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: /^curl/ })).toBeHidden()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^CSV/ }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n').slice(1)
  expect(lines.map((line) => line.split(',')).map(([port, , type]) => `${port} ${type}`)).toEqual(chosen)
  await page.getByText('2 rows matching', { exact: true }).click()
  await expect(page.getByText(/^All 2 matching rows: one per port and type/)).toBeVisible()
  await expectAccessible(page, 'the choice between selected and matching rows')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(page.getByRole('search')).toBeFocused()
  await expect(picked(page, 4)).toHaveCount(0)
})

test('a page is selected by the box of its head, all matching rows by the button beside the count', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const dangerous = fold(rows.filter(({ status }) => status === 'danger'))
  await page.goto('/?status=danger')
  const head = page.getByRole('checkbox', { name: 'Select all rows on this page' })
  await head.check()
  await picked(page, 20).click()
  await page.getByRole('menuitem', { name: `Select all ${dangerous.length} matching ports` }).click()
  await expect(picked(page, dangerous.length)).toBeVisible()
  await head.uncheck()
  await expect(picked(page, dangerous.length - 20)).toBeVisible()
  await page.getByText('Containers', { exact: true }).click() // another scope has rows of its own
  await expect(page.getByRole('button', { name: / selected$/ })).toHaveCount(0)
})

test('columns and density are kept in the address, and can be reset', async ({ page }) => {
  const { column } = dashboard(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await page.getByRole('checkbox', { name: 'Service' }).uncheck()
  await page.getByText('Compact', { exact: true }).click()
  await expectQuery(page, { cols: 'port,type,class,status,tier,servers,seen', density: 'compact' })
  await expect(column('Service')).toHaveCount(0)
  await expectAccessible(page, 'the settings of the table')
  await page.reload()
  await expect(column('Port')).toBeVisible()
  await expect(column('Service')).toHaveCount(0)
  const row = dashboard(page).rows.first()
  await expect.poll(async () => (await row.boundingBox())?.height).toBeLessThan(32)
  await page.goBack()
  await expectQuery(page, { cols: 'port,type,class,status,tier,servers,seen' })
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await page.getByRole('button', { name: 'Reset table' }).click()
  await expectAddress(page, '/')
  await expect(column('Service')).toBeVisible()
})

test('any value of the page has a menu: by right click, by the button beside it, and by keys', async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-write'])
  const rows = await rowsOf(server)
  const [first] = fold(rows).toSorted(byDefault)
  if (!first) throw new Error('the demo fleet has rows')
  const { row, riskByProtocol, topPorts } = dashboard(page)
  const item = (name: string) => page.getByRole('menu').getByRole('menuitem', { name, exact: true })
  const boxItem = (name: string) =>
    page.getByRole('menu').getByRole('menuitemcheckbox', { name, exact: true })
  await page.goto('/')

  await row(first.port, first.type).hover()
  await expect(page.getByTitle(`Filter by Port ${first.port}`)).toBeVisible() // its code comes after the rows
  await row(first.port, first.type).click({ button: 'right' })
  await expect(page.getByRole('menu', { name: `Filter by Port ${first.port}` })).toBeVisible()
  await item('Copy').click()
  await expect(item('Copied.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(dashboard(page).searchField).toHaveValue(String(first.port))
  await page.goBack()
  await page.keyboard.press('Escape') // the suggestions cover the first row
  await row(first.port, first.type).click({ button: 'right' })
  await boxItem('Exclude').click()
  await expectQuery(page, { q: `-port:${first.port}` })
  await expectFigures(
    page,
    rows.filter(({ port }) => port !== first.port),
    rows,
  )
  await page.goBack()
  await expectFigures(page, rows, rows)

  // By keys alone: from the port along its row, and into the menu.
  await row(first.port, first.type).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(boxItem('Include').first()).toBeFocused() // of the protocol; then of each type
  await expectAccessible(page, 'the menu of a value')
  await page.keyboard.press('Enter')
  await expectAddress(page, `/?q=protocol:${first.type.toLowerCase()}`)
  await expect(page.getByRole('search')).toBeFocused()
  await page.goBack()

  await riskByProtocol.getByRole('button', { name: 'Danger' }).hover()
  await page.getByTitle('Filter by Danger').click()
  await boxItem('Exclude').click()
  await expectQuery(page, { q: '-risk:danger' })
  await page.goBack()

  await topPorts.getByText('All', { exact: true }).click()
  await topPorts.getByRole('button', { name: '22 SSH', exact: true }).focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'Filter by Port 22, Protocol TCP, SSH' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(topPorts.getByRole('button', { name: '22 SSH', exact: true })).toBeFocused()

  // A bar is of a type and of a risk.
  const values = 'data-values="protocol:tcp risk:danger"'
  await riskByProtocol.locator(`rect[${values}]`).hover()
  await riskByProtocol.locator(`path[${values}]`).click({ button: 'right' }) // drawn under the mouse
  await expect(page.getByRole('menu', { name: 'Filter by Protocol TCP, Danger', exact: true })).toBeVisible()
  await expect(page.getByRole('menu').getByRole('group', { name: 'Danger' })).toBeVisible()
  await page
    .getByRole('menu')
    .getByRole('group', { name: 'Protocol TCP' })
    .getByRole('menuitem', { name: 'Only this' })
    .click()
  await expectQuery(page, { top: 'all', q: 'protocol:tcp' })
})

test('the button beside a value goes with it when another port takes the row', async ({ page }) => {
  await page.goto('/')
  const port = dashboard(page).row(10250, 'TCP').getByText('10250')
  await port.hover()
  const button = page.getByTitle('Filter by Port 10250')
  await expect(button).toBeVisible()
  await page.getByRole('search').getByRole('combobox').fill('22')
  await expect(dashboard(page).row(22, 'TCP')).toBeVisible()
  await expect(button).toHaveCount(0)
})

test('a press takes the button beside a value away, so that it cannot come between the press and its release', async ({
  page,
}) => {
  await page.goto('/')
  await dashboard(page).row(10250, 'TCP').getByText('10250').hover()
  const button = page.getByTitle('Filter by Port 10250')
  await expect(button).toBeVisible()
  await page.mouse.down()
  await expect(button).toHaveCount(0)
  await page.mouse.up()
  await expect(page).toHaveURL(/row=10250-tcp/)
})
