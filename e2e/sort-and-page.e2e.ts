import { byDefault, byPort, byType, fold, rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { dashboard, expectAddress, expectTable } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

type Order = (a: Row, b: Row) => number

const fewestServers: Order = (a, b) => a.num - b.num

test(
  'a click on a head sorts the whole set, a second reverses it, a third ends it, and Back undoes each',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = fold(await rowsOf(server))
    const expectSorted = async (sort: string, order: Order) => {
      await expectAddress(page, `/?sort=${sort}`)
      await expect(dashboard(page).column('Servers')).toHaveAttribute(
        'aria-sort',
        sort.startsWith('-') ? 'descending' : 'ascending',
      )
      await expectTable(page, rows.toSorted((a, b) => order(a, b) || byPort(a, b)).slice(0, 20))
    }
    const mostServers: Order = (a, b) => fewestServers(b, a)
    const { sortBy } = dashboard(page)
    await page.goto('/')
    await sortBy('Servers').click()
    await expectSorted('-servers', mostServers)
    await sortBy('Servers').click()
    await expectSorted('servers', fewestServers)
    await sortBy('Servers').click()
    await expectTable(page, rows.toSorted(byDefault).slice(0, 20))

    await page.goBack()
    await expectSorted('servers', fewestServers)
    await page.goBack()
    await expectSorted('-servers', mostServers)
    await page.goBack()
    await expectTable(page, rows.toSorted(byDefault).slice(0, 20))
  },
)

test(
  'with Shift, several columns sort together in the order of the clicks',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = await rowsOf(server)
    const { sortBy, column } = dashboard(page)
    await page.goto('/')
    await sortBy('Protocol').click()
    await sortBy('Servers').click({ modifiers: ['Shift'] })
    await expectAddress(page, '/?sort=type,-servers')
    await expectTable(
      page,
      fold(rows)
        .toSorted((a, b) => byType(a, b) || fewestServers(b, a) || byPort(a, b))
        .slice(0, 20),
    )
    await expect(sortBy('Protocol')).toHaveText('Protocol1')
    await expect(sortBy('Servers')).toHaveText('Servers2')

    await sortBy('Protocol').click({ modifiers: ['Shift'] })
    await expectAddress(page, '/?sort=-type,-servers')
    await expectTable(
      page,
      fold(rows)
        .toSorted((a, b) => byType(b, a) || fewestServers(b, a) || byPort(a, b))
        .slice(0, 20),
    )

    await sortBy('Protocol').click({ modifiers: ['Shift'] })
    await expectAddress(page, '/?sort=-servers')
    await page.goBack()
    await page.goBack()
    await expectAddress(page, '/?sort=type,-servers')
    await expect(column('Protocol')).toHaveAttribute('aria-sort', 'ascending')
  },
)

test(
  'the pages are turned one by one and to both ends, and Back turns them back',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = fold(await rowsOf(server)).toSorted(byDefault)
    const last = Math.ceil(rows.length / 20)
    const { pages, toPage } = dashboard(page)
    const expectPage = async (number: number) => {
      const shown = rows.slice((number - 1) * 20, number * 20)
      const from = (number - 1) * 20 + 1
      await expectTable(page, shown)
      await expect(pages).toContainText(`${from}–${from + shown.length - 1} of ${rows.length}`)
      await expect(pages).toContainText(`Page ${number} of ${last}`)
      await expectAddress(page, number === 1 ? '/' : `/?page=${number}`)
      for (const which of ['First', 'Previous'] as const)
        await expect(toPage(which)).toBeEnabled({ enabled: number > 1 })
      for (const which of ['Next', 'Last'] as const)
        await expect(toPage(which)).toBeEnabled({ enabled: number < last })
    }
    await page.goto('/')
    await expectPage(1)
    await toPage('Next').click()
    await expectPage(2)
    await toPage('Last').click()
    await expectPage(last)
    await toPage('Previous').click()
    await expectPage(last - 1)
    await toPage('First').click()
    await expectPage(1)

    await page.goBack()
    await expectPage(last - 1)
    await page.goBack()
    await expectPage(last)
    await page.reload()
    await expectPage(last)
    await page.goForward()
    await expectPage(last - 1)
  },
)

test('another page size keeps the rows in sight', async ({ page, server }) => {
  const rows = fold(await rowsOf(server)).toSorted(byDefault)
  const { pageSize, pages } = dashboard(page)
  await page.goto('/?page=3')
  await expectTable(page, rows.slice(40, 60))
  for (const [size, from] of [
    [10, 40],
    [50, 0],
    [100, 0],
    [20, 0],
  ] as const) {
    await pageSize.selectOption(`${size} per page`)
    await expectTable(page, rows.slice(from, from + size))
    await expect(pages).toContainText(`${from + 1}–${Math.min(from + size, rows.length)} of ${rows.length}`)
  }
  await page.goBack()
  await expect(pageSize).toHaveValue('100')
  await page.goBack()
  await page.goBack()
  await expect(pageSize).toHaveValue('10')
  await expectTable(page, rows.slice(40, 50))
})

test(
  'a filter begins at its first page and says of how many rows it is a part',
  { tag: '@demo' },
  async ({ page, server }) => {
    const rows = await rowsOf(server)
    const tcp = fold(rows.filter((row) => row.type.startsWith('TCP'))).toSorted(byDefault)
    const { pages, riskByProtocol } = dashboard(page)
    await page.goto('/?page=4')
    await riskByProtocol.getByRole('button', { name: 'TCP', exact: true }).click()
    await expectTable(page, tcp.slice(0, 20))
    await expect(pages).toContainText(`1–20 of ${tcp.length} ports (of ${fold(rows).length} total)`)
    await expectAddress(page, '/?q=protocol:tcp')
    await page.goBack()
    await expectAddress(page, '/?page=4')
    await expectTable(page, fold(rows).toSorted(byDefault).slice(60, 80))
  },
)
