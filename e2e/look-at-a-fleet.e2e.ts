import { tierOf } from '#knowledge/dangerous-ports.ts'
import { expectAccessible } from '#test/reader.ts'
import { byDefault, byServers, count, instancesOf, isDangerous, fold, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { cellsOf, dashboard, expectFigures, expectQuery, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('the demo fleet is marked as sample data, and shows how to import scans', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Sample data.')).toBeVisible()
  await expect(dashboard(page).project).toHaveValue('demo')

  await page.getByRole('button', { name: 'Import scans' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import scans' })
  await expect(dialog.getByText('Choose files')).toBeVisible()
  await dialog.getByText('Import by command').click()
  await expect(dialog.getByText('npm start -- --import scan.xml')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('the headline numbers are the sums of the endpoint’s rows', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await expect(page.getByRole('banner')).toContainText(
    // as old as the server of this worker
    new RegExp(`${rows.length} of ${rows.length} rows · updated (just now|\\d+ min\\. ago)`),
  )

  const { summary, figure } = dashboard(page)
  const ofControl = rows.filter(({ port, type }) => tierOf(port, type) === 'control')
  await expect(figure('Give control')).toHaveText(count(fold(ofControl).length))
  await expect(figure('Unknown ports')).toHaveText(
    count(fold(rows).filter((row) => !isDangerous(row)).length),
  )
  await summary.getByRole('button', { name: 'What “Open ports” means' }).click()
  await expect(page.getByText('It is not the number of servers')).toBeVisible()
})

test('the table begins with the dangerous ports, those that give control first, and names the services', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/')
  await expectTable(page, fold(rows).toSorted(byDefault).slice(0, 20))

  const services = {
    '22 TCP': 'SSH',
    '443 TCP': 'HTTPS',
    '53 UDP': 'DNS',
    '3306 TCP': 'MySQL',
    '10250 TCP': 'kubelet',
  }
  for (const [key, service] of Object.entries(services)) {
    const [port, type] = key.split(' ')
    await dashboard(page).searchField.fill(port ?? '')
    await expect(
      page.getByRole('row', { name: new RegExp(`Open ${key} ${service} .*${type} IPv4`) }),
    ).toBeVisible()
  }
})

test('the chart of risk has the numbers of the rows, in a sentence and in a table of its values', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { riskByProtocol } = dashboard(page)
  const types = ['TCP', 'UDP']
  const listed = fold(rows)
  const dangerous = listed.filter(isDangerous)
  const ofType = (type: string) => listed.filter((row) => row.type === type)
  await page.goto('/')

  const ports = riskByProtocol.getByRole('table', { name: 'Risk by protocol: Ports' })
  await expect(ports.getByRole('row')).toHaveText([
    'ProtocolDangerUnknownTotal',
    ...types.map((type) => {
      const own = ofType(type)
      const danger = own.filter(isDangerous).length
      return `${type}${danger}${own.length - danger}${own.length}`
    }),
  ])
  const [mostCommon] = fold(dangerous).toSorted(byServers)
  const most = dangerous.filter((row) => row.type === 'TCP').length
  await expect(riskByProtocol.getByRole('figure')).toContainText(
    `TCP: ${most} of ${dangerous.length} dangerous ports. ` +
      `Most common: ${mostCommon?.port}/${mostCommon?.type}, ${count(mostCommon?.num ?? 0)} servers.`,
  )

  await riskByProtocol.getByText('Instances', { exact: true }).click()
  await expect(page).toHaveURL(/[?&]measure=instances$/)
  const instances = riskByProtocol.getByRole('table', { name: 'Risk by protocol: Instances' })
  await expect(instances.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveText(
    types.map((type) => {
      const own = ofType(type)
      const danger = instancesOf(own.filter(isDangerous))
      return `${type}${count(danger)}${count(instancesOf(own) - danger)}${count(instancesOf(own))}`
    }),
  )
  await page.goBack()
  await expect(ports).toBeAttached()
})

test('bars tell their numbers under the mouse, and a click filters by one', async ({ page, server }) => {
  const udp = fold(await rowsOf(server)).filter((row) => row.type === 'UDP')
  const dangerous = udp.filter(isDangerous).length
  const { riskByProtocol } = dashboard(page)
  await page.goto('/')
  const label = await riskByProtocol.getByRole('button', { name: 'UDP', exact: true }).boundingBox()
  if (label === null) throw new Error('the label is not shown')
  const x = label.x + label.width + 12
  const y = label.y + label.height / 2
  await expect(async () => {
    await page.mouse.move(x, y)
    await page.mouse.move(x + 1, y)
    await expect(riskByProtocol.locator('dl')).toHaveText(
      `Danger${dangerous}${share(dangerous, udp.length)}Unknown${udp.length - dangerous}${share(udp.length - dangerous, udp.length)}`,
      { timeout: 500 },
    )
  }).toPass()
  await page.mouse.click(x, y)
  await expectQuery(page, { q: 'protocol:udp', status: 'danger' })
})

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`

test('the first screen has the worst ports: at least 13 rows on a laptop, and the first with its service on a phone', async ({
  page,
  server,
}) => {
  const [worst] = fold(await rowsOf(server)).toSorted(byDefault)
  const { rows, row, riskByProtocol, figure } = dashboard(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/')
  await expect(riskByProtocol.getByRole('figure')).toBeVisible()
  const boxes = await Promise.all((await rows.all()).map((each) => each.boundingBox()))
  expect(boxes[0]?.y).toBeLessThan(420)
  expect(boxes.filter((box) => box !== null && box.y + box.height <= 900).length).toBeGreaterThanOrEqual(13)

  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  await expect(riskByProtocol).toHaveCount(0)
  await page.reload() // remembered on this device
  await expect(figure('Open ports')).toBeVisible()
  await expect(riskByProtocol).toHaveCount(0)

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(row(worst?.port ?? 0, worst?.type ?? '')).toBeInViewport({ ratio: 1 })
  await expect(rows.first()).toContainText('VNC')
  await expect(rows.first().getByText('Control').filter({ visible: true })).toBeInViewport({ ratio: 1 })
})

test(
  'changes, dangerous ports, their servers, the reason and the advice: all from the first screen',
  { tag: '@demo' },
  async ({ page, server }) => {
    const dangerous = fold(await rowsOf(server)).filter(isDangerous)
    const opened = dangerous.filter(({ isNew }) => isNew).length
    const { summary, figure, rows, panel } = dashboard(page)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto('/')
    const change = summary.getByRole('button', { name: '5900 VNC on dev-27' })
    await expect(change).toBeInViewport({ ratio: 1 })
    for (const name of ['Dangerous ports', 'Servers with a dangerous port', 'Open ports'] as const)
      await expect(figure(name)).toBeInViewport({ ratio: 1 })
    await expect(summary).toMatchAriaSnapshot(`
    - region "Summary":
      - heading "Dangerous ports"
      - button /Dangerous ports. ${dangerous.length}/
      - paragraph: +${opened} in 24 hours
      - heading "Changes"
      - button "Since 24 hours ago"
      - paragraph:
        - button "1 opened"
        - button "5900 VNC on dev-27"
      - paragraph:
        - button "10 server counts"
      - heading /Servers with a dangerous port/
      - button /Servers with a dangerous port. 707/
      - paragraph: +4 in 24 hours
  `)
    await expect(rows.first()).toContainText('Control')
    await expect(rows.first()).toBeInViewport({ ratio: 1 })

    await change.click()
    await expect(panel(5900, 'TCP').getByRole('heading', { name: 'Recommendation' })).toBeInViewport()
    await expect(panel(5900, 'TCP')).toContainText('dev-27')
  },
)

test(
  'a figure’s line opens its course, in the address, in words and in a table',
  { tag: '@demo' },
  async ({ page }) => {
    const { summary } = dashboard(page)
    const trend = page.getByRole('region', { name: 'Trend' })
    await page.goto('/')
    await summary.getByRole('button', { name: 'Trend of dangerous rows' }).click()
    await expectQuery(page, { course: 'dangerous' })
    await expect(trend.getByRole('figure')).toContainText('from 54 to 57, lowest 54, highest 58')
    await trend.getByText('Servers with a dangerous port', { exact: true }).first().click()
    await expectQuery(page, { course: 'affected' })
    const last = trend.getByRole('table', { name: 'Trend' }).getByRole('row').last()
    await expect(last.getByRole('cell')).toHaveText(['57', '707', '259'])
    await expectAccessible(page, 'trend')
    await trend.getByRole('button', { name: 'Hide trend' }).click()
    await expect(trend).toHaveCount(0)
  },
)

test('the chart of top ports has the numbers of the rows, the dangerous ones until all are asked for', async ({
  page,
  server,
}) => {
  const rows = fold(await rowsOf(server)).toSorted(byServers)
  const { topPorts } = dashboard(page)
  const values = topPorts.getByRole('table', { name: 'Top ports, by server count' })
  const expectRanked = (top: readonly Row[]) =>
    expect
      .poll(async () => {
        const cells = await cellsOf(values.getByRole('row').filter({ has: page.getByRole('cell') }))
        return cells.map(([port, type, , , servers]) => `${port}/${type} ${servers}`)
      })
      .toEqual(top.map(({ port, type, num }) => `${port}/${type} ${count(num)}`))
  await page.goto('/')
  await expectRanked(rows.filter(isDangerous).slice(0, 8))
  await topPorts.getByText('All', { exact: true }).click()
  await expect(page).toHaveURL(/[?&]top=all$/)
  const top = rows.slice(0, 8)
  await expect(topPorts.getByRole('figure')).toContainText(
    `Most common: ${top[0]?.port}/${top[0]?.type}, open on ${count(top[0]?.num ?? 0)} servers.`,
  )
  await expectRanked(top)
  await expect(values.getByRole('row').nth(1)).toContainText('SSH')
})

test(
  'the course of a figure leads to it, and is gone where a filter shows another one',
  { tag: '@demo' },
  async ({ page }) => {
    const { figure, summary, searchField } = dashboard(page)
    await page.goto('/')
    await expect(figure('Open ports')).toHaveText('212')
    await expect(summary).toContainText(/Rows since .*: from 253 to 259, lowest 253, highest 259/)
    await expect(summary).toContainText(/Dangerous rows since .*: from 54 to 57, lowest 54, highest 58/)
    await searchField.fill('redis')
    await expect(summary).not.toContainText('Rows since')
  },
)

test('rows are listed as the source has them where the address says so, and folded again by the settings', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { pages } = dashboard(page)
  await page.goto('/?fold=no')
  await expectTable(page, rows.toSorted(byDefault).slice(0, 20))
  await expect(pages).toContainText(`1–20 of ${rows.length} rows`)
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await page.getByRole('checkbox', { name: 'One row per port and protocol' }).check()
  await expectTable(page, fold(rows).toSorted(byDefault).slice(0, 20))
  await expectFigures(page, rows, rows)
  await page.goBack()
  await expect(pages).toContainText(`of ${rows.length} rows`)
})

test('what was opened is found by when: since yesterday, since a chosen moment, within a week', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { searchField, rows: shown, row } = dashboard(page)
  await page.goto('/')
  await searchField.fill('is:new,reopened')
  await expectFigures(
    page,
    rows.filter(({ isNew }) => isNew),
    rows,
  )
  await page.goto('/?q=is:reopened&since=7d')
  await expect(row(2375, 'TCP')).toBeVisible() // the Docker API was closed, and came back
  await expect(shown.filter({ hasText: 'Docker API' })).toContainText('Reopened')
  await page.goto('/?q=since:7d')
  await expect(row(2375, 'TCP')).toBeVisible()
  await expect(row(5900, 'TCP')).toBeVisible()
  await expect(row(22, 'TCP')).toHaveCount(0)
})
