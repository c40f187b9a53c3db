import type { Page } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScrolling, MESSAGES, readAs } from '#test/reader.ts'
import { ageOf, test } from '#test/tenant.ts'

import { dashboard } from './dashboard.ts'
import { expect } from './fixtures.ts'

const { en: t } = MESSAGES

const ROW = { port: 23, type: 'TCP', num: 12, status: 'danger' }
const URL_OF_ROW = '/?row=23-tcp'

const section = (page: Page) => page.getByRole('region', { name: t.portPanel.check.label })
/** Where no row is half behind the table's head: axe counts how far apart what can be clicked is. */
const toTop = (page: Page) => page.evaluate(() => scrollTo(0, 0))
const checkNow = (page: Page) => section(page).getByRole('button', { name: t.portPanel.check.button })

test('a port is checked in HSS: unchanged, different, closed', async ({ page, startTenant }) => {
  const { standIn, server } = await startTenant({ rows: 40 })
  const fleet = standIn.fleet('host', '0')
  fleet.put(ROW)
  await page.goto(server.url + URL_OF_ROW)
  await expect(ageOf(page)).toContainText(/of 4\d rows/)
  await expect(dashboard(page).panel(23, 'TCP')).toContainText('ecs-0000')

  await checkNow(page).click()
  await expect(section(page).getByRole('status')).toContainText('No change: HSS agrees as of')

  fleet.put({ ...ROW, num: 15, status: 'normal' })
  await checkNow(page).click()
  await expect(section(page).getByRole('status')).toContainText('HSS differs as of')
  await expect(section(page)).toContainText('15 servers')
  await expect(section(page)).toContainText('12 servers')
  await toTop(page)
  await expectAccessible(page, 'checked')

  fleet.remove(23, 'TCP')
  await checkNow(page).click()
  await expect(section(page).getByRole('status')).toContainText('HSS no longer reports this port')
})

test('without a call left, the button shows until when', async ({ page, startTenant }) => {
  const { standIn, server } = await startTenant({ rows: 300, callsPerMinute: 2 })
  standIn.fleet('host', '0').put(ROW)
  // Before there is a viewer, for whom one call would be kept.
  const calls = () => standIn.arrivals.filter(({ target }) => target.includes('/port/statistics')).length
  await expect.poll(calls).toBe(2)
  await page.goto(server.url + URL_OF_ROW)
  await expect(section(page)).toContainText(/HSS quota used up until \d\d:\d\d:\d\d \(\d+ s\)/)
  await expect(checkNow(page)).toHaveAttribute('aria-disabled', 'true')
  await checkNow(page).press('Enter')
  await expect(section(page).getByRole('status')).toBeEmpty()
  expect(standIn.arrivals.filter(({ target }) => /port\/statistics\?.*port=23/.test(target))).toEqual([])
  await toTop(page)
  await expectAccessible(page, 'no call left')
})

test.describe('a region without the servers behind a port', () => {
  test.use({ expectedProblems: [/^console: Failed to load resource/] })

  test('says so in the panel, without an alarm', async ({ page, startTenant }) => {
    const { standIn, server } = await startTenant({ rows: 40, region: { lacks: ['ports/detail'] } })
    standIn.fleet('host', '0').put(ROW)
    await page.goto(server.url + URL_OF_ROW)
    const panel = dashboard(page).panel(23, 'TCP')
    await expect(panel).toContainText(MESSAGES.en.errors.kinds.absent)
    await expect(panel.getByRole('alert')).toHaveCount(0)
    expect(standIn.arrivals.filter(({ target }) => target.includes('ports/detail'))).toHaveLength(1)
  })
})

test.describe('in Chinese, on a phone, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the sync status and the check in HSS fit and are accessible', async ({ page, startTenant }) => {
    const { standIn, server } = await startTenant({
      rows: 300,
      churn: { inserts: 1, deletes: 1, relabels: 0 },
    })
    standIn.fleet('host', '0').put(ROW)
    await readAs(page, { theme: 'dark', language: 'zh-CN' })
    await page.goto(server.url)
    await expect(ageOf(page)).toContainText(/记录 3\d\d\/3\d\d/)
    await expectNoSidewaysScrolling(page)
    await expectAccessible(page, 'complete')
    await ageOf(page).click()
    const dialog = page.getByRole('dialog', { name: /HSS 数据同步状态/ })
    await expect(dialog).toContainText('完整')
    await expectAccessible(page, 'status')
    await expectNoSidewaysScrolling(page)
    await page.keyboard.press('Escape')

    await page.goto(server.url + URL_OF_ROW)
    await page.getByRole('button', { name: '在 HSS 中核对' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'HSS' })).toBeVisible()
    await expectAccessible(page, 'checked')
  })
})
