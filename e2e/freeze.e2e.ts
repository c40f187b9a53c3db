import { fileURLToPath } from 'node:url'

import { expectAccessible } from '#test/reader.ts'
import { rowsOf } from '#test/rows.ts'

import { dashboard, expectFigures, expectQuery } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))

test('a frozen view keeps its numbers, says how live data differs, and leads there', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', `${LAB}tcp.xml`])
  const before = await rowsOf(own, { project: 'inventory' })
  const frozen = page.getByRole('complementary', { name: 'Frozen view' })
  const askedFrozen: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).searchParams.has('snapshot')) askedFrozen.push(request.url())
  })

  await page.goto(`${own.url}/?sort=port`)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: 'Freeze this view' }).click()
  await page.keyboard.press('Escape')
  await expect(frozen).toContainText('Live data is the same.')
  const snapshot = new URL(page.url()).searchParams.get('snapshot') ?? ''
  await expectQuery(page, { project: 'inventory', sort: 'port', snapshot })

  await own.import([`${LAB}udp.xml`])
  const after = await rowsOf(own, { project: 'inventory' })
  const opened = after.length - before.length
  await dashboard(page).refresh.click()
  await expect(frozen).toContainText(`Live differs in ${opened} rows: ${opened} opened.`)
  await expect(frozen).toContainText(/As of \w+ \d/)
  await expectFigures(page, before, before)
  await expectAccessible(page, 'frozen')
  expect(askedFrozen.filter((url) => url.includes('/v5/'))).toHaveLength(1) // it cannot change: asked for once

  await page.reload()
  await expect(frozen).toContainText(`Live differs in ${opened} rows`)
  await expectFigures(page, before, before)
  await frozen.getByRole('button', { name: 'Show live data' }).click()
  await expect(frozen).toBeHidden()
  await expectQuery(page, { project: 'inventory', sort: 'port' })
  await expectFigures(page, after, after)
  await page.goBack()
  await expectFigures(page, before, before)
})

test('a link to a snapshot that there is not says so, and a change of scope is live again', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/?snapshot=987654')
  await expect(page.getByText('There is no snapshot 987654 of this scope.')).toBeVisible()
  await expectAccessible(page, 'no such snapshot')
  await page.getByRole('button', { name: 'Show live data' }).click()
  await expectFigures(page, rows, rows)

  await page.goBack()
  await dashboard(page).category('Containers').click()
  await expectQuery(page, { category: 'container' })
  await expect(dashboard(page).rows).not.toHaveCount(0)
})
