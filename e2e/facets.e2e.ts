import type { Page } from '@playwright/test'

import { dangerousPort } from '#knowledge/dangerous-ports.ts'
import { expectAccessible } from '#test/reader.ts'
import { fold, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectQuery } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const classOf = ({ port, type }: Row): string => dangerousPort(port, type)?.class ?? ''
const isDatabase = (row: Row): boolean => classOf(row) === 'database'

const facets = (page: Page) => ({
  open: (name: 'Class' | 'Range' | 'Type') =>
    page.getByRole('search').getByRole('button', { name, exact: true }).click(),
  /** A value of an open menu, with how many ports it says it has. */
  value: (name: string, rows: number) =>
    page.getByRole('checkbox', { name: `${name}, ${rows} ${rows === 1 ? 'port' : 'ports'}`, exact: true }),
  item: (name: string) => page.getByRole('menu').getByRole('menuitem', { name, exact: true }),
  box: (name: string) => page.getByRole('menu').getByRole('menuitemcheckbox', { name, exact: true }),
})

test('class and range are chosen as terms of the query, and the counts of each follow the others', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { open, value } = facets(page)
  const count = (passes: (row: Row) => boolean) => fold(rows.filter(passes)).length
  await page.goto('/')
  await open('Class')
  await value('Database', count(isDatabase)).check()
  await expectQuery(page, { q: 'class:database' })
  await expect(
    value(
      'Remote control',
      count((row) => classOf(row) === 'remote'),
    ),
  ).toBeVisible()
  await expectAccessible(page, 'a menu of values')
  await page.keyboard.press('Escape')
  await expectFigures(page, rows.filter(isDatabase), rows)

  await open('Range')
  const registered = (row: Row) => row.port >= 1024 && row.port <= 49_151
  await value(
    'Registered, 1024–49151',
    count((row) => isDatabase(row) && registered(row)),
  ).check()
  await expectQuery(page, { q: 'class:database port:1024-49151' })
  await page.keyboard.press('Escape')
  await expect(dashboard(page).searchField).toHaveValue('')
  for (const label of ['class:database', 'Port: 1024-49151'])
    await expect(dashboard(page).pill(label)).toBeVisible()
  const seen = await page.getByRole('main').ariaSnapshot()
  await page.reload()
  await expect.poll(() => page.getByRole('main').ariaSnapshot()).toBe(seen)

  await page.goBack()
  await expectFigures(page, rows.filter(isDatabase), rows)
  await page.goBack()
  await expectFigures(page, rows, rows)
})

test('the menu of a value excludes it or shows only it; a pill is inverted, disabled and removed by keys', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { open, item, box } = facets(page)
  const { pill, clearAll } = dashboard(page)
  await page.goto('/')
  await open('Type')
  await page.getByRole('button', { name: 'Filter by UDP', exact: true }).click()
  await expectAccessible(page, 'what can be done with a value')
  await box('Exclude').click()
  await expectQuery(page, { q: '-type:UDP' })
  await page.getByRole('button', { name: 'Filter by TCP6', exact: true }).click()
  await item('Only this').click()
  await expectAddress(page, '/?type=TCP6')
  const tcp6 = (row: Row) => row.type === 'TCP6'
  await expectFigures(page, rows.filter(tcp6), rows)
  await page.keyboard.press('Escape')

  const label = page.getByRole('button', { name: /^Filter (Type: |-type:)TCP6/ })
  await label.focus()
  await page.keyboard.press('Enter')
  await expect(item('Invert')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter') // disabled
  await expectAddress(page, '/?off=type:TCP6')
  await expect(label).toHaveAccessibleName('Filter Type: TCP6, disabled')
  await expectFigures(page, rows, rows)
  await page.reload()
  await expect(label).toHaveAccessibleName('Filter Type: TCP6, disabled')
  await expectAccessible(page, 'a disabled filter')

  await label.click()
  await item('Invert').click()
  await label.click()
  await item('Enable').click()
  await expectQuery(page, { q: '-type:TCP6' })
  await expectFigures(
    page,
    rows.filter((row) => !tcp6(row)),
    rows,
  )
  await label.focus()
  await page.keyboard.press('Delete')
  await expect(pill('-type:TCP6')).toHaveCount(0)
  await expect(page.getByRole('search')).toBeFocused()
  await expect(clearAll).toBeHidden()
  await page.goBack()
  await expect(pill('-type:TCP6')).toBeVisible()
})

test('a brush over the port numbers filters by the range, and so do its handles by keys', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const numbers = page.getByRole('region', { name: 'Ports by number' })
  const from = numbers.getByRole('slider', { name: 'From port' })
  await page.goto('/?numbers=open')
  await expect(dashboard(page).topPorts.getByRole('button').first()).toBeVisible() // nothing above it is on its way
  await expect(from).toBeVisible()
  const box = await from.locator('xpath=..').boundingBox() // what the bars and the handles stand in
  if (box === null) throw new Error('the chart is not on screen')
  const inBar = (bar: number) => box.x + (box.width * (bar + 0.5)) / 64
  await page.mouse.move(inBar(1), box.y + 20)
  await page.mouse.down()
  await page.mouse.move(inBar(4), box.y + 20, { steps: 3 })
  await page.mouse.move(inBar(3), box.y + 20)
  await page.mouse.up()
  await expectQuery(page, { numbers: 'open', port: '1024-4095' })
  await expectFigures(
    page,
    rows.filter(({ port }) => port >= 1024 && port <= 4095),
    rows,
  )
  await expectAccessible(page, 'a range of numbers')
  await page.goBack() // one stroke, one step
  await expectFigures(page, rows, rows)

  await from.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expectFigures(
    page,
    rows.filter(({ port }) => port >= 2048),
    rows,
  )
  await numbers.getByRole('button', { name: 'All ports' }).click()
  await expectFigures(page, rows, rows)
})
