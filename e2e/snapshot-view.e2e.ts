import { fileURLToPath } from 'node:url'

import { expectAccessible } from '#test/reader.ts'
import { rowsOf } from '#test/rows.ts'

import { dashboard, expectFigures, expectQuery } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))

test('a snapshot view keeps its numbers, lists the differences from the latest data, and leads there', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', `${LAB}tcp.xml`])
  const before = await rowsOf(own, { project: 'inventory' })
  const notice = page.getByRole('complementary', { name: 'Snapshot view' })
  const askedSnapshot: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).searchParams.has('snapshot')) askedSnapshot.push(request.url())
  })

  await page.goto(`${own.url}/?sort=port`)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: 'Pin to this snapshot' }).click()
  await page.keyboard.press('Escape')
  await expect(notice).toContainText('Same as the latest data.')
  const snapshot = new URL(page.url()).searchParams.get('snapshot') ?? ''
  await expectQuery(page, { project: 'inventory', sort: 'port', snapshot })

  await own.import([`${LAB}udp.xml`])
  const after = await rowsOf(own, { project: 'inventory' })
  const firstRead = after.length - before.length // UDP was not scanned before
  await dashboard(page).refresh.click()
  await expect(notice).toContainText(
    `${firstRead} differences from the latest data: ${firstRead} first read.`,
  )
  await expect(notice).toContainText(/Data as of \w+ \d/)
  await expectFigures(page, before, before)
  await expectAccessible(page, 'notice')
  expect(askedSnapshot.filter((url) => url.includes('/v5/'))).toHaveLength(1) // it cannot change: asked for once

  await page.reload()
  await expect(notice).toContainText(`${firstRead} differences from the latest data`)
  await expectFigures(page, before, before)
  await notice.getByRole('button', { name: 'Show latest data' }).click()
  await expect(notice).toBeHidden()
  await expectQuery(page, { project: 'inventory', sort: 'port' })
  await expectFigures(page, after, after)
  await page.goBack()
  await expectFigures(page, before, before)
})

test('a link to an unknown snapshot says so, and a change of scope shows the latest data', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('/?snapshot=987654')
  await expect(page.getByText('Snapshot 987654 not found in this scope.')).toBeVisible()
  await expectAccessible(page, 'no such snapshot')
  await page.getByRole('button', { name: 'Show latest data' }).click()
  await expectFigures(page, rows, rows)

  await page.goBack()
  await dashboard(page).category('Containers').click()
  await expectQuery(page, { category: 'container' })
  await expect(dashboard(page).rows).not.toHaveCount(0)
})
