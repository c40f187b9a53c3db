import { byDefault, byServers, count, exposureOf, isDangerous, rowsOf } from '#test/rows.ts'

import { cellsOf, dashboard, expectFigures, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('the demo fleet says that it is made up, and how to see one’s own servers', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Demo fleet: made-up servers.')).toBeVisible()
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
    new RegExp(`${rows.length} of ${rows.length} ports · read (just now|\\d+ minutes? ago)`),
  )

  const { summary } = dashboard(page)
  for (const protocol of ['TCP', 'UDP']) {
    const own = rows.filter((row) => row.type.startsWith(protocol))
    await expect(summary.getByRole('button', { name: `${protocol} ${count(own.length)}` })).toBeVisible()
  }
  await summary.getByRole('button', { name: 'What Exposure means' }).click()
  await expect(page.getByText('It is not a number of servers')).toBeVisible()
})

test('the table begins with the worst, the most widespread first, and names the services', async ({
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

test('the chart of risk says the numbers of the rows, in a sentence and in a table of its values', async ({
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
  const [widest] = dangerous.toSorted(byServers)
  const most = dangerous.filter((row) => row.type === 'TCP').length
  await expect(riskByType.getByRole('figure')).toContainText(
    `TCP has ${most} of the ${dangerous.length} dangerous ports; ` +
      `the widest is ${widest?.port}/${widest?.type} on ${count(widest?.num ?? 0)} servers.`,
  )

  await riskByType.getByText('Exposure', { exact: true }).click()
  await expect(page).toHaveURL(/[?&]measure=exposure$/)
  const exposure = riskByType.getByRole('table', { name: 'Risk by type: Exposure' })
  await expect(exposure.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveText(
    types.map((type) => {
      const own = ofType(type)
      const danger = exposureOf(own.filter(isDangerous))
      return `${type}${count(danger)}${count(exposureOf(own) - danger)}${count(exposureOf(own))}`
    }),
  )
  await page.goBack()
  await expect(ports).toBeAttached()
})

test('the chart of the widest ports says what the rows say', async ({ page, server }) => {
  const widest = (await rowsOf(server)).toSorted(byServers).slice(0, 12)
  const { widestPorts } = dashboard(page)
  await page.goto('/')
  await expect(widestPorts.getByRole('figure')).toContainText(
    `The widest is ${widest[0]?.port}/${widest[0]?.type}, open on ${count(widest[0]?.num ?? 0)} servers.`,
  )
  const values = widestPorts.getByRole('table', { name: 'Widest ports, by servers' })
  const cells = await cellsOf(values.getByRole('row').filter({ has: page.getByRole('cell') }))
  expect(cells).toHaveLength(12)
  expect(cells.map(([port, type, , , servers]) => `${port}/${type} ${servers}`)).toEqual(
    widest.map(({ port, type, num }) => `${port}/${type} ${count(num)}`),
  )
  expect(cells[0]).toContain('SSH')
})
