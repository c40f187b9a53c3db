import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { expectAccessible } from '#test/reader.ts'
import { rowsOf } from '#test/rows.ts'

import { dashboard, expectQuery, expectRowShown } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))

test('changes since the previous snapshot are counted, listed, filtered and exported', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', `${LAB}tcp.xml`])
  const changes = page.getByRole('region', { name: 'Changes' })
  await page.goto(own.url)
  const opener = page.getByRole('button', { name: 'Changes', exact: true })
  await opener.click()
  await expectQuery(page, { project: 'inventory', since: '24h' })
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await expect(changes).toContainText('There is no earlier snapshot to compare with.')
  await expectAccessible(page, 'nothing to compare with')

  const before = await rowsOf(own, { project: 'inventory' })
  await own.import([`${LAB}udp.xml`])
  const after = await rowsOf(own, { project: 'inventory' })
  const opened = after.length - before.length
  await page.goto(`${own.url}/?project=inventory&since=last`) // imported in the same minute
  await expect(changes.getByRole('button', { name: `First read ${opened}` })).toBeVisible() // UDP was not scanned before
  await expect(changes).toContainText('First read: not covered before, so not necessarily new.')
  await expect(changes.getByRole('button', { name: /^(Opened|Reopened)/ })).toHaveCount(0)
  const lines = changes.getByRole('table', { name: 'Changes' }).getByRole('row')
  await expect(lines).toHaveCount(opened + 1) // with its head
  await expectAccessible(page, 'changes')

  await test.step('one that is open opens its panel, and Back closes it', async () => {
    await lines.nth(1).getByRole('button').click()
    await expect(page.getByRole('complementary', { name: /^Port \d/ })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('complementary', { name: /^Port \d/ })).toBeHidden()
  })

  await test.step('a change type is chosen, the filters apply to changes too, and the file has the shown changes', async () => {
    await changes.getByRole('button', { name: `First read ${opened}` }).click()
    await expectQuery(page, { project: 'inventory', since: 'last', kind: 'firstRead' })
    const download = page.waitForEvent('download')
    await changes.getByRole('button', { name: 'Download these changes as CSV' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(file.trim().split('\r\n')).toHaveLength(opened + 1)
    expect(file.trim().split('\r\n')[1]).toMatch(/^"First read",/)
    await page.getByRole('combobox', { name: 'Search ports' }).fill('type:TCP')
    await expect(changes).toContainText('No changes match the filters.')
    await expect(changes).toContainText(`The filters hide ${opened} more changes.`)
  })

  await test.step('a time before the first snapshot compares with the oldest one', async () => {
    await page.goto(`${own.url}/?since=30d`)
    await expect(changes).toContainText('There is no older snapshot.')
    await expect(lines).toHaveCount(opened + 1)
    await changes.getByRole('button', { name: 'Hide changes' }).click()
    await expectQuery(page, { project: 'inventory' })
    await expect(changes).toHaveCount(0)
  })
})

test('a server and an enterprise project that are added are first read, and nothing of them is opened', async ({
  page,
  startOwnServer,
}, testInfo) => {
  const csv = (name: string, ...lines: string[]) => {
    const file = testInfo.outputPath(`${name}.csv`)
    writeFileSync(file, ['host,address,port,type,path', ...lines, ''].join('\n'))
    return file
  }
  const web = ['web-1,192.0.2.1,22,TCP,sshd', 'web-1,192.0.2.1,443,TCP,nginx']
  const own = await startOwnServer(['--import', csv('web', ...web)])
  const changes = page.getByRole('region', { name: 'Changes' })
  const lines = changes.getByRole('table', { name: 'Changes' }).getByRole('row')
  const show = () => page.goto(`${own.url}/?project=inventory&since=last`)

  await test.step('a server', async () => {
    await own.import([csv('db', ...web, 'db-1,192.0.2.2,22,TCP,sshd', 'db-1,192.0.2.2,5432,TCP,postgres')])
    await show()
    await expect(changes.getByRole('button', { name: /^First read 1/ })).toBeVisible()
    await expect(changes.getByRole('button', { name: 'Server count changed 1' })).toBeVisible()
    await expect(lines.filter({ hasText: 'Server count changed' })).toContainText('+1 first read')
    await expect(changes.getByRole('button', { name: /^Opened/ })).toHaveCount(0)
  })

  await test.step('one more enterprise project, whose name is told, while the others keep their past', async () => {
    await own.import([csv('lab', 'lab-1,192.0.2.9,3389,TCP,')], ['--enterprise-project', 'lab'])
    await show()
    await expect(changes.getByRole('button', { name: /^First read 1/ })).toBeVisible()
    await expect(changes).toContainText('No earlier snapshot of lab: ports there are first read.')
    await expect(changes.getByRole('button', { name: /^Opened/ })).toHaveCount(0)
  })

  await test.step('what is opened on a server that was covered is opened', async () => {
    await own.import([csv('more', ...web, 'web-1,192.0.2.1,8080,TCP,java')])
    await show()
    await expect(changes.getByRole('button', { name: /^Opened 1/ })).toBeVisible()
    await expect(changes.getByRole('button', { name: /^First read/ })).toHaveCount(0)
  })
})

test('of the demo fleet, what is new and dangerous since a week', { tag: '@demo' }, async ({ page }) => {
  const changes = page.getByRole('region', { name: 'Changes' })
  const lines = changes.getByRole('table', { name: 'Changes' }).getByRole('row')
  const { summary } = dashboard(page)
  const since = summary.getByRole('button', { name: /^Since/ })
  const { panel } = dashboard(page)
  await page.goto('/')
  await expect(since).toHaveText('24 hours ago')
  await expect(summary.getByRole('button', { name: '5900 VNC on dev-27' })).toBeVisible()
  await since.click()
  await page.getByRole('radio', { name: 'Previous snapshot' }).check()
  await expectQuery(page, { since: 'last' })
  await expect(changes.getByRole('button', { name: /^Opened 1/ })).toBeVisible() // since an hour
  await page.getByRole('radio', { name: '7 days ago' }).check()
  await page.keyboard.press('Escape')
  await changes.getByRole('button', { name: /^Opened 3/ }).click()
  await expectQuery(page, { since: '7d', kind: 'opened' })
  await expect(lines).toHaveCount(1 + 3)
  await dashboard(page).searchField.fill('status:danger')
  await expect(lines.getByRole('rowheader')).toHaveText(['11434', '5900'])

  await test.step('a port of two address families shows its types; rows are told one by one where the table lists them', async () => {
    await changes.getByRole('button', { name: 'Changes of 5900 TCP by type' }).click()
    await expect(lines.getByRole('rowheader')).toHaveText(['11434', '5900', '5900', '5900'])
    await expect(lines.last()).toContainText('TCP6')
    await changes.getByRole('button', { name: 'Changes of 5900 TCP by type' }).click()
    await expect(lines).toHaveCount(1 + 2)
    await page.goto(`${page.url()}&fold=no`)
    await expect(lines.getByRole('rowheader')).toHaveText(['11434', '5900', '5900'])
    await page.goBack()
  })

  await test.step('a Docker API that had been closed came back', async () => {
    await changes.getByRole('button', { name: /^Reopened 1/ }).click()
    await expect(lines.getByRole('rowheader')).toHaveText(['2375'])
    await expect(lines.nth(1)).toContainText('Last closed')
  })

  await test.step('one that is opened comes into view with its row, and gives the focus back', async () => {
    await page.goto('/?since=7d&kind=reopened&size=10')
    const change = changes.getByRole('button', { name: 'Open 2375 TCP', exact: true })
    await change.click()
    await expectRowShown(page, 2375, 'TCP')
    await expect(panel(2375, 'TCP').getByRole('heading', { name: '2375' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(panel(2375, 'TCP')).toBeHidden()
    await expect(change).toBeFocused()
  })

  await test.step('a link to the fleet of a month ago says how it differs now', async () => {
    await page.goto('/')
    await since.click()
    await page.getByRole('group', { name: 'Until' }).getByRole('radio', { name: 'Another snapshot' }).check()
    await expect(page).toHaveURL(/snapshot=\d/)
    const previous = page.url()
    const day = page.getByLabel('Day', { exact: true })
    await expect(day).toHaveAttribute('min', /./)
    const latest = page.url()
    await day.fill((await day.getAttribute('min')) ?? '')
    await expect(page).not.toHaveURL(latest)
    await page.keyboard.press('Escape')
    await expect(page).not.toHaveURL(previous) // the address follows a little later
    await page.reload()
    await expect(page.getByRole('complementary', { name: 'Snapshot view' })).toContainText(
      '44 differences from the latest data: 7 opened',
    )
  })
})
