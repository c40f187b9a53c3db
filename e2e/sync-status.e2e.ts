import { ACTION_HEADER } from '#contract/headers.ts'
import { decodeProjects, PROJECTS_PATH } from '#contract/projects.ts'
import { ASK_PATH, writeAsk } from '#contract/status.ts'
import { syncStatus as texts } from '#i18n/en/sync-status.ts'
import { expectAccessible, expectNoSidewaysScrolling } from '#test/reader.ts'
import { count, fold, rowsOf } from '#test/rows.ts'
import { ageOf, readBefore, reopen, test } from '#test/tenant.ts'

import { dashboard, expectFigures } from './dashboard.ts'
import { expect } from './fixtures.ts'

const DAY = 24 * 3_600_000
/** By when a page shows that HSS is back. */
const RECOVERED = { timeout: 30_000 }

test('a tenant is synced page by page: each number is a lower bound until the snapshot is complete', async ({
  page,
  startTenant,
}) => {
  let latency = 1000
  const { standIn, server } = await startTenant({ rows: 3000, latency: () => latency })
  await page.goto(server.url)
  const age = ageOf(page)
  await expect(age).toContainText(/at least \d+ rows/)
  await expect(dashboard(page).figure('Open ports')).toHaveAccessibleName(/^Open ports: at least \d+/)
  const bar = page.getByRole('banner').getByRole('progressbar', { name: texts.progress })
  await expect(age).toContainText(/\d+% synced, complete in about \d+ (s|min)/)
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0)
  await expectAccessible(page, 'partial')
  latency = 0
  await expect(age).toContainText('3,000 of 3,000 rows')
  await expect(age).toContainText(/next sync (in \d+ s|now)|syncing/)
  await expect(age).toHaveAttribute('title', /synced .+ in \d+ calls\. The lag of HSS itself/)
  await expect(bar).toHaveCount(0)

  const rows = await rowsOf(server, { project: standIn.account.projectId })
  expect(rows).toHaveLength(3000)
  await expectFigures(page, rows, rows)
  await expect(dashboard(page).figure('Open ports')).toHaveAccessibleName(
    new RegExp(`^Open ports: ${count(fold(rows).length)}`),
  )
  await expectAccessible(page, 'complete')
})

test('when the quota is used up, the page shows the wait, and the dialog lists the recent syncs', async ({
  page,
  startTenant,
}) => {
  const { server } = await startTenant({ rows: 900, callsPerMinute: 4 })
  await page.goto(server.url)
  await expect(ageOf(page)).toContainText(/complete in about|syncing/)
  // The call that is held back for a person, where the page was there before the sweep took it.
  const headers = { 'X-Auth-Token': server.token, [ACTION_HEADER]: 'test' }
  const { projects } = decodeProjects(
    await (await fetch(`${server.url}${PROJECTS_PATH}`, { headers })).json(),
  )
  const asked = writeAsk({ project: projects[0]?.id ?? '', category: 'host', enterpriseProject: '0' }, 22)
  await fetch(`${server.url}${ASK_PATH}?${asked.toString()}`, { method: 'POST', headers })
  await ageOf(page).click()
  const dialog = page.getByRole('dialog', { name: /HSS sync status/ })
  await expect(dialog).toContainText(/0 of 4 left this minute, next in \d+ s/)
  await expect(dialog).toContainText(texts.dialog.outcomes.open)
  await expect(dialog).toContainText(/\d+ calls?/)
  await expectAccessible(page, 'status during a sync')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(ageOf(page)).toBeFocused()
})

test.describe('HSS down from the start', () => {
  test('the page is up, shows the cause, and finds HSS within 30 seconds of its return', async ({
    page,
    startTenant,
  }) => {
    const { standIn, server } = await startTenant({ rows: 300, down: ['hss', 'iam', 'eps'] })
    await page.goto(server.url)
    await expect(page.getByRole('alert')).toContainText(texts.failures.network.what)
    await expect(page.getByText('ECONNREFUSED')).toBeVisible()
    await expect(page.getByText(/Retrying automatically in \d+ s/)).toBeVisible()
    await expectAccessible(page, 'nothing reached')
    await expectNoSidewaysScrolling(page)
    await reopen(standIn)
    await expect(ageOf(page)).toContainText('300 of 300 rows', RECOVERED)
  })

  test('an operator can retry at once', async ({ page, startTenant }) => {
    const { standIn, server } = await startTenant({ rows: 300, down: ['hss', 'iam', 'eps'] })
    await page.goto(server.url)
    await expect(page.getByText(/Retrying automatically in \d\d s/)).toBeVisible()
    await reopen(standIn)
    await page.getByRole('button', { name: texts.retryNow }).click()
    await expect(ageOf(page)).toContainText('300 of 300 rows', { timeout: 10_000 })
  })

  test('a scope without data shows the cause in place of its rows', async ({ page, startTenant }) => {
    const { standIn, server } = await startTenant({ rows: 300, down: ['hss'] })
    await page.goto(server.url)
    await expect(page.getByRole('alert')).toContainText(
      `${texts.empty.failing} ${texts.failures.network.what}`,
    )
    await expectAccessible(page, 'no data')
    await standIn.open('hss')
    await expect(ageOf(page)).toContainText('300 of 300 rows', RECOVERED)
  })
})

test('HSS down after a complete snapshot: the data stays, with its age, and is updated when HSS is back', async ({
  page,
  startTenant,
}) => {
  const rows = [
    { port: 23, type: 'TCP' },
    { port: 445, type: 'TCP' },
  ]
  const project = '0123456789abcdef0123456789abcdef'
  const { standIn, server } = await startTenant({
    rows: 300,
    down: ['hss'],
    prepare: readBefore(project, rows, 2 * DAY),
  })
  await page.goto(`${server.url}/?enterprise_project_id=0`)
  await expect(dashboard(page).row(23, 'TCP')).toBeVisible()
  await expect(ageOf(page)).toContainText('2 of 2 rows · updated 2 days ago')
  await expect(ageOf(page)).toContainText(/sync failed, retry in \d+ s/)
  const notice = page.getByRole('complementary', { name: texts.notice.failing })
  await expect(notice).toContainText(texts.failures.network.what)
  await expect(notice).toContainText(/Showing data from .*\d\d:\d\d:\d\d UTC/)
  await expectAccessible(page, 'failing')

  await standIn.open('hss')
  await expect(ageOf(page)).toContainText('300 of 300 rows', RECOVERED)
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('one failing scope is the only one shown as failing, in the header, in the notice and in the dialog', async ({
  page,
  startTenant,
}) => {
  const { server } = await startTenant({
    rows: 100,
    enterpriseProjects: [
      { id: '0', name: 'default' },
      { id: 'shop', name: 'Shop' },
      { id: 'fault-500', name: 'Lab' },
    ],
  })
  const failing = texts.someFailing(1, 3)
  await page.goto(server.url)
  await expect(ageOf(page)).toContainText(failing)
  await expect(ageOf(page)).toContainText(texts.health.someFailing)
  const notice = page.getByRole('complementary', { name: texts.notice.someFailing(1, 3, ['Lab']) })
  await expect(notice).toContainText(texts.failures.unavailable.what)
  await expect(notice).toContainText(texts.notice.othersHold)
  await expectAccessible(page, 'one scope fails')

  await notice.getByRole('button', { name: texts.notice.details }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(texts.someFailing(2, 6)) // hosts and containers
  const scopes = dialog.getByRole('region', { name: texts.dialog.scopes }).getByRole('group')
  await expect(scopes.filter({ hasText: texts.failures.unavailable.what })).toHaveCount(2)
  const healthy = scopes.filter({ hasNotText: 'Lab' })
  await expect(healthy).toHaveCount(4)
  await expect(healthy.filter({ hasText: texts.failingForGood })).toHaveCount(0)
  await expect(healthy.filter({ hasText: texts.health.complete }).filter({ hasText: 'Hosts' })).toHaveCount(2)
  await expectAccessible(page, 'one scope fails, in the dialog')

  await page.goto(`${server.url}/?enterprise_project_id=0`)
  await expect(ageOf(page)).toContainText(texts.health.complete)
  await page.goto(`${server.url}/?enterprise_project_id=fault-500`)
  await expect(page.getByRole('alert')).toContainText(texts.failures.unavailable.what)
})

test('rejected credentials are retried late, or by "Retry now", and the page shows what to do', async ({
  page,
  startTenant,
}) => {
  const { standIn, server } = await startTenant({ settings: { HUAWEICLOUD_SDK_SK: 'not-the-right-key' } })
  await page.goto(server.url)
  await expect(page.getByRole('alert')).toContainText(texts.failures.rejected.what)
  await expect(page.getByText(/Retrying automatically in (10|9) min/)).toBeVisible()
  expect(standIn.arrivals).toHaveLength(1)
  const retryNow = page.getByRole('button', { name: texts.retryNow })
  for (let times = 0; times < 3; times++) {
    await retryNow.click()
    await expect(retryNow).toHaveAttribute('aria-disabled', 'false')
  }
  await expect.poll(() => standIn.arrivals.length).toBe(2)
  await expect(page.getByText(/Retrying automatically in (10|9) min/)).toBeVisible()
})

test('credentials that were rejected once work after "Retry now"', async ({ page, startTenant }) => {
  const { standIn, server } = await startTenant({
    rows: 300,
    settings: { HUAWEICLOUD_SDK_PROJECT_ID: '0123456789abcdef0123456789abcdef' },
    rejects: ['hss', 'eps'],
  })
  await page.goto(server.url)
  await expect(page.getByRole('alert')).toContainText(texts.failures.rejected.what)
  standIn.recover('hss')
  standIn.recover('eps')
  await page.getByRole('button', { name: texts.retryNow }).click()
  await expect(ageOf(page)).toContainText('300 of 300 rows', { timeout: 10_000 })
})

test('without EPS there are IDs alone, and the dialog shows why', async ({ page, startTenant }) => {
  const { server } = await startTenant({ rows: 100, down: ['eps'] })
  await page.goto(server.url)
  await expect(ageOf(page)).toContainText(`100 of 100 rows`)
  await expect(ageOf(page)).toContainText(texts.doubts.names)
  await ageOf(page).click()
  await expect(page.getByRole('dialog')).toContainText(
    `${texts.dialog.namesMissing}: ${texts.failures.network.what}`,
  )
})
