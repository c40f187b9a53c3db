import type { Page } from '@playwright/test'

import { expectAccessible } from '#test/reader.ts'
import { fold, isDangerous, rowsOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

test('a query of several fields is typed in the field, kept in the address, and undone by Back', async ({
  page,
  server,
}) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await searchField.fill('risk:danger protocol:tcp servers:>50 -port:22')
  await searchField.press('Enter')
  const asked = rows.filter(
    (row) => isDangerous(row) && row.type.startsWith('TCP') && row.num > 50 && row.port !== 22,
  )
  await expectFigures(page, asked, rows)
  await page.reload()
  await expectFigures(page, asked, rows)
  await page.goBack()
  await expectFigures(page, rows, rows)
})

test('values are suggested with their port counts, and accepted by keys', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await searchField.focus()
  await page.keyboard.type('risk:d')
  const dangerous = rows.filter(isDangerous)
  await expect(suggestions(page).first()).toHaveText(`danger${fold(dangerous).length} ports`)
  await expectAccessible(page, 'suggestions')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(searchField).toHaveValue('risk:danger')
  await expectFigures(page, dangerous, rows)
})

test('keys are letters while the reader types, also by an input method', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const { searchField } = dashboard(page)
  await page.goto('/')
  await expectFigures(page, rows, rows)
  await searchField.focus()
  await page.keyboard.type('x?jk')
  await expect(searchField).toHaveValue('x?jk')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await searchField.fill('')
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Input.imeSetComposition', { text: '44', selectionStart: 2, selectionEnd: 2 })
  await expect(searchField).toHaveValue('44')
  await expectAddress(page, '/') // nothing is asked before the word is settled
  await devTools.send('Input.insertText', { text: '443' })
  await expectAddress(page, '/?port=443')
})

test('a query stands in one place: in the field while it is edited, as pills otherwise', async ({ page }) => {
  const { searchField, pill } = dashboard(page)
  await page.goto('/?q=service:ssh+protocol:tcp')
  await expect(searchField).toHaveValue('')
  await expect(pill('service:ssh')).toBeVisible()
  await page.keyboard.press('/')
  await expect(searchField).toHaveValue('service:ssh protocol:tcp')
  await expect(pill('service:ssh')).toBeHidden()
  await page.keyboard.type('443') // in its place: the text is selected
  await expectAddress(page, '/?port=443')
  await page.keyboard.press('Tab')
  await expect(searchField).toHaveValue('')
  await expect(pill('Port: 443')).toBeVisible()
  await searchField.fill('9-1')
  await page.keyboard.press('Tab')
  await expect(searchField).toHaveValue('9-1') // what is wrong is no pill
})
