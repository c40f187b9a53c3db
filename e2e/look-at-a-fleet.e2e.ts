import { byDefault, byServers, count, instancesOf, isDangerous, rowsOf } from '#test/rows.ts'

import { cellsOf, dashboard, expectFigures, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('the demo fleet is marked as sample data, and shows how to import scans', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Demo fleet: sample data.')).toBeVisible()
  await expect(dashboard(page).project).toHaveValue('demo')

  await page.getByRole('button', { name: 'Import a scan' }).click()
  await expect(page.getByText('npm start -- --import scan.xml')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('npm start -- --import scan.xml')).toBeHidden()
})

test('the headline numbers are the sums of the endpoint’s rows', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await expect(page.getByRole('banner')).toContainText(
    // as old as the server of this worker
    new RegExp(`${rows.length} of ${rows.length} ports · updated (just now|\\d+ minutes? ago)`),
  )

  const { summary } = dashboard(page)
  for (const protocol of ['TCP', 'UDP']) {
    const own = rows.filter((row) => row.type.startsWith(protocol))
    await expect(summary.getByRole('button', { name: `${protocol} ${count(own.length)}` })).toBeVisible()
  }
  await summary.getByRole('button', { name: 'What “Open ports” means' }).click()
  await expect(page.getByText('It is not the number of servers')).toBeVisible()
})

test('the table begins with the dangerous ports, the most common first, and names the services', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/')
  await expectTable(page, rows.toSorted(byDefault).slice(0, 20))

  const services = {
    '22 TCP': 'SSH',
    '443 TCP': 'HTTPS',
    '53 UDP': 'DNS',
    '3306 TCP': 'MySQL',
    '10250 TCP6': 'kubelet',
  }
  for (const [key, service] of Object.entries(services)) {
    const [port, type] = key.split(' ')
    await dashboard(page).searchField.fill(port ?? '')
    await expect(page.getByRole('row', { name: `Open ${key} ${service} ${type}` })).toBeVisible()
  }
})

test('the chart of risk has the numbers of the rows, in a sentence and in a table of its values', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { riskByType } = dashboard(page)
  const types = ['TCP', 'TCP6', 'UDP', 'UDP6']
  const dangerous = rows.filter(isDangerous)
  const ofType = (type: string) => rows.filter((row) => row.type === type)
  await page.goto('/')

  const ports = riskByType.getByRole('table', { name: 'Risk by type: Ports' })
  await expect(ports.getByRole('row')).toHaveText([
    'TypeDangerUnknownTotal',
    ...types.map((type) => {
      const own = ofType(type)
      const danger = own.filter(isDangerous).length
      return `${type}${danger}${own.length - danger}${own.length}`
    }),
  ])
  const [mostCommon] = dangerous.toSorted(byServers)
  const most = dangerous.filter((row) => row.type === 'TCP').length
  await expect(riskByType.getByRole('figure')).toContainText(
    `TCP: ${most} of ${dangerous.length} dangerous ports. ` +
      `Most common: ${mostCommon?.port}/${mostCommon?.type}, ${count(mostCommon?.num ?? 0)} servers.`,
  )

  await riskByType.getByText('Instances', { exact: true }).click()
  await expect(page).toHaveURL(/[?&]measure=instances$/)
  const instances = riskByType.getByRole('table', { name: 'Risk by type: Instances' })
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

test('the chart of top ports has the numbers of the rows', async ({ page, server }) => {
  const top = (await rowsOf(server)).toSorted(byServers).slice(0, 12)
  const { topPorts } = dashboard(page)
  await page.goto('/')
  await expect(topPorts.getByRole('figure')).toContainText(
    `Most common: ${top[0]?.port}/${top[0]?.type}, open on ${count(top[0]?.num ?? 0)} servers.`,
  )
  const values = topPorts.getByRole('table', { name: 'Top ports, by server count' })
  const cells = await cellsOf(values.getByRole('row').filter({ has: page.getByRole('cell') }))
  expect(cells).toHaveLength(12)
  expect(cells.map(([port, type, , , servers]) => `${port}/${type} ${servers}`)).toEqual(
    top.map(({ port, type, num }) => `${port}/${type} ${count(num)}`),
  )
  expect(cells[0]).toContain('SSH')
})

test(
  'the course of a figure leads to it, and is gone where a filter shows another one',
  { tag: '@demo' },
  async ({ page }) => {
    const { figure, summary, searchField } = dashboard(page)
    await page.goto('/')
    await expect(figure('Open ports')).toHaveText('259')
    await expect(summary).toContainText(/Open ports since .*: from 253 to 259, lowest 253, highest 259/)
    await expect(summary).toContainText(/Dangerous ports since .*: from 54 to 57, lowest 54, highest 58/)
    await searchField.fill('redis')
    await expect(summary).not.toContainText('Open ports since')
  },
)
