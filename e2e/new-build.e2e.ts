import { dashboard } from './dashboard.ts'
import { expect, test } from './fixtures.ts'
import { expectAccessible, WORDS } from './reader.ts'

const { en: m } = WORDS

test.use({
  expectedProblems: [/^console: Failed to load resource|Failed to fetch dynamically imported module/],
})

test('F45: a page that is older than its server offers the new one, also when a part of it is gone', async ({
  page,
}) => {
  await page.goto('/?sort=port')
  const offer = page.getByRole('status').filter({ hasText: m.newBuild.title })
  await expect(dashboard(page).figure('Open ports')).toBeVisible()
  await expect(offer).toHaveCount(0)

  // What the server is after an upgrade: answers of another build, and no file of this one.
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'openports-build': 'another' } })
  })
  await page.route('**/assets/HelpDialog*', (route) => route.fulfill({ status: 404 }))
  await page.keyboard.press('?')
  await expect(offer).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(m.error.part(m.help.title))
  await expect(dashboard(page).figure('Open ports')).toBeVisible() // everything else stands
  await expectAccessible(page, 'an offer to load the new version')

  await page.unrouteAll()
  await offer.getByRole('button', { name: m.newBuild.reload }).click()
  await expect(dashboard(page).figure('Open ports')).toBeVisible()
  await expect(page).toHaveURL('/?sort=port') // the view is where it was
  await expect(offer).toHaveCount(0)
})
