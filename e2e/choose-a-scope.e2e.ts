import { byDefault, count, exposureOf, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('hosts and containers are looked at apart, and Back changes over', async ({ page, server }) => {
  const hosts = await rowsOf(server)
  const containers = await rowsOf(server, { category: 'container' })
  const { category, column } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, hosts, hosts)

  await category('Containers').click()
  await expectAddress(page, '/?category=container')
  await expectFigures(page, containers, containers)
  await expectTable(page, containers.toSorted(byDefault).slice(0, 20))
  await expect(column('Containers')).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('server')

  await page.goBack()
  await expectFigures(page, hosts, hosts)
  await expect(page.getByRole('radio', { name: 'Hosts' })).toBeChecked()
  await page.goForward()
  await expectFigures(page, containers, containers)
})

for (const category of ['host', 'container'] as const) {
  test(`the enterprise projects add up to all of them, by ${category}`, async ({ page, server }) => {
    const all = await rowsOf(server, { category })
    const { enterpriseProject, figure } = dashboard(page)
    await page.goto(category === 'host' ? '/' : '/?category=container')
    await expectFigures(page, all, all)
    await expect(enterpriseProject.getByRole('option')).toHaveText([
      'All',
      'Default',
      'Web shop',
      'Payments',
      'Data platform',
      'Corporate IT',
    ])
    await expect(enterpriseProject).toHaveValue('all_granted_eps')

    let exposure = 0
    for (const name of ['Default', 'Web shop', 'Payments', 'Data platform', 'Corporate IT']) {
      await enterpriseProject.selectOption(name)
      const id = await enterpriseProject.inputValue()
      const rows = await rowsOf(server, { category, enterprise_project_id: id })
      await expect(page).toHaveURL(new RegExp(`enterprise_project_id=${id}`))
      await expectFigures(page, rows, rows)
      exposure += Number((await figure('Exposure').innerText()).replaceAll(',', ''))
    }
    expect(exposure).toBe(exposureOf(all))
    await enterpriseProject.selectOption('All')
    await expect(figure('Exposure')).toHaveText(count(exposure))
    await page.goBack()
    await expect(enterpriseProject.getByRole('option', { selected: true })).toHaveText('Corporate IT')
  })
}

test('filter, sort and panel are kept when the same question is asked of another scope', async ({
  page,
  server,
}) => {
  const { enterpriseProject, panel } = dashboard(page)
  await page.goto('/?type=TCP&sort=port&row=22-tcp')
  await enterpriseProject.selectOption('Payments')
  const rows = await rowsOf(server, { enterprise_project_id: await enterpriseProject.inputValue() })
  const tcp = rows.filter((row) => row.type === 'TCP')
  await expectFigures(page, tcp, rows)
  const ssh = tcp.find((row) => row.port === 22)
  await expect(panel(22, 'TCP').getByRole('heading', { name: `On ${ssh?.num} servers` })).toBeVisible()
})

test('a project that does not exist is called by its name, and there is a way out', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/?project=atlantis')
  await expect(page.getByText('There is no project “atlantis”.')).toBeVisible()
  await page.getByRole('button', { name: 'Show Demo fleet' }).click()
  await expectAddress(page, '/')
  await expectFigures(page, rows, rows)
  await page.goBack()
  await expect(page.getByText('There is no project “atlantis”.')).toBeVisible()
})

test('an enterprise project that does not exist is called by its id, and there is a way out', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/?project=demo&enterprise_project_id=42')
  await expect(page.getByText('There is no enterprise project “42” in this project.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all enterprise projects' }).click()
  await expectAddress(page, '/')
  await expectFigures(page, rows, rows)
})
