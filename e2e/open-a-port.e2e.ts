import { expectAccessible } from '#test/reader.ts'
import { byDefault, fold, rowsOf, serverNamesOf } from '#test/rows.ts'

import { dashboard, expectAddress, expectFigures, expectQuery, expectRowShown } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

test('a click on a row shows the purpose of the port, its risk, the recommendation and the servers', async ({
  page,
  server,
}) => {
  const telnet = (await rowsOf(server)).find(({ port, type }) => port === 23 && type === 'TCP')
  const { rows, panel } = dashboard(page)
  await page.goto('/?q=service:telnet')
  await rows.filter({ hasText: 'Telnet' }).getByRole('cell', { name: 'Telnet' }).click()

  const opened = panel(23, 'TCP')
  await expectAddress(page, '/?q=service:telnet&row=23-tcp')
  for (const heading of ['23', 'Why it is dangerous', 'Recommendation', `Open on ${telnet?.num} servers`])
    await expect(opened.getByRole('heading', { name: heading, exact: true })).toBeVisible()
  await expect(opened.getByText('Telnet', { exact: true })).toBeVisible()
  for (const link of await opened.getByRole('link').all())
    await expect(link).toHaveAttribute('href', /^https:/)

  await page.goBack()
  await expect(opened).toBeHidden()
  await page.goForward()
  await expect(opened).toBeVisible()
  await opened.getByRole('button', { name: 'Close' }).click()
  await expect(opened).toBeHidden()
  await expectAddress(page, '/?q=service:telnet')
})

test('the servers in it are those of the detail endpoint, ten at a time', async ({ page, server }) => {
  const names = await serverNamesOf(server, 23, 'TCP')
  const servers = dashboard(page)
    .panel(23, 'TCP')
    .getByRole('region', { name: 'Where this port is open: servers' })
  await page.goto('/?status=danger&row=23-tcp&size=100')
  const previous = servers.getByRole('button', { name: 'Previous page' })
  const next = servers.getByRole('button', { name: 'Next page' })

  for (let from = 0; from < names.length; from += 10) {
    const shown = names.slice(from, from + 10)
    await expect(servers).toContainText(`${from + 1}–${from + shown.length}`)
    await expect(servers.locator('tbody').getByRole('row')).toHaveText(
      shown.map((name) => new RegExp(`^${name}`)),
    )
    await expect(previous).toBeEnabled({ enabled: from > 0 })
    await expect(next).toBeEnabled({ enabled: from + 10 < names.length })
    if (from + 10 < names.length) await next.click()
  }
  await previous.click()
  const last = 10 * Math.floor((names.length - 1) / 10)
  await expect(servers).toContainText(`${last - 9}–${last}`)
  await expectAddress(page, '/?status=danger&row=23-tcp&size=100')
})

test('the keyboard goes from row to row, opens one and comes back to it', async ({ page, server }) => {
  const sorted = fold(await rowsOf(server)).toSorted(byDefault)
  const { row, panel, sortBy, searchField } = dashboard(page)
  const at = (index: number) => {
    const found = sorted[index]
    if (found === undefined) throw new Error(`no row ${index}`)
    return found
  }
  const buttonOf = (index: number) => row(at(index).port, at(index).type)
  await page.goto('/')
  await expect(buttonOf(0)).toBeVisible()

  await sortBy('First seen').focus()
  await page.keyboard.press('Tab')
  await expect(buttonOf(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(buttonOf(2)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(buttonOf(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(buttonOf(19)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')

  await page.keyboard.press('Enter')
  const opened = panel(at(1).port, at(1).type)
  await expect(opened.getByRole('heading', { name: String(at(1).port), exact: true })).toBeFocused()
  await expect(buttonOf(1)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
  await expect(buttonOf(1)).toBeFocused()
  await expectAddress(page, '/')

  await page.keyboard.press('Enter')
  await searchField.fill('1-65535')
  await page.keyboard.press('Escape') // clears the field that it is pressed in, nothing else
  await expect(opened).toBeVisible()
})

test('a link opens the panel of a port, and turns the table to its row @phone', async ({ page, server }) => {
  const names = await serverNamesOf(server, 2375, 'TCP')
  const opened = dashboard(page).panel(2375, 'TCP')
  await page.goto('about:blank')
  const before = await page.evaluate(() => history.length)
  await page.goto('/?row=2375-tcp&sort=-servers')
  await expectRowShown(page, 2375, 'TCP')
  await expect(page).toHaveURL(/&page=\d+/)
  expect(await page.evaluate(() => history.length)).toBe(before + 1)
  await expect(opened.getByRole('heading', { name: `Open on ${names.length} servers` })).toBeVisible()
  await expect(opened.locator('tbody').getByRole('row')).toContainText(names) // fewer than fill a page of the panel
  await expect(opened.getByText(/Docker/).first()).toBeVisible()
})

test('a link brings the panel and its row into view @phone', async ({ page }) => {
  for (const since of ['', '&since=7d']) {
    await page.goto(`/?row=23-tcp${since}`)
    await expectRowShown(page, 23, 'TCP')
  }
  await page.goto('/?row=1099-tcp6') // the last of its page
  await expectRowShown(page, 1099, 'TCP')
})

test('a panel whose row is on another page or filtered out says so, and leads to it @phone', async ({
  page,
}) => {
  const { panel, toPage } = dashboard(page)
  await page.goto('/?row=23-tcp&sort=-servers&size=10')
  await expectRowShown(page, 23, 'TCP')
  const opened = panel(23, 'TCP')
  const away = opened.getByText(/^This port is on page \d+ of the table\.$/)
  await expect(away).toHaveCount(0)
  await toPage('Next').click() // another page than the row's, which Back and a reload keep
  await expect(away).toBeVisible()
  await expect(opened).toBeInViewport({ ratio: 0.5 })
  await expectAccessible(page, 'row on another page')
  await opened.getByRole('button', { name: 'Show in table' }).click()
  await expectRowShown(page, 23, 'TCP')
  await expect(opened.getByRole('heading', { name: '23', exact: true })).toBeFocused()
  await expect(away).toHaveCount(0)
  await page.goBack()
  await expect(away).toBeVisible()
  await page.reload()
  await expect(away).toBeVisible()

  await page.goto('/?row=2375-tcp&sort=-servers&size=10&status=unknown&q=redis')
  const filtered = panel(2375, 'TCP')
  await expect(filtered.getByText('The filters hide this port.')).toBeVisible()
  await expect(filtered).toBeInViewport({ ratio: 0.5 })
  await filtered.getByRole('button', { name: 'Clear filters and show in table' }).click()
  await expectRowShown(page, 2375, 'TCP')
  await expect(page).not.toHaveURL(/status=|q=/)
})

test('a link to a port that is not open says so', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await page.goto('/?row=7-udp')
  await expect(dashboard(page).panel(7, 'UDP')).toContainText('This port is not open in this scope.')
  await expectFigures(page, rows, rows)
  await page.keyboard.press('Escape')
  await expectAddress(page, '/')
})

test('the panel stays beside the table while filter, sort and page change', async ({ page }) => {
  const { panel, riskByProtocol, sortBy, toPage, row } = dashboard(page)
  await page.goto('/')
  await row(8265, 'TCP').click()
  await riskByProtocol.getByRole('button', { name: 'UDP', exact: true }).click()
  await sortBy('Port').click()
  await toPage('Next').click()
  await expectQuery(page, { q: 'protocol:udp', sort: 'port', page: '2', row: '8265-tcp' })
  await expect(panel(8265, 'TCP').getByRole('heading', { name: /^Open on \d+ servers/ })).toBeVisible()
})

test('a port with both address families shows each type with its own servers, and those of one on request', async ({
  page,
  server,
}) => {
  const rows = (await rowsOf(server)).filter(({ port, type }) => port === 10_250 && type.startsWith('TCP'))
  const [kubelet] = fold(rows)
  await page.goto('/?row=10250-tcp')
  const opened = dashboard(page).panel(10250, 'TCP')
  const types = opened.getByRole('list', { name: 'Types of this port' })
  await expect(types.getByRole('listitem')).toHaveText(
    rows.map(({ type, num }) => `${type}${num} serversDanger`),
  )
  const heading = (servers = 0) => opened.getByRole('heading', { name: `Open on ${servers} servers` })
  await expect(heading(kubelet?.num)).toBeVisible()
  for (const { type, num } of rows) {
    await types.getByRole('button', { name: new RegExp(`^${type} `) }).click()
    await expect(heading(num)).toBeVisible()
  }
  await expectAccessible(page, 'the types of a port')
})

test('buttons go from port to port, and the last one says that it is the last', async ({ page, server }) => {
  const sorted = fold(await rowsOf(server))
    .filter(({ port }) => port === 22 || port === 23)
    .toSorted(byDefault)
  const { panel } = dashboard(page)
  await page.goto(`/?port=22,23&row=${sorted[0]?.port}-${sorted[0]?.type.toLowerCase()}`)
  const button = (name: string) => page.getByRole('complementary').getByRole('button', { name })
  const next = button('Next port in the panel')
  await expect(button('Previous port in the panel')).toHaveAttribute('aria-disabled', 'true')
  for (const { port, type } of sorted.slice(1)) {
    await next.click()
    await expect(panel(port, type)).toBeVisible()
    await expect(next).toBeFocused()
  }
  await expect(next).toHaveAttribute('aria-disabled', 'true')
})

test('the panel is as wide as the reader makes it, by pointer or keys, and stays so', async ({ page }) => {
  await page.goto('/?row=23-tcp')
  const opened = dashboard(page).panel(23, 'TCP')
  const handle = page.getByRole('separator', { name: 'Width of the panel' })
  const widthOf = async () => Math.round((await opened.boundingBox())?.width ?? 0)
  await expect.poll(widthOf).toBe(420)
  await handle.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(widthOf).toBe(440)
  await expect(handle).toHaveAttribute('aria-valuenow', '440')
  const box = await handle.boundingBox()
  if (box === null) throw new Error('no handle')
  await page.mouse.move(box.x + box.width / 2, box.y + 80)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 100, box.y + 80)
  await page.mouse.up()
  await expect.poll(widthOf).toBe(540)
  await page.reload()
  await expect.poll(widthOf).toBe(540)
  await expectAccessible(page, 'panel with its handle')
})

test('on a phone the panel is as wide as the page @phone', async ({ page }) => {
  await page.goto('/?row=23-tcp')
  const opened = dashboard(page).panel(23, 'TCP')
  await expect(opened.getByRole('heading', { name: 'Recommendation' })).toBeVisible()
  const { width } = page.viewportSize() ?? { width: 0 }
  if (width < 1280) expect((await opened.boundingBox())?.width).toBe(width)
})
