import { AxeBuilder } from '@axe-core/playwright'

import { expectAddress } from './dashboard.ts'
import { expect, test } from './fixtures.ts'
import { signOutElsewhere } from './sign-out.ts'

// Requests without a session are refused, which Chromium notes on the console.
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
  await expect(page.getByRole('alert')).toContainText('Invalid or revoked API token.')
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
  await expect(page.getByRole('menu')).toContainText('Operator of all projects')
  await page.getByRole('menuitem', { name: 'Audit log' }).click()
  const rows = page.getByRole('dialog', { name: 'Audit log' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(/API token.*Signed in.*token.*127\.0\.0\.1/)
  await expect(rows.nth(2)).toContainText(/Unknown user.*Failed to sign in/)
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

  // Kiosk mode has no user to sign in again: the figures stay, with their age and what has to be done.
  await page.clock.install({ time: new Date() })
  await page.goto(`${server.url}/?kiosk&status=danger`)
  await token.fill(server.token)
  await page.keyboard.press('Enter')
  const worst = page.getByRole('table').getByRole('row')
  await expect(worst).not.toHaveCount(0)
  await signOutElsewhere(page)
  await page.clock.runFor(4 * 60_000)
  await expect(page.getByRole('banner')).toContainText(
    /updated \d min\. ago.*Signed out at \d\d:\d\d:\d\d: reload the page to sign in/,
  )
  await expect(worst).not.toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(token).toBeVisible()
})
