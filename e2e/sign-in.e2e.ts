import { AxeBuilder } from '@axe-core/playwright'

import { expectAddress } from './dashboard.ts'
import { expect, test } from './fixtures.ts'
import { signOutElsewhere } from './sign-out.ts'

// Whoever is not signed in is refused, which Chromium notes on the console.
test.use({ expectedProblems: [/status of 401/] })

const VIEW = '/?status=danger&sort=port'

test('an analyst signs in by token, comes back to the view, and signs out', async ({
  page,
  startOwnServer,
}) => {
  const server = await startOwnServer([], undefined, { OPENPORTS_SIGN_IN: 'token' })
  await page.goto(`${server.url}${VIEW}`)
  const token = page.getByLabel('API token', { exact: true })
  await expect(token).toBeFocused()
  await expect(page.getByRole('table')).toHaveCount(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }

  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('Enter the API token.')
  await token.fill(`${server.token}x`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('not an API token of this server')
  await expect(token).toHaveValue(`${server.token}x`)

  await token.fill(server.token)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table').first()).toBeVisible()
  await expectAddress(page, VIEW)
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(
    server.token,
  )

  await page.reload()
  await page.getByRole('button', { name: 'Signed in as API token' }).click()
  await expect(page.getByRole('menu')).toContainText('Operator of every project')
  await page.getByRole('menuitem', { name: 'Audit list' }).click()
  const rows = page.getByRole('dialog', { name: 'Audit list' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(/API token.*signed in.*token.*127\.0\.0\.1/)
  await expect(rows.nth(2)).toContainText(/nobody known.*failed to sign in/)
  await page.emulateMedia({ colorScheme: 'light' })
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Signed in as API token' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByLabel('API token', { exact: true })).toBeFocused()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('API token', { exact: true })).toBeVisible()
  await expectAddress(page, VIEW)

  // On a wall nobody is there to sign in again: what it shows stays, with its age and what has to be done.
  await page.clock.install({ time: new Date() })
  await page.goto(`${server.url}/?kiosk&status=danger`)
  await token.fill(server.token)
  await page.keyboard.press('Enter')
  const worst = page.getByRole('table').getByRole('row')
  await expect(worst).not.toHaveCount(0)
  await signOutElsewhere(page)
  await page.clock.runFor(4 * 60_000)
  await expect(page.getByRole('banner')).toContainText(
    /read \d minutes ago.*Signed out since \d\d:\d\d:\d\d: reload the page to sign in/,
  )
  await expect(worst).not.toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(token).toBeVisible()
})
