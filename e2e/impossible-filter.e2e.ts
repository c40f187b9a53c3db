import type { Page } from '@playwright/test'

import { expectAccessible, expectNoSidewaysScrolling, MESSAGES, readAs } from '#test/reader.ts'
import { isDangerous, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const said = (page: Page) => page.getByRole('status')
const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

test('a value that no port can have is reported while it is typed, with the existing values', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  for (const [text, fault] of [
    ['class:xyz', /No port can match class:xyz\. Values: .*\bdatabase\b/],
    ['proto:ipv6', 'No port can match protocol:ipv6. Values: tcp, udp.'],
    ['risk:dangerous', 'No port can match risk:dangerous. Values: danger, unknown, normal.'],
  ] as const) {
    await searchField.fill(text)
    await expect(searchField).toHaveAttribute('aria-invalid', 'true')
    await expect(said(page).filter({ hasText: fault })).toContainText('Showing the last valid result.')
    await expectFigures(page, rows, rows)
    await expectAddress(page, '/')
  }
  // A word of a field, which is no service's name, leads to the field.
  await searchField.fill('database')
  await expectFigures(page, rows, rows)
  await page.keyboard.press('Enter')
  await expect(said(page).filter({ hasText: 'No service name contains “database”.' })).toContainText(
    'Try class:database.',
  )
  await expectFigures(page, rows, rows)
  // One that is only begun is not wrong yet, and has no effect yet.
  await searchField.fill('risk:dang')
  await expect(suggestions(page)).toHaveCount(1)
  await expect(searchField).toHaveAttribute('aria-invalid', 'false')
  await expectFigures(page, rows, rows)
  await page.keyboard.press('Enter')
  await expect(searchField).toHaveAttribute('aria-invalid', 'true')
  await searchField.fill('risk:danger')
  await expect(searchField).toHaveAttribute('aria-invalid', 'false')
  await expectFigures(page, rows.filter(isDangerous), rows)
})

test('an address with impossible values says so beside the search, and one click removes them', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const fault = (text: string) => said(page).filter({ hasText: text })
  const remove = page.getByRole('button', { name: 'Remove', exact: true })

  await page.goto('/?q=color:red&since=xyz&category=vm&sort=port')
  await expectFigures(page, rows, rows)
  await expect(fault('Ignored “q=color:red” in the address. Unknown field “color”.')).toBeVisible()
  await expect(fault('Ignored “since=xyz” in the address. Expected: last, 24h, 7d, 30d.')).toBeVisible()
  await expect(fault('Ignored “category=vm” in the address. Expected: host, container.')).toBeVisible()
  await expectAccessible(page, 'an address with faults')
  await remove.click()
  await expect(remove).toHaveCount(0)
  await expectAddress(page, '/?sort=port')
  await page.goBack()
  await expect(remove).toBeVisible()

  await page.goto('/?status=dangerous&q=class:xyz%2022/ip')
  await expectFigures(page, [], rows)
  for (const text of ['risk:dangerous', 'class:xyz', 'protocol:ip'])
    await expect(fault(`No port can match ${text}.`)).toBeVisible()
  await remove.click()
  await expectFigures(page, rows, rows)
  await expectAddress(page, '/')

  await page.goto('/?q=service:danger')
  await expect(fault('No service name contains “danger”. Try risk:danger.')).toBeVisible()
  await remove.click()
  await expectAddress(page, '/')
})

test('in a frame and in kiosk mode as well', async ({ page }) => {
  for (const place of ['embed=true&show=table', 'embed=true', 'kiosk']) {
    await page.goto(`/?status=dangerous&since=xyz&${place}`)
    await expect(page.getByText('No port can match risk:dangerous.')).toBeVisible()
    await expect(page.getByText('Ignored “since=xyz” in the address.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove', exact: true })).toHaveCount(0)
  }
})

test('in Chinese, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await readAs(page, { theme: 'dark', language: 'zh-CN' })
  await page.goto('/?status=dangerous&since=xyz')
  await expect(page.getByText('没有端口符合 risk:dangerous。')).toBeVisible()
  await expect(page.getByText('已忽略地址中的“since=xyz”。')).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await expectAccessible(page, 'an address with faults, in Chinese')
  await page.getByRole('button', { name: MESSAGES['zh-CN'].filters.removeFaults, exact: true }).click()
  await expectAddress(page, '/')
})

test('a suggestion leads to the port count beside it', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { searchField, figure } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  for (const [text, suggested] of [
    ['database', 'class:database'],
    ['tcp', 'protocol:tcp'],
    ['dang', 'risk:danger'],
    ['ssh', 'service:SSH'],
  ] as const) {
    await searchField.fill('')
    await searchField.pressSequentially(text)
    const counted = suggestions(page).filter({ hasText: new RegExp(`^${suggested}\\s*[\\d,]+ ports?$`) })
    await expect(counted).toHaveCount(1)
    const count = /([\d,]+) ports?$/.exec(await counted.innerText())?.[1]
    await counted.click()
    await expect(searchField).toHaveValue(suggested)
    await expect(figure('Open ports')).toHaveText(count ?? 'a count beside the suggestion')
  }
})
