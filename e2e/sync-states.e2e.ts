import type { Page } from '@playwright/test'

import { STATUS_PATH, StatusAnswer } from '#contract/status.ts'
import { syncStatus as texts } from '#i18n/en/sync-status.ts'
import { expectAccessible } from '#test/reader.ts'
import { ageOf, readBefore, test } from '#test/tenant.ts'

import { dashboard } from './dashboard.ts'
import { expect } from './fixtures.ts'

const PROJECT = '0123456789abcdef0123456789abcdef'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ROWS = [
  { port: 23, type: 'TCP' },
  { port: 445, type: 'TCP' },
]

/** Lets the page have the server's status with something changed in it, and opens the page. */
async function openWith(page: Page, url: string, change: (answer: StatusAnswer) => StatusAnswer) {
  await page.unrouteAll({ behavior: 'wait' })
  await page.route(`**${STATUS_PATH}`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change(StatusAnswer.parse(await response.json())) })
  })
  await page.goto(url)
}

/** The status so much later, while nothing was read since. */
const later =
  (ms: number) =>
  (answer: StatusAnswer): StatusAnswer => ({
    ...answer,
    now: new Date(Date.parse(answer.now) + ms).toISOString(),
  })

type Project = StatusAnswer['projects'][number]
type Sweep = Project['scopes'][number]['sweeps'][number]

const withProject =
  (change: Partial<Project>) =>
  (answer: StatusAnswer): StatusAnswer => ({
    ...answer,
    projects: answer.projects.map((project) => ({ ...project, ...change })),
  })

/** The newest sweep of each scope, and one more after it, that ended in a certain way. */
const withSweeps =
  (changeOf: (newest: Sweep) => Sweep[]) =>
  (answer: StatusAnswer): StatusAnswer => ({
    ...answer,
    projects: answer.projects.map((project) => ({
      ...project,
      scopes: project.scopes.map((scope) => ({
        ...scope,
        sweeps: scope.sweeps.slice(0, 1).flatMap(changeOf),
      })),
    })),
  })

test('missing rows, unreadable rows, age and unstable ports each have a state', async ({
  page,
  startTenant,
}) => {
  const { server } = await startTenant({
    rows: 100,
    enterpriseProjects: [
      { id: '0', name: 'default' },
      { id: 'fault-gap', name: 'Gap' },
      { id: 'fault-rows', name: 'Rows' },
    ],
    prepare: readBefore(PROJECT, ROWS, 31_000, 'fault-gap'),
  })
  const notice = (title: string) => page.getByRole('complementary', { name: title })
  const ofDefault = `${server.url}/?enterprise_project_id=0`

  await test.step('F15: rows that HSS counts and does not return', async () => {
    await page.goto(`${server.url}/?enterprise_project_id=fault-gap`)
    await expect(notice(texts.notice.incomplete)).toContainText(texts.notice.incompleteText)
    await expect(ageOf(page)).toContainText(texts.doubts.incomplete)
    await expect(ageOf(page)).toContainText(texts.health.doubtful)
    await expect(dashboard(page).row(23, 'TCP')).toBeVisible() // what was read before stays
    await expectAccessible(page, 'incomplete')
    await notice(texts.notice.incomplete).getByRole('button', { name: texts.notice.details }).click()
    await expect(page.getByRole('dialog')).toContainText(texts.dialog.outcomes.incomplete)
  })

  await test.step('F17: invalid rows are counted by field, and the others shown', async () => {
    await page.goto(`${server.url}/?enterprise_project_id=fault-rows`)
    await expect(ageOf(page)).toContainText(texts.doubts.refused)
    await expect(dashboard(page).row(22, 'TCP')).toBeVisible()
    await ageOf(page).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(texts.dialog.refused(2, 'port'))
    await expect(dialog).toContainText(texts.dialog.refused(1, 'num'))
    await expectAccessible(page, 'refused rows')
  })

  await test.step('older than two sweeps: amber', async () => {
    await openWith(page, ofDefault, later(10 * MINUTE))
    await expect(ageOf(page)).toContainText(texts.health.old)
    await expect(ageOf(page)).toContainText(/100 of 100 rows · updated \d+ min/)
    await expectAccessible(page, 'old')
  })

  await test.step('older than a day: red, with a notice above the figures', async () => {
    await openWith(page, ofDefault, later(2 * DAY))
    await expect(ageOf(page)).toContainText(texts.health.veryOld)
    await expect(ageOf(page)).toContainText('updated 2 days ago')
    await expect(notice(texts.notice.veryOld)).toContainText(/Showing data from .*UTC/)
    await expectAccessible(page, 'very old')
  })

  await test.step('changed during collection', async () => {
    await openWith(
      page,
      ofDefault,
      withSweeps((newest) => [{ ...newest, outcome: 'complete', moved: true }]),
    )
    await expect(ageOf(page)).toContainText(texts.doubts.moved)
    await expect(page.getByRole('main').getByRole('complementary')).toHaveCount(0) // no alarm: the snapshot is right
  })

  await test.step('unstable', async () => {
    await openWith(
      page,
      ofDefault,
      withSweeps((newest) => [
        { ...newest, outcome: 'unstable' },
        { ...newest, outcome: 'complete' },
      ]),
    )
    await expect(notice(texts.notice.unstable)).toContainText(texts.notice.unstableText)
    await expect(ageOf(page)).toContainText(texts.doubts.unstable)
  })

  await test.step('synced by another process', async () => {
    await openWith(page, ofDefault, (answer) =>
      withProject({ readElsewhere: true })(
        withSweeps((newest) => [{ ...newest, outcome: 'complete' }])(answer),
      ),
    )
    await ageOf(page).click()
    await expect(page.getByRole('dialog')).toContainText(texts.dialog.collectorElsewhere)
    await expect(ageOf(page)).toContainText(/next sync/)
  })
})

test.describe('SEC-38: in a browser whose clock is wrong', () => {
  for (const shift of [-2 * DAY, 2 * DAY])
    test(`by ${shift / DAY} days, age and staleness are those of the server`, async ({
      page,
      startTenant,
    }) => {
      await page.addInitScript((shift) => {
        const Right = Date
        class Wrong extends Right {
          constructor(...given: [] | [number | string | Date]) {
            super(given[0] ?? Right.now() + shift)
          }
          static override now = () => Right.now() + shift
        }
        Object.assign(globalThis, { Date: Wrong })
      }, shift)
      const { standIn, server } = await startTenant({
        rows: 100,
        enterpriseProjects: [
          { id: '0', name: 'default' },
          { id: 'fault-forbidden', name: 'Old' },
        ],
        prepare: readBefore(PROJECT, ROWS, 3 * DAY, 'fault-forbidden'),
      })
      await page.goto(`${server.url}/?enterprise_project_id=0`)
      expect(await page.evaluate(() => Date.now())).toBeGreaterThan(0)
      await expect(ageOf(page)).toContainText(`100 of 100 rows · updated just now`)
      await expect(ageOf(page)).toContainText(texts.health.complete)
      await page.goto(`${server.url}/?enterprise_project_id=fault-forbidden`)
      await expect(ageOf(page)).toContainText('updated 3 days ago')
      await expect(ageOf(page)).toContainText(new RegExp(`${texts.health.veryOld}|${texts.health.failing}`))
      expect(standIn.violations).toEqual([])
    })
})
