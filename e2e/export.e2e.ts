import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { fold, isDangerous, rowsOf } from '#test/rows.ts'

import { dashboard, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const openMenu = (page: Page) => page.getByRole('search').getByRole('button', { name: 'Export', exact: true })
const item = (page: Page, name: string) =>
  page.locator(':popover-open').getByRole('button', { name: new RegExp(`^${name} `) })

async function saved(page: Page, kind: string): Promise<{ name: string; text: string }> {
  const saving = page.waitForEvent('download')
  await item(page, kind).click()
  const download = await saving
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('files have all matching rows in the order shown, with their scope and snapshot', async ({
  page,
  server,
}) => {
  const rows = (await rowsOf(server)).filter(isDangerous).toSorted((a, b) => b.port - a.port) // types of a port stay as they are
  await page.goto('/?status=danger&sort=-port&size=10')
  await expectTable(page, fold(rows).slice(0, 10))
  await openMenu(page).click()

  const csv = await saved(page, 'CSV')
  expect(csv.name).toMatch(/^openports-demo-host-.*Z\.csv$/)
  expect(csv.text.startsWith('\uFEFFport,')).toBe(true)
  const [head = '', ...lines] = csv.text.slice(1).trimEnd().split('\r\n')
  const columns = head.split(',')
  const cells = lines.map((line) => line.split(','))
  const inColumn = (name: string) => cells.map((line) => line[columns.indexOf(name)])
  expect(inColumn('port')).toEqual(rows.map(({ port }) => String(port)))
  expect(inColumn('type')).toEqual(rows.map(({ type }) => type))
  expect(inColumn('servers')).toEqual(rows.map(({ num }) => String(num)))

  const json = await saved(page, 'JSON')
  const read: unknown = JSON.parse(json.text)
  expect(read).toMatchObject({
    stamp: {
      scope: { project: 'demo', category: 'host' },
      query: 'risk:danger',
      counts: { rows: rows.length },
    },
    rows: rows.map(({ port, type, num }) => ({ port, type, servers: num })),
  })

  const saving = page.waitForEvent('download')
  await item(page, 'Picture').click()
  expect((await saving).suggestedFilename()).toMatch(/^openports-charts-demo-host-.*Z\.png$/)

  const markdown = await saved(page, 'Markdown')
  expect(markdown.text.split('\n').filter((line) => /^\| *\d/.test(line))).toHaveLength(rows.length)
})

test('copies fit other tools, and curl repeats the view without a token in it', async ({ page, server }) => {
  // The page may write to the clipboard and never read it, and so may this test.
  await page.addInitScript(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text
      return Promise.resolve()
    }
  })
  const rows = (await rowsOf(server)).filter(({ port }) => port >= 20 && port <= 25)
  await page.goto('/?port=20-25')
  await expect(dashboard(page).figure('Open ports')).toHaveText(String(fold(rows).length))
  await openMenu(page).click()
  const copied = async (kind: string) => {
    await page.evaluate(() => delete document.documentElement.dataset['copied'])
    await item(page, kind).click()
    await expect(page.locator('html')).toHaveAttribute('data-copied')
    await expect(page.getByText('Copied.')).toBeVisible()
    return (await page.locator('html').getAttribute('data-copied')) ?? ''
  }

  const ports = (text: string) =>
    text.split(',').flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, i) => from + i)
    })
  const open = [...new Set(rows.map(({ port }) => port))].toSorted((a, b) => a - b)
  expect(ports(await copied('Ports'))).toEqual(open)
  expect(await copied('nmap')).toMatch(/^-p T:\d/)
  for (const gone of ['nftables', 'Security group']) await expect(item(page, gone)).toHaveCount(0) // of one port, in its panel

  const curl = await copied('curl')
  expect(curl).toContain('port')
  expect(curl).not.toContain(server.token)
})
