import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'

import { listenOnLoopback } from '#test/loopback.ts'
import { fold, instancesOf, rowsOf } from '#test/rows.ts'

import { dashboard, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))
const NMAP = ['tcp.xml', 'udp.xml'].map((name) => LAB + name)
const SS = Array.from({ length: 14 }, (_, i) => `${LAB}ss-h${i + 1}.txt`)

test('two nmap scans of fourteen hosts are 25 rows with 98 open-port instances, and no demo fleet', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', ...NMAP])
  const { figure, summary, pages, project } = dashboard(page)
  await page.goto(own.url)
  await expect(figure('Open ports')).toHaveText('25')
  await expect(summary).toContainText('98 open-port instances')
  await expect(pages).toContainText('1–20 of 25')
  await expect(project.getByRole('option')).toHaveText(['Inventory'])
  await expect(page.getByText('Demo fleet')).toHaveCount(0)
})

test('scans imported while the server runs are there after a refresh, each in its enterprise project', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', ...NMAP])
  const { figure, summary, enterpriseProject, refresh } = dashboard(page)
  await page.goto(own.url)
  await expect(figure('Open ports')).toHaveText('25')
  await expect(enterpriseProject).toBeHidden() // of one there is nothing to choose

  await own.import(SS, ['--enterprise-project', 'lab'])
  await refresh.click()
  await expect(enterpriseProject.getByRole('option')).toHaveText(['All', 'Default', 'lab'])
  const all = await rowsOf(own, { project: 'inventory' })
  expect(instancesOf(all)).toBe(98 + 142)
  await expectFigures(page, all, all)

  await enterpriseProject.selectOption('lab')
  const lab = fold(await rowsOf(own, { project: 'inventory', enterprise_project_id: 'lab' })).length
  await expect(figure('Open ports')).toHaveText(String(lab))
  await expect(summary).toContainText('142 open-port instances')
  await enterpriseProject.selectOption('Default')
  await expect(figure('Open ports')).toHaveText('25')
  await expect(summary).toContainText('98 open-port instances')
  await page.goBack()
  await expect(figure('Open ports')).toHaveText(String(lab))
})

test('a listener of this machine is found under its port, with the process that has it open', async ({
  page,
  startOwnServer,
}) => {
  const listener = createServer()
  const port = await listenOnLoopback(listener)
  const own = await startOwnServer(['--local'])
  const { searchField, row, panel } = dashboard(page)
  await page.goto(own.url)
  await searchField.fill(String(port))
  await row(port, 'TCP').click()

  const servers = panel(port, 'TCP').getByRole('region', { name: 'Where this port is open: servers' })
  await expect(servers.locator('tbody').getByRole('row')).toHaveCount(1)
  await expect(servers).toContainText(hostname())
  await expect(servers).toContainText('127.0.0.1')
  await expect(servers).toContainText(`PID ${process.pid}`)
  listener.close()
})
