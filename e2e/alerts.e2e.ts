import { Webhook } from 'standardwebhooks'

import { startReceiver } from '#server/alerts/testing/receiver.ts'
import { expectAccessible } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

const NO_SECRET = { 'webhook-id': '', 'webhook-timestamp': '', 'webhook-signature': '' }

test('an alert rule is made from a saved view, tested, changed and deleted', async ({
  page,
  startOwnServer,
}) => {
  const receiver = await startReceiver()
  const own = await startOwnServer([], undefined, { OPENPORTS_WEBHOOK_HOSTS: '127.0.0.1' })
  await page.goto(`${own.url}/?status=danger`)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('textbox', { name: 'View name' }).fill('Dangerous')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Alert rules' }).click()
  const dialog = page.getByRole('dialog', { name: 'Alert rules' })
  await expect(dialog).toContainText('Allowed targets: 127.0.0.1')
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  const form = dialog.getByRole('form', { name: 'New rule' })
  const secret = await form.getByRole('textbox', { name: 'Secret' }).inputValue()
  await expectAccessible(page, 'a new alert rule')

  await test.step('what is missing, or not allowed, is said', async () => {
    const save = form.getByRole('button', { name: 'Save rule' })
    const said = dialog.getByRole('status')
    await save.click()
    await expect(said).toHaveText('Enter a name.')
    await form.getByRole('textbox', { name: 'Rule name' }).fill('New dangers')
    await save.click()
    await expect(said).toHaveText('Enter an address that begins with https:// or http://.')
    await form.getByRole('textbox', { name: 'Webhook address' }).fill(receiver.url)
    await save.click()
    await expect(said).toHaveText('Saved “New dangers”.')
  })

  const rules = dialog.getByRole('list', { name: 'Alert rules' })
  await expect(rules.getByRole('listitem')).toContainText('Dangerous · Opened, Reopened')
  await expect(dialog).not.toContainText('the-key-of-the-robot')
  await rules.getByRole('button', { name: 'Send test' }).click()
  const log = dialog.getByRole('table', { name: 'Delivery log' })
  await expect(log.getByRole('row').last()).toContainText('New dangers · testJSON, signedDelivered HTTP 2041')
  const { body, headers } = receiver.received[0] ?? { body: '', headers: NO_SECRET }
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({
    type: 'openports.test',
    data: {
      view: { name: 'Dangerous', link: expect.stringContaining(`${own.url}/?project=demo&status=danger`) },
    },
  })
  await expectAccessible(page, 'alert rules')

  await test.step('it is changed, keeps its webhook, and shows why a message fails', async () => {
    await rules.getByRole('button', { name: 'Edit New dangers' }).click()
    const change = dialog.getByRole('form', { name: 'Rule “New dangers”' })
    await expect(change).toContainText('The secret is kept.')
    await change.getByRole('textbox', { name: 'Rule name' }).fill('Every danger')
    await change.getByRole('checkbox', { name: 'Closed' }).check()
    await change.getByRole('button', { name: 'Save rule' }).click()
    await expect(rules.getByRole('listitem')).toContainText('Opened, Reopened, Closed')
    receiver.answers(503)
    await rules.getByRole('button', { name: 'Send test' }).click()
    await expect(log.getByRole('row').nth(1)).toContainText(
      /Pending HTTP 503The receiver refused the message\.Next attempt/,
    )
    await rules.getByRole('checkbox', { name: 'Enable Every danger' }).click()
    await expect(rules.getByRole('checkbox', { name: 'Enable Every danger' })).not.toBeChecked()
  })

  await test.step('it outlives its view, and is deleted', async () => {
    const headers = { 'X-Auth-Token': own.token, 'Openports-Action': 'test' }
    await fetch(`${own.url}/api/views?project=demo&name=Dangerous`, { method: 'DELETE', headers })
    await expect(rules).toContainText('The view “Dangerous” was deleted: the rule is silent.')
    await rules.getByRole('button', { name: 'Delete Every danger' }).click()
    await rules.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(dialog).toContainText('No alert rules in this project yet.')
  })

  await test.step('Escape closes it, and the palette opens it', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('alert rules')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
  })
  await receiver.stop()
})

test('without allowed targets no rule is made, and the page says so; in Chinese, too', async ({
  page,
  server,
}) => {
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('button', { name: 'Alert rules' }).click()
  await expect(page.getByRole('dialog')).toContainText(
    'Nothing is sent: the administrator has not allowed any targets.',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: /Language|语言/ }).selectOption('zh-CN')
  await page.getByRole('button', { name: '视图', exact: true }).click()
  await page.getByRole('button', { name: '告警规则' }).click()
  await expect(page.getByRole('dialog', { name: '告警规则' })).toContainText('不会发送任何消息')
})
