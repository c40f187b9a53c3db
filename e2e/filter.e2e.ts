import type { Locator, Page } from '@playwright/test'

import { tierOf } from '#knowledge/dangerous-ports.ts'
import { byDefault, count, isDangerous, fold, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { cellsOf, dashboard, expectAddress, expectFigures, expectQuery, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

/** Clicks the bar of a label. Bars have no role of their own: the labels are the accessible controls. */
async function clickRightOf(page: Page, label: Locator): Promise<void> {
  const box = await label.boundingBox()
  if (box === null) throw new Error('The label is not on screen')
  await page.mouse.click(box.x + box.width + 14, box.y + box.height / 2)
}

const ASKED: readonly [text: string, query: string, matches: (port: number) => boolean][] = [
  ['443', 'port=443', (port) => port === 443],
  ['22, 80,443', 'port=22,80,443', (port) => [22, 80, 443].includes(port)],
  ['8000-8100', 'port=8000-8100', (port) => port >= 8000 && port <= 8100],
  ['80*', 'port_string=80', (port) => String(port).includes('80')],
]
for (const [text, query, matches] of ASKED) {
  test(`a search for ${text} finds its ports, and Back shows all again`, async ({ page, server }) => {
    const rows = await rowsOf(server)
    const found = rows.filter((row) => matches(row.port))
    expect(found.length).toBeGreaterThan(0)
    await page.goto('/')
    await dashboard(page).searchField.fill(text)
    await expectFigures(page, found, rows)
    await expectTable(page, fold(found).toSorted(byDefault).slice(0, 20))
    await expectAddress(page, `/?${query}`)

    await page.goBack()
    await expectFigures(page, rows, rows)
    await expect(dashboard(page).searchField).toHaveValue('')
  })
}

test('an invalid text keeps the last result and says what was expected', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const ssh = rows.filter((row) => row.port === 22)
  const { searchField } = dashboard(page)
  const said = page.getByRole('search').getByRole('status')
  await page.goto('/')
  await searchField.pressSequentially('22x')
  await expect(said).toHaveText(
    '“22x” is not a port. Try 443, 80*, 8000-8100, <=1024 or 22,80. Showing the last valid result.',
  )
  await expect(searchField).toHaveAttribute('aria-invalid', 'true')
  await expectFigures(page, ssh, rows)

  await searchField.fill('70000')
  await expect(said).toContainText('The highest port is 65535.')
  await searchField.fill('90-80')
  await expect(said).toContainText('“90-80” is reversed.')
  await expectFigures(page, ssh, rows)

  await searchField.fill('443')
  await expect(said).toBeHidden()
  await expect(searchField).toHaveAttribute('aria-invalid', 'false')
})

test('the slash goes to the search field, Escape clears it', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await page.keyboard.press('/')
  await expect(searchField).toBeFocused()
  await page.keyboard.type('443')
  await expectAddress(page, '/?port=443')
  await expect(searchField).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(searchField).toHaveAttribute('aria-expanded', 'false') // the suggestions are gone, the text is not
  await page.keyboard.press('Escape')
  await expect(searchField).toHaveValue('')
  await expect(searchField).toBeFocused()
  await expectAddress(page, '/')
  await expectFigures(page, rows, rows)
})

test('typing is one step for Back, however many letters; Enter ends it', async ({ page }) => {
  const { searchField } = dashboard(page)
  await page.goto('/')
  await searchField.pressSequentially('8080')
  await searchField.press('Enter')
  await expectAddress(page, '/?port=8080')
  await searchField.press('ControlOrMeta+a')
  await searchField.pressSequentially('443')
  await expectAddress(page, '/?port=443')

  await page.goBack()
  await expectAddress(page, '/?port=8080')
  await expect(searchField).toHaveValue('8080')
  await page.goBack()
  await expectAddress(page, '/')
  await expect(searchField).toHaveValue('')
  await page.goForward()
  await expect(searchField).toHaveValue('8080')
})

test(
  'the menus of type and risk filter, and the counts of each follow the other filters',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = await rowsOf(server)
    const { menu, pill } = dashboard(page)
    const choice = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}, `) })
    const expectChoices = async (of: (row: Row) => string, among: Row[], words: string[]) => {
      for (const word of words) {
        const own = fold(among.filter((row) => of(row) === word)).length
        await expect(page.getByRole('checkbox', { name: `${word}, ${own} ports`, exact: true })).toBeVisible()
      }
    }
    const typeOf = (row: Row) => row.type
    const riskOf = (row: Row) => (isDangerous(row) ? 'Danger' : 'Unknown')
    const dangerous = rows.filter(isDangerous)
    const types = ['TCP', 'TCP6', 'UDP', 'UDP6']
    await page.goto('/')

    await menu('Type').click()
    await expectChoices(typeOf, rows, types)
    await page.keyboard.press('Escape')

    await menu('Risk').click()
    await expectChoices(riskOf, rows, ['Danger', 'Unknown'])
    await choice('Danger').check()
    await expectAddress(page, '/?status=danger')
    await page.keyboard.press('Escape')
    await expect(menu('Risk')).toHaveText('Risk') // what is chosen stands in one place
    await expect(pill('Risk: Danger')).toBeVisible()
    await expectFigures(page, dangerous, rows)

    await menu('Type').click()
    await expectChoices(typeOf, dangerous, types)
    await choice('TCP').check()
    await choice('UDP').check()
    await expectChoices(typeOf, dangerous, types) // what is chosen among types does not change their counts
    await page.keyboard.press('Escape')
    const chosen = dangerous.filter((row) => row.type === 'TCP' || row.type === 'UDP')
    await expectFigures(page, chosen, rows)
    await expectTable(page, fold(chosen).toSorted(byDefault).slice(0, 20))

    await menu('Risk').click()
    await expectChoices(
      riskOf,
      rows.filter((row) => row.type === 'TCP' || row.type === 'UDP'),
      ['Danger', 'Unknown'],
    )
    await page.keyboard.press('Escape')

    await page.goBack()
    await expectQuery(page, { type: 'TCP', status: 'danger' })
    await page.goBack()
    await expectFigures(page, dangerous, rows)
    await page.goBack()
    await expectFigures(page, rows, rows)
  },
)

test(
  'each filter stands beside the others and goes by itself, or all at once',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = await rowsOf(server)
    const { pill, clearAll } = dashboard(page)
    await page.goto('/?port=1-1023&type=TCP,UDP&status=danger')
    await expectFigures(
      page,
      rows.filter((row) => row.port <= 1023 && ['TCP', 'UDP'].includes(row.type) && isDangerous(row)),
      rows,
    )

    await pill('Type: UDP').click()
    await expectQuery(page, { port: '1-1023', type: 'TCP', status: 'danger' })
    await pill('Port: 1-1023').click()
    await expectQuery(page, { type: 'TCP', status: 'danger' })
    await pill('Risk: Danger').click()
    await expectAddress(page, '/?type=TCP')
    const tcp = rows.filter((row) => row.type === 'TCP')
    await expectFigures(page, tcp, rows)

    await page.goBack()
    await expectFigures(page, tcp.filter(isDangerous), rows)
    await clearAll.click()
    await expectAddress(page, '/')
    await expect(clearAll).toBeHidden()
    await expectFigures(page, rows, rows)
    await page.goBack()
    await expectFigures(page, tcp.filter(isDangerous), rows)
  },
)

test('each figure of the summary is a filter, and Back removes it', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const dangerous = rows.filter(isDangerous)
  const control = rows.filter(({ port, type }) => tierOf(port, type) === 'control')
  const { figure, riskByProtocol } = dashboard(page)
  await page.goto('/')

  await figure('Dangerous ports').click()
  await expectFigures(page, dangerous, rows)
  await expect(figure('Dangerous ports')).toHaveAttribute('aria-pressed', 'true')
  await page.goBack()
  await expectFigures(page, rows, rows)

  await figure('Give control').click()
  await expectAddress(page, '/?q=tier:control')
  await expect(figure('Give control')).toHaveText(count(fold(control).length))
  await expectFigures(page, control, rows)
  await figure('Open ports').click()
  await expectFigures(page, rows, rows)
  await page.goBack()
  await expectFigures(page, control, rows)
  await page.goBack()
  await expectFigures(page, rows, rows)

  await riskByProtocol.getByText('Instances', { exact: true }).click()
  await expect(riskByProtocol.getByRole('table', { name: 'Risk by protocol: Instances' })).toBeAttached()
  await page.goBack()
  await expect(riskByProtocol.getByRole('table', { name: 'Risk by protocol: Ports' })).toBeAttached()
})

test(
  'labels, legend and bars of the chart of risk are filters',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = await rowsOf(server)
    const { riskByProtocol } = dashboard(page)
    const label = riskByProtocol.getByRole('button', { name: 'UDP', exact: true })
    await page.goto('/')

    await label.click()
    await expectFigures(
      page,
      rows.filter((row) => row.type.startsWith('UDP')),
      rows,
    )
    await expect(label).toHaveAttribute('aria-pressed', 'true')
    await page.goBack()

    await riskByProtocol.getByRole('button', { name: 'Danger' }).click()
    await expectFigures(page, rows.filter(isDangerous), rows)
    await page.goBack()
    await expectFigures(page, rows, rows)

    await clickRightOf(page, riskByProtocol.getByRole('button', { name: 'TCP', exact: true })) // the bar begins with danger
    await expectQuery(page, { q: 'protocol:tcp', status: 'danger' })
    await expectFigures(
      page,
      rows.filter((row) => row.type.startsWith('TCP') && isDangerous(row)),
      rows,
    )
    await page.goBack()
    await expectFigures(page, rows, rows)
  },
)

test('labels and bars of the top ports are filters', { tag: '@demo' }, async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { topPorts, rows: shown } = dashboard(page)
  await page.goto('/?top=all')

  for (const click of [
    () => topPorts.getByRole('button', { name: '22 SSH', exact: true }).click(),
    () => clickRightOf(page, topPorts.getByRole('button', { name: '22 SSH', exact: true })),
  ]) {
    await click()
    await expectQuery(page, { top: 'all', q: 'port:22 protocol:tcp' })
    await expect
      .poll(async () => (await cellsOf(shown))[0]?.slice(0, 3))
      .toEqual(['22', 'SSH', 'TCP\nIPv4\nIPv6'])
    await expect(shown).toHaveCount(1)
    await page.goBack()
    await expectFigures(page, rows, rows)
  }
})

test('when nothing matches, the page says so and offers the way back', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/')
  await dashboard(page).searchField.fill('1')
  await expect(page.getByText('No ports match the filters.')).toBeVisible()
  await expectFigures(page, [], rows)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expectFigures(page, rows, rows)
  await page.goBack()
  await expect(page.getByText('No ports match the filters.')).toBeVisible()
})
