import { fileURLToPath } from 'node:url'

import { rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectQuery, shownRows } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))

test('two tabs on one server see the same', async ({ page, context, server }) => {
  const rows = await rowsOf(server)
  const other = await context.newPage()
  await page.goto('/?sort=port')
  await other.goto('/?sort=port')
  for (const tab of [page, other]) await expectFigures(tab, rows, rows)
  expect(await shownRows(other)).toEqual(await shownRows(page))

  await dashboard(page).figure('Dangerous ports').click()
  await expectQuery(page, { sort: 'port', status: 'danger' })
  await expectAddress(other, '/?sort=port') // each has a view of its own
  await expectFigures(other, rows, rows)
})

test('a refresh brings a new snapshot to every number at once, in each tab separately', async ({
  page,
  context,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', `${LAB}tcp.xml`])
  const before = await rowsOf(own, { project: 'inventory' })
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(`${own.url}/?size=100`)
    await expectFigures(tab, before, before)
  }
  await own.import([`${LAB}udp.xml`])
  const after = await rowsOf(own, { project: 'inventory' })
  expect(after.length).toBeGreaterThan(before.length)
  await expectFigures(page, before, before) // nothing moves under the reader's eyes

  // Each frame from here on notes what the summary and the table say together.
  const seen = await page.evaluateHandle(() => {
    const together = new Set<string>()
    const look = () => {
      const text = document.querySelector('main')?.innerText ?? ''
      together.add([/of (\d+) total/, /–\d+ of (\d+)/].map((figure) => figure.exec(text)?.[1]).join(' and '))
      requestAnimationFrame(look)
    }
    look()
    return together
  })
  await dashboard(page).refresh.click()
  await expectFigures(page, after, after)
  // What is asserted above may be there a frame before it is noted.
  await expect
    .poll(() => seen.evaluate((together) => [...together]))
    .toEqual([`${before.length} and ${before.length}`, `${after.length} and ${after.length}`])

  // Rows that come in above take no focus from the port that has it.
  await expectFigures(other, before, before)
  const last = other.getByRole('table').getByRole('row').last().getByRole('button')
  const name = (await last.getAttribute('aria-label')) ?? ''
  await last.focus()
  await dashboard(other).refresh.dispatchEvent('click') // as the clock does: the focus stays
  await expectFigures(other, after, after)
  await expect(other.getByRole('button', { name, exact: true })).toBeFocused()
  await expect(
    dashboard(other)
      .rows.nth(before.length - 1)
      .getByRole('button'),
  ).not.toBeFocused()
})
