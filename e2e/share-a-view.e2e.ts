import type { Page } from '@playwright/test'

import { MESSAGES } from '#test/reader.ts'
import { byDefault, byPort, fold, rowsOf, serverNamesOf, snapshotOf } from '#test/rows.ts'

import { dashboard, expectFigures, expectTable, runCommand, shownRows } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

/** What a user sees: everything on the page that has a role or a text. */
const seen = (page: Page): Promise<string> => page.getByRole('main').ariaSnapshot()

test('a link to a view shows another user the same, including the panel', async ({
  page,
  browser,
  server,
}) => {
  const rows = await rowsOf(server)
  const { searchField, menu, sortBy, toPage, pageSize, riskByProtocol, row, panel } = dashboard(page)
  await page.goto('/')
  await searchField.fill('1-20000')
  await menu('Type').click()
  await page.getByRole('checkbox', { name: /^TCP, / }).check()
  await page.getByRole('checkbox', { name: /^TCP6, / }).check()
  await page.keyboard.press('Escape')
  await menu('Risk').click()
  await page.getByRole('checkbox', { name: /^Danger, / }).check()
  await page.keyboard.press('Escape')
  await sortBy('Port').click()
  await riskByProtocol.getByText('Instances', { exact: true }).click()
  await pageSize.selectOption('10 per page')
  await toPage('Next').click()
  await row(2375, 'TCP').click()
  const servers = await serverNamesOf(server, 2375, 'TCP')
  await expect(panel(2375, 'TCP').locator('tbody').getByRole('row')).toContainText(servers)

  const found = rows.filter(
    ({ port, type, status }) => port <= 20_000 && type.startsWith('TCP') && status === 'danger',
  )
  await expectFigures(page, found, rows)
  await expectTable(page, fold(found).toSorted(byPort).slice(10, 20))
  const link = page.url()
  const here = await seen(page)

  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(link)
  await expect.poll(() => seen(other)).toBe(here)
  await other.reload()
  await expect.poll(() => seen(other)).toBe(here)
  await dashboard(other).searchField.focus()
  await expect(dashboard(other).searchField).toHaveValue('1-20000')
  await elsewhere.close()
})

/** Everything of the page except the age of the data. */
const contentOf = async (page: Page): Promise<string> =>
  (await page.locator('body').ariaSnapshot()).replace(/updated (just now|\d+ min\. ago)/, 'updated')

/** The same, once nothing is on its way any more. */
async function settled(page: Page): Promise<string> {
  await expect(dashboard(page).rows.first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Top ports' })).toBeVisible()
  let last = ''
  const isStill = async () => {
    const now = await contentOf(page)
    const same = now === last
    last = now
    return same && (await page.locator('[aria-busy=true]').count()) === 0
  }
  await expect.poll(isStill).toBe(true)
  return last
}

test('a reload shows the same of everything that an address can hold', async ({ page, server }) => {
  const snapshot = await snapshotOf(server)
  for (const address of [
    '/?port=1-20000&type=TCP,TCP6&status=danger&off=servers:%3E50&sort=port&measure=instances&size=10&page=2' +
      '&density=compact&cols=port,type,servers&row=2375-tcp&numbers=open' +
      '&since=24h&kind=opened',
    `/?q=is:rare%20-class:database&sort=servers,-port&snapshot=${snapshot}`,
    '/?category=container&enterprise_project_id=0&port_string=80&size=100&sort=-servers',
  ]) {
    await page.goto(address)
    const before = await settled(page)
    await page.reload()
    await expect.poll(() => contentOf(page)).toBe(before)
  }
})

test('Back and Forward walk through the views as they were made', async ({ page }) => {
  const { menu, sortBy, toPage, searchField, pageSize, riskByProtocol } = dashboard(page)
  const steps: (() => Promise<unknown>)[] = [
    () => searchField.fill('1-50000'),
    async () => {
      await menu('Type').click()
      await page.getByRole('checkbox', { name: /^TCP, / }).check()
      await page.keyboard.press('Escape')
    },
    () => sortBy('Servers').click(),
    () => toPage('Next').click(),
    () => pageSize.selectOption('10 per page'),
    () => riskByProtocol.getByText('Instances', { exact: true }).click(),
    () => runCommand(page, 'Ports by number'),
    async () => {
      await page.getByRole('button', { name: 'Columns and density' }).click()
      await page.getByText('Compact', { exact: true }).click()
      await page.keyboard.press('Escape')
    },
    () => dashboard(page).rows.first().getByRole('button').click(),
  ]
  await page.goto('/')
  await expect(dashboard(page).row(8265, 'TCP')).toBeVisible() // rows, not their placeholders
  await expect(page).toHaveURL(/[?&]project=demo/) // which the page writes into an address without one
  const views = [{ url: page.url(), rows: await shownRows(page) }]
  for (const step of steps) {
    await step()
    await expect(page).not.toHaveURL(views.at(-1)?.url ?? '')
    views.push({ url: page.url(), rows: await shownRows(page) })
  }
  for (const view of views.slice(0, -1).toReversed()) {
    await page.goBack()
    await expect(page).toHaveURL(view.url)
    await expect.poll(() => shownRows(page)).toEqual(view.rows)
  }
  for (const view of views.slice(1)) {
    await page.goForward()
    await expect(page).toHaveURL(view.url)
    await expect.poll(() => shownRows(page)).toEqual(view.rows)
  }
  await page.reload()
  await expect.poll(() => shownRows(page)).toEqual(views.at(-1)?.rows)
})

test('values in the address that cannot be read count as absent', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto(
    '/?port=ssh&port_string=8x&type=,&status=&sort=colour&page=-3&size=7&category=vm&measure=love&row=telnet',
  )
  await expectFigures(page, rows, rows)
  await expectTable(page, fold(rows).toSorted(byDefault).slice(0, 20))
  await expect(dashboard(page).pages).toContainText('Page 1 of ')
  await expect(page.getByRole('complementary', { name: MESSAGES.en.terms.projects.demo })).toBeVisible()
  await expect(page.getByRole('complementary')).toHaveCount(1) // no panel beside the notice
  await expect(page.getByRole('radio', { name: 'Hosts' })).toBeChecked()

  await page.goto('/?page=9999')
  await expect(dashboard(page).toPage('Last')).toBeDisabled()
  const listed = fold(rows).toSorted(byDefault)
  await expectTable(page, listed.slice(20 * Math.floor((listed.length - 1) / 20)))
})
