import { readFile } from 'node:fs/promises'

import { expectAccessible } from '#test/reader.ts'

import { dashboard, expectQuery } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('a view is saved by name, found by another user, renamed, deleted and restored', async ({
  page,
  browser,
  startOwnServer,
}) => {
  const own = await startOwnServer()
  const open = page.getByRole('button', { name: 'Views', exact: true })
  const views = page.getByRole('list', { name: 'Saved views' })
  const said = page.getByRole('status').filter({ hasText: /“/ })
  const name = page.getByRole('textbox', { name: 'View name' })
  await page.goto(`${own.url}/?status=danger&size=50&row=23-tcp&page=2`)
  await open.click()
  await expect(page.getByText('No saved views in this project yet.')).toBeVisible()
  await expectAccessible(page, 'no saved views')
  await name.fill('每周 weekly')
  await page.keyboard.press('Enter')
  await expect(said).toHaveText('Saved “每周 weekly”.')
  await expect(views.getByRole('listitem')).toHaveText(['每周 weekly'])
  await expectAccessible(page, 'saved views')

  await test.step('another user opens it, and Back leads back', async () => {
    const elsewhere = await browser.newContext()
    const other = await elsewhere.newPage()
    await other.goto(`${own.url}/?type=UDP&sort=port`)
    await other.getByRole('button', { name: 'Views', exact: true }).click()
    await other.getByRole('button', { name: '每周 weekly', exact: true }).click()
    await expectQuery(other, { status: 'danger', size: '50' })
    await expect(other.getByRole('list', { name: 'Saved views' })).toBeHidden()
    await expect(other.getByRole('banner').getByText('每周 weekly')).toBeVisible()
    await expect(other).toHaveTitle('每周 weekly · Openports')
    await other.goBack()
    await expect(other).toHaveTitle('Openports')
    await expectQuery(other, { type: 'UDP', sort: 'port' })
    await elsewhere.close()
  })

  await test.step('its name is changed, but not to another’s', async () => {
    await name.fill('b')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(views.getByRole('listitem')).toHaveText(['b', '每周 weekly'])
    await views.getByRole('button', { name: 'Rename b' }).click()
    const field = views.getByRole('textbox', { name: 'New name for b' })
    await field.fill('每周 weekly')
    await page.keyboard.press('Enter')
    await expect(said).toHaveText('A view named “每周 weekly” already exists.')
    await field.fill('a')
    await page.keyboard.press('Enter')
    await expect(views.getByRole('listitem')).toHaveText(['a', '每周 weekly'])
  })

  await test.step('it is deleted, and restored', async () => {
    await views.getByRole('button', { name: 'Delete a' }).click()
    await expect(views.getByRole('listitem')).toHaveText(['每周 weekly'])
    await said.getByRole('button', { name: 'Undo' }).click()
    await expect(views.getByRole('listitem')).toHaveText(['a', '每周 weekly'])
  })
})

test('views move to another project as JSON; a file without views says why', async ({
  page,
  server,
  startOwnServer,
}) => {
  const own = await startOwnServer()
  const headers = { 'X-Auth-Token': own.token, 'Openports-Action': 'test' }
  const kept = new URLSearchParams({ project: 'demo', name: 'Telnet', query: 'port=23&type=TCP' })
  expect((await fetch(`${own.url}/api/views?${kept}`, { method: 'PUT', headers })).status).toBe(204)
  await page.goto(own.url)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as JSON' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^openports-views-demo-host-.*Z\.json$/)
  const file = await readFile(await download.path())

  await page.goto(server.url)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('Import JSON').setInputFiles({ name, mimeType: 'application/json', buffer })
  for (const [text, why] of [
    ['{"openportsViews":1,', 'The file is not JSON.'],
    ['{"rows":[]}', 'The file has no saved views.'],
    ['{"openportsViews":1,"views":[{"name":"a"}]}', 'View 1 in the file has no valid name or address'],
  ] as const) {
    await choose('wrong.json', Buffer.from(text))
    await expect(page.getByText(why)).toBeVisible()
  }
  await choose('views.json', file)
  await expect(page.getByText('Imported 1 view.')).toBeVisible()
  await page.getByRole('button', { name: 'Telnet', exact: true }).click()
  await expectQuery(page, { port: '23', type: 'TCP' })
  await expect(dashboard(page).rows).toHaveCount(1)

  await page.getByRole('button', { name: 'Views', exact: true }).click() // leave the worker's server as it was
  await page.getByRole('button', { name: 'Delete Telnet' }).click()
  await expect(page.getByText('No saved views in this project yet.')).toBeVisible()
})
