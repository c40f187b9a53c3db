import { fileURLToPath } from 'node:url'

import { EXPORT_TEXTS } from '#i18n/export.ts'
import { MESSAGES } from '#test/reader.ts'
import { rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES
const SCAN = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/tcp.xml', import.meta.url))

test('every address that leaves the page shows the same project after the first import', async ({
  page,
  startOwnServer,
}) => {
  // The page may write to the clipboard and never read it, and so may this test.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
    })
  })
  const copied = () => page.evaluate(() => String(Object.getOwnPropertyDescriptor(window, 'copied')?.value))
  const own = await startOwnServer()
  const demo = await rowsOf(own)
  const udp = demo.filter(({ type }) => type === 'UDP')
  const { project } = dashboard(page)

  await page.goto(own.url)
  await expectFigures(page, demo, demo)
  await expectAddress(page, '/')
  const bookmark = page.url()

  await page.goto(`${own.url}/?type=UDP`)
  await expectFigures(page, udp, demo)
  const typed = page.url()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: 'Copy link' }).click()
  const link = await copied()
  expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
    type: 'UDP',
    project: 'demo',
    category: 'host',
  })
  await page.getByRole('button', { name: EXPORT_TEXTS.en.pin.name }).click()
  await expect(page).toHaveURL(/snapshot=\d+/)
  const pinned = page.url()
  await page.getByRole('button', { name: 'Copy link' }).click()
  const pinnedLink = await copied()

  await own.import([SCAN])
  const imported = await rowsOf(own, { project: 'inventory' })
  for (const address of [typed, link, pinned, pinnedLink]) {
    await page.goto(address)
    await expectFigures(page, udp, demo)
    await expect(project.getByRole('option', { selected: true })).toHaveText(t.terms.projects.demo)
  }
  await page.goto(bookmark)
  await expectFigures(page, demo, demo)

  await page.goto(own.url) // names none: the first, which by now is another one
  await expectFigures(page, imported, imported)
  await expectAddress(page, '/', 'inventory')
})

test('an address gets its project in its own place: Back leads out of the page, not to it again', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  await page.goto('about:blank')
  const before = await page.evaluate(() => history.length)
  await page.goto('/?sort=port')
  await expectAddress(page, '/?sort=port')
  await expectFigures(page, rows, rows)
  expect(await page.evaluate(() => history.length)).toBe(before + 1)
  await page.goBack()
  await expect(page).toHaveURL('about:blank')
})

test('the demo fleet leads to the servers that were imported meanwhile', async ({ page, startOwnServer }) => {
  const own = await startOwnServer()
  await page.goto(own.url)
  const notice = page.getByRole('complementary', { name: t.terms.projects.demo })
  const there = notice.getByRole('button', { name: t.scope.showProject(t.terms.projects.inventory) })
  await expect(notice).toBeVisible()
  await expect(there).toBeHidden()
  await own.import([SCAN])
  const imported = await rowsOf(own, { project: 'inventory' })
  await dashboard(page).refresh.click()
  await there.click()
  await expectAddress(page, '/', 'inventory')
  await expectFigures(page, imported, imported)
  await expect(notice).toBeHidden()
})
