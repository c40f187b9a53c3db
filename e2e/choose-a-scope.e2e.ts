import { byDefault, count, instancesOf, fold, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('hosts and containers are shown separately, and Back switches', async ({ page, server }) => {
  const hosts = await rowsOf(server)
  const containers = await rowsOf(server, { category: 'container' })
  const { category, column } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, hosts, hosts)

  await category('Containers').click()
  await expectAddress(page, '/?category=container')
  await expectFigures(page, containers, containers)
  await expectTable(page, fold(containers, { category: 'container' }).toSorted(byDefault).slice(0, 20))
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
    const { enterpriseProject, summary } = dashboard(page)
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

    let instances = 0
    for (const name of ['Default', 'Web shop', 'Payments', 'Data platform', 'Corporate IT']) {
      await enterpriseProject.selectOption(name)
      const id = await enterpriseProject.inputValue()
      const rows = await rowsOf(server, { category, enterprise_project_id: id })
      await expect(page).toHaveURL(new RegExp(`enterprise_project_id=${id}`))
      await expectFigures(page, rows, rows)
      const [, figure = ''] =
        /([\d,]+) open-port/.exec((await summary.getByText(/ total · /).textContent()) ?? '') ?? []
      instances += Number(figure.replaceAll(',', ''))
    }
    expect(instances).toBe(instancesOf(all))
    await enterpriseProject.selectOption('All')
    await expect(summary).toContainText(`${count(instances)} open-port instances`)
    await page.goBack()
    await expect(enterpriseProject.getByRole('option', { selected: true })).toHaveText('Corporate IT')
  })
}

test('filters, sort and panel stay when the scope changes', async ({ page, server }) => {
  const { enterpriseProject, panel } = dashboard(page)
  await page.goto('/?type=TCP&sort=port&row=22-tcp')
  await enterpriseProject.selectOption('Payments')
  const rows = await rowsOf(server, { enterprise_project_id: await enterpriseProject.inputValue() })
  const tcp = rows.filter((row) => row.type === 'TCP')
  await expectFigures(page, tcp, rows)
  const ssh = tcp.find((row) => row.port === 22)
  await expect(panel(22, 'TCP').getByRole('heading', { name: `Open on ${ssh?.num} servers` })).toBeVisible()
})

test('an unknown project is named, with a link to a known one', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/?project=atlantis')
  await expect(page.getByText('Project “atlantis” not found.')).toBeVisible()
  await page.getByRole('button', { name: 'Show Demo fleet' }).click()
  await expectAddress(page, '/')
  await expectFigures(page, rows, rows)
  await page.goBack()
  await expect(page.getByText('Project “atlantis” not found.')).toBeVisible()
})

test('an unknown enterprise project is named by its ID, with a link to all', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/?project=demo&enterprise_project_id=42')
  await expect(page.getByText('Enterprise project “42” not found in this project.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all enterprise projects' }).click()
  await expectAddress(page, '/')
  await expectFigures(page, rows, rows)
})
