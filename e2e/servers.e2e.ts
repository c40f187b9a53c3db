import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { decodePortHosts } from '#contract/port-hosts.ts'
import { expectAccessible, expectNoSidewaysScrolling, readAs } from '#test/reader.ts'
import { serverNamesOf } from '#test/rows.ts'
import { ageOf, test } from '#test/tenant.ts'

import { dashboard, expectQuery, runCommand } from './dashboard.ts'
import { expect } from './fixtures.ts'

/** The parts of the servers view, by the roles and names that a reader finds them by. */
function serversOf(page: Page) {
  const region = page.getByRole('region', { name: 'Servers', exact: true })
  const table = region.getByRole('table', { name: 'Servers' })
  const panel = page.getByRole('complementary', { name: 'Server details' })
  return {
    region,
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    row: (name: string) => table.getByRole('button', { name: `Open ${name}`, exact: true }),
    sortBy: (name: string) => table.getByRole('columnheader', { name }).getByRole('button'),
    pages: region.getByRole('navigation', { name: 'Pagination' }),
    panel,
    heading: (name: string) => panel.getByRole('heading', { name, exact: true }),
    /** The words of the switch are clicked, since the radio buttons behind them are out of sight. */
    switchTo: (name: 'Ports' | 'Servers') =>
      page.getByRole('search').getByRole('group', { name: 'Listed' }).getByText(name, { exact: true }),
  }
}

test('from ports to servers by switch, key and palette, worst first, with the filters as they are', async ({
  page,
}) => {
  const { rows, switchTo, sortBy, pages, table } = serversOf(page)
  await page.goto('/?status=danger')
  await switchTo('Servers').click()
  await expectQuery(page, { status: 'danger', view: 'servers' })
  await expect(rows).toHaveCount(20)
  await expect(table.getByRole('columnheader', { name: 'Worst tier' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(rows.first()).toContainText('Control')
  await expect(pages).toContainText('1–20 of 707 servers (of 1,156 total)') // as the figure on top counts them
  await expect(dashboard(page).figure('Servers with a dangerous port')).toHaveText('707')

  await pages.getByRole('button', { name: 'Last page' }).click()
  await expect(pages).toContainText('701–707 of 707')
  await expect(rows).toHaveCount(7)
  await sortBy('Name').click()
  await expectQuery(page, { status: 'danger', view: 'servers', servers_sort: 'name' })
  await expect(pages).toContainText('1–20 of 707')
  await page.goBack()
  await expect(pages).toContainText('701–707 of 707')

  await page.keyboard.press('v')
  await expect(dashboard(page).table).toBeVisible()
  await expectQuery(page, { status: 'danger' })
  await runCommand(page, 'Servers')
  await expectQuery(page, { status: 'danger', view: 'servers' })
  await expect(rows).toHaveCount(20)
})

test('a server opens from its row, shows its ports, and leads to a port and back', async ({ page }) => {
  const { row, panel, heading } = serversOf(page)
  const name = 'dev-27'
  await page.goto('/?view=servers&q=host:dev-27')
  await row(name).focus()
  await page.keyboard.press('Enter')
  await expect(heading(name)).toBeFocused()
  await expect(panel).toContainText(/\d+ open ports, \d+ dangerous, \d+ on loopback only/)
  const ports = panel.getByRole('table', { name: 'Open ports' })
  await expect(ports.getByRole('row').nth(1)).toContainText('VNC')
  await expect(ports.getByRole('row').nth(1)).toContainText('x11vnc')
  await expect(ports.getByRole('row').nth(1)).toContainText('All addresses')
  const advice = panel.getByRole('group').filter({ hasText: '5900' })
  await advice.click()
  await expect(advice.getByRole('paragraph')).toBeVisible()
  await expect(panel.getByRole('listitem').filter({ hasText: '5900' }).first()).toContainText('Opened')

  await ports.getByRole('button', { name: 'Open 5900 TCP', exact: true }).click()
  const port = dashboard(page).panel(5900, 'TCP')
  await expect(port.getByRole('heading', { name: '5900', exact: true })).toBeFocused()
  await expect(panel).toBeHidden()
  await port.getByRole('button', { name: `Open ${name}`, exact: true }).click()
  await expect(heading(name)).toBeVisible()
  await page.goBack()
  await expect(port).toBeVisible()
  await page.goBack()
  await expect(heading(name)).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(row(name)).toBeFocused()
})

test('"databases on IPv6, reachable, in 10.0.0.0/8" is one line, and the same in both views', async ({
  page,
}) => {
  const { rows, pages } = serversOf(page)
  await page.goto('/')
  await expect(dashboard(page).rows).toHaveCount(20)
  await page.keyboard.press('v')
  await expect(rows).toHaveCount(20)
  await page.keyboard.press('/')
  await page.keyboard.type('class:database type:TCP6 -reach:loopback 10.0.0.0/8')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText(Array.from({ length: 8 }, () => /^dp-pg-0\d/))
  await expect(pages).toContainText('1–8 of 8 servers')
  await expect(rows.first()).toContainText(/1 of \d+/) // of its ports one matches
  await serversOf(page).switchTo('Ports').click()
  await expect(dashboard(page).rows).toHaveCount(1)
  await expect(dashboard(page).row(5432, 'TCP')).toBeVisible()
})

test('the servers of a port are those that the servers view finds by it', async ({ page, server }) => {
  const names = await serverNamesOf(server, 6379, 'TCP')
  const { rows } = serversOf(page)
  await page.goto('/?view=servers&port=6379&type=TCP&servers_sort=name&size=100')
  await expect(rows).toHaveCount(names.length)
  await expect(rows).toHaveText(names.toSorted().map((name) => new RegExp(`^${name}`)))
})

test('what is beyond loopback stands in the figures on top, and a click lists it', async ({ page }) => {
  const { pages } = serversOf(page)
  await page.goto('/')
  const beyond = dashboard(page).summary.getByRole('button', { name: /beyond loopback$/ })
  const count = /^[\d,]+/.exec((await beyond.textContent()) ?? '')?.[0]
  await beyond.click()
  await expectQuery(page, { view: 'servers', status: 'danger', q: '-reach:loopback' })
  await expect(pages).toContainText(` of ${count} servers`)
})

test('the list is saved as CSV and JSON, all pages of it', async ({ page }) => {
  await page.goto('/?view=servers&q=host:dev&size=10')
  await expect(serversOf(page).pages).toContainText('1–10 of')
  const total = /of ([\d,]+) servers/.exec((await serversOf(page).pages.textContent()) ?? '')?.[1]
  await page.getByRole('search').getByRole('button', { name: 'Export' }).click()
  await expect(page.getByText(`All ${total} matching servers`)).toBeVisible()
  const save = async (name: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^openports-servers-demo-host-/)
    return await readFile(await file.path(), 'utf8')
  }
  const csv = await save('CSV')
  expect(csv.trim().split('\r\n')).toHaveLength(1 + Number(total))
  expect(csv).toContain('Name,Container,Address,Enterprise project,Open,Dangerous,Worst tier,New')
  const json: unknown = JSON.parse(await save('JSON'))
  expect(json).toMatchObject({ stamp: { query: 'host:dev', counts: { servers: Number(total) } } })
  await expect(page.getByText(`Exported ${total} servers.`)).toBeVisible()
})

test('a scope whose source names no servers says so, and never 0', async ({ page, startTenant }) => {
  const { server } = await startTenant({ rows: 40 })
  await page.goto(`${server.url}/?view=servers`)
  await expect(ageOf(page)).toContainText('40 of 40 rows')
  const { region } = serversOf(page)
  await expect(region.getByText('Servers are not known for this scope.')).toBeVisible()
  await page.goto(`${server.url}/?q=host:web`)
  await expect(page.getByText('so this search cannot be answered')).toBeVisible()
})

test('a frame about one server shows it in place of the figures, and a port opened there closes back to it', async ({
  page,
  server,
}) => {
  const answer = await fetch(
    `${server.url}/v5/demo/asset/ports/detail?port=5900&enterprise_project_id=all_granted_eps`,
    {
      headers: { 'X-Auth-Token': server.token },
    },
  )
  const [host] = decodePortHosts(await answer.json()).hosts
  const { panel, heading } = serversOf(page)
  await page.goto(`/?embed=true&host=${host?.hostId ?? ''}`)
  await expect(heading('dev-27')).toBeVisible()
  await expect(dashboard(page).summary).toBeHidden()
  await expect(panel.getByRole('button', { name: 'Close' })).toBeHidden()
  await panel.getByRole('button', { name: 'Open 5900 TCP', exact: true }).click()
  await dashboard(page).panel(5900, 'TCP').getByRole('button', { name: 'Close' }).click()
  await expect(heading('dev-27')).toBeVisible()
})

test.describe('a server that is not there', () => {
  test.use({ expectedProblems: [/404/] })

  test('is said to be none', async ({ page }) => {
    await page.goto('/?server=no-such-server')
    await expect(serversOf(page).panel).toContainText('not in this scope')
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'zh-CN'],
] as const)
  test(`axe finds nothing in servers and panel: ${theme}, ${language}`, async ({ page }) => {
    await readAs(page, { theme, language })
    await page.goto('/?view=servers&q=host:dev-27')
    const open = page.locator('tbody').getByRole('button', { name: /dev-27$/ })
    await expect(open).toBeVisible()
    await open.click()
    await expect(page.getByText('x11vnc').first()).toBeVisible()
    await expectAccessible(page, 'servers')
  })

test('on a phone name, dangerous and worst tier are read whole @phone', async ({ page }) => {
  await page.goto('/?view=servers')
  const { rows, table } = serversOf(page)
  await expect(rows).toHaveCount(20)
  await expectNoSidewaysScrolling(page)
  const cut = await table.locator('th, th *, td, td *').evaluateAll((parts) =>
    parts
      .filter((part) => part.checkVisibility() && !part.matches('.sr-only'))
      .filter(
        (part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflow === 'hidden',
      )
      .map((part) => part.textContent),
  )
  expect(cut).toEqual([])
})
