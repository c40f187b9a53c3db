import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { count, fold, instancesOf, isDangerous } from '#test/rows.ts'
import type { Port, Row } from '#test/rows.ts'

/** The parts of the page in English, by the roles and names that a reader finds them by. */
export function dashboard(page: Page) {
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const summary = region('Summary')
  const ports = region('Ports')
  const pages = ports.getByRole('navigation', { name: 'Pagination' })
  const table = ports.getByRole('table', { name: 'Ports' })
  return {
    summary,
    figure: (
      name:
        | 'Dangerous ports'
        | 'Give control'
        | 'Servers with a dangerous port'
        | 'Unknown ports'
        | 'Open ports',
    ) => summary.getByRole('button', { name: new RegExp(`^${name}: `) }),
    riskByProtocol: region('Risk by protocol'),
    topPorts: region('Top ports'),
    table,
    /** The table's rows without its head. */
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    row: (port: number, type: string) =>
      table.getByRole('button', { name: `Open ${port} ${type}`, exact: true }),
    column: (name: string) => table.getByRole('columnheader', { name }),
    sortBy: (name: string) => table.getByRole('columnheader', { name }).getByRole('button'),
    pages,
    toPage: (which: 'First' | 'Previous' | 'Next' | 'Last') =>
      pages.getByRole('button', { name: `${which} page` }),
    pageSize: pages.getByRole('combobox', { name: 'Rows per page' }),
    searchField: page.getByRole('combobox', { name: 'Search ports' }),
    menu: (name: 'Type' | 'Risk') =>
      page.getByRole('search').getByRole('button', { name: new RegExp(`^${name}`) }),
    pill: (label: string) => page.getByRole('button', { name: `Remove filter ${label}`, exact: true }),
    clearAll: page.getByRole('button', { name: 'Clear all' }),
    project: page.getByRole('combobox', { name: 'Project', exact: true }),
    enterpriseProject: page.getByRole('combobox', { name: 'Enterprise project' }),
    /** `Hosts` or `Containers`: the words are clicked, since the radio buttons behind them are out of sight. */
    category: (name: 'Hosts' | 'Containers') => page.getByRole('banner').getByText(name, { exact: true }),
    refresh: page.getByRole('button', { name: 'Refresh' }),
    panel: (port: number, type: string) =>
      page.getByRole('complementary', { name: `Port ${port} ${type}`, exact: true }),
  }
}

/** Expects the table's rows on screen to be exactly these, in this order: ports with their address families, or rows. */
export async function expectTable(page: Page, rows: readonly (Row | Port)[]): Promise<void> {
  await expect.poll(() => shownRows(page)).toEqual(rows.map(rowAsShown))
}

/** Expects every figure of the page to be that of the ports of these rows: the ones that match, of all that the scope has. */
export async function expectFigures(
  page: Page,
  matching: readonly Row[],
  ofScope: readonly Row[],
): Promise<void> {
  const [rows, all] = [fold(matching), fold(ofScope)]
  const { figure, summary, pages } = dashboard(page)
  await expect(figure('Open ports')).toHaveText(count(rows.length))
  await expect(summary).toContainText(`of ${count(all.length)} total · ${instances(rows)}`)
  await expect(figure('Dangerous ports')).toHaveText(count(rows.filter(isDangerous).length))
  await expect(summary).toContainText(`of ports · ${instances(rows.filter(isDangerous))}`)
  await expect(pages).toContainText(
    rows.length === 0 ? '0 ports' : ` of ${count(rows.length)} ${rows.length === 1 ? 'port' : 'ports'}`,
  )
  if (rows.length < all.length) await expect(pages).toContainText(`(of ${count(all.length)} total)`)
}

/** `6,482 open-port instances`, as the summary writes it. */
export const instances = (rows: readonly Row[]): string =>
  `${count(instancesOf(rows))} open-port ${instancesOf(rows) === 1 ? 'instance' : 'instances'}`

/** Expects the panel of a port to be in sight, and beside or above it the port's row, marked and covered by nothing. */
export async function expectRowShown(page: Page, port: number, type: string): Promise<void> {
  const { rows, row, panel } = dashboard(page)
  const button = row(port, type)
  await expect(panel(port, type).getByRole('heading', { name: String(port), exact: true })).toBeInViewport({
    ratio: 1,
  })
  await expect(panel(port, type)).toBeInViewport({ ratio: 0.9 })
  await expect(button).toBeInViewport({ ratio: 1 })
  const opener = page.getByRole('button', { name: `Open ${port} ${type}`, exact: true })
  await expect(rows.filter({ has: opener })).toHaveAttribute('aria-current', 'true')
  await expect
    .poll(() =>
      button.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      }),
    )
    .toBe(true)
}

/** Expects the address to hold these parameters, in whatever order they were chosen, and the project that is shown. */
export async function expectQuery(page: Page, query: Record<string, string>): Promise<void> {
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
    .toEqual({ project: 'demo', ...query })
}

/** Expects the address to be this path, character by character, and beside it to name the project, wherever that stands. */
export async function expectAddress(page: Page, path: string, project = 'demo'): Promise<void> {
  const named = `project=${project}`
  const without = () => {
    const { pathname, search } = new URL(page.url())
    const parts = search.slice(1).split('&')
    const others = parts.filter((part) => part !== named)
    return `${pathname}${others.length > 0 ? '?' : ''}${others.join('&')}${others.length < parts.length ? '' : ` without ${named}`}`
  }
  await expect.poll(without).toBe(path)
}

/** The table's rows as `3389 TCP IPv4 IPv6 Danger 12`: port, protocol with families or type, risk, servers. */
export async function shownRows(page: Page): Promise<string[]> {
  return (await cellsOf(dashboard(page).rows)).map(([port, , type = '', ...others]) => {
    const risk = others.find((cell) => /^(Danger|Unknown)$/.test(cell)) // the class before it has no room beside a panel
    const servers = others.find((cell) => /^[\d,–]+$/.test(cell))
    return [port, type.replaceAll(/\s+/g, ' '), risk, servers].join(' ')
  })
}

/** The words in the cells of rows, read all at once. */
export async function cellsOf(rows: Locator): Promise<string[][]> {
  return (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()))
}

const rowAsShown = (row: Row | Port): string => {
  const families = 'types' in row ? row.types.map((type) => ` ${type.endsWith('6') ? 'IPv6' : 'IPv4'}`) : []
  const risk = isDangerous(row) ? 'Danger' : 'Unknown'
  return `${row.port} ${row.type}${families.join('')} ${risk} ${count(row.num)}`
}

/** Runs a command of the palette by its name. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Command palette' }).fill(name)
  await page
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click()
}
