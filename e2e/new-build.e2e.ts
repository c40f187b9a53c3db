import { startFaultProxy } from '#test/fault-proxy.ts'
import { expectAccessible, MESSAGES } from '#test/reader.ts'

import { dashboard, expectAddress } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES

test.use({
  expectedProblems: [/^console: Failed to load resource|Failed to fetch dynamically imported module/],
})

test('F45: a page that is older than its server offers the new version, also when one of its files is gone', async ({
  page,
  server,
}) => {
  const network = await startFaultProxy(server)
  await page.goto(`${network.url}/?sort=port`)
  const offer = page.getByRole('status').filter({ hasText: t.common.newBuild.title })
  await expect(dashboard(page).figure('Open ports')).toBeVisible()
  await expect(offer).toHaveCount(0)

  // What the server is after an upgrade: answers of another build, and no file of this one.
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'openports-build': 'another' } })
  })
  network.set('/assets/knowledge-parts-', { kind: 'answer', status: 404, body: '' })
  await page.getByRole('button', { name: t.table.open(22, 'TCP'), exact: true }).click()
  await expect(offer).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(t.errors.part(t.portPanel.knowledge))
  await expect(dashboard(page).figure('Open ports')).toBeVisible() // everything else stands
  await expectAccessible(page, 'an offer to load the new version')

  await page.unrouteAll()
  network.set('/assets/knowledge-parts-', null)
  await offer.getByRole('button', { name: t.common.newBuild.reload }).click()
  await expect(dashboard(page).figure('Open ports')).toBeVisible()
  await expectAddress(page, '/?sort=port&row=22-tcp') // the view is where it was
  await expect(offer).toHaveCount(0)
  await network.close()
})
