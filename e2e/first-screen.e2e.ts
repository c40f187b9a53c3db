import type { Page } from '@playwright/test'

import { expectAccessible } from '#test/reader.ts'
import { byDefault, count, fold, isDangerous, rowsOf, serverNamesOf } from '#test/rows.ts'

import { dashboard } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

/** On a laptop the answers stand on the first screen; on a phone the reader scrolls to them. */
const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 640

/** What assistive technology is told of the page, as one text. */
const heard = async (page: Page): Promise<string> => await page.getByRole('main').ariaSnapshot()

test('five questions are answered from the first screen, by what is heard of it, with one action at most @phone', async ({
  page,
  server,
}) => {
  const ports = fold(await rowsOf(server)).toSorted(byDefault)
  const dangerous = ports.filter(isDangerous)
  const [worst] = ports
  if (worst === undefined) throw new Error('the demo fleet has no port')
  const { summary, figure, row, rows, panel, table } = dashboard(page)
  const numbers = table.getByRole('button', { name: /^Open \d/ })
  const firstPage = (of: typeof ports) => of.slice(0, 20).map(({ port }) => String(port))
  const open = async () => {
    await page.goto('/')
    await expect(summary.getByRole('button', { name: '5900 VNC on dev-27' })).toBeVisible()
  }
  await open()
  const told = await heard(page)

  await test.step('which ports are open: how many, and the worst by name', async () => {
    expect(told).toContain(`Open ports: ${count(ports.length)}. Show all ports`)
    expect(told).toContain(`Open ${worst.port} ${worst.type}`)
    expect(told).toMatch(/cell "(?:VNC|VNC TCP v4\+6)"/)
    await expect(numbers).toHaveText(firstPage(ports))
  })

  await test.step('on how many servers', async () => {
    expect(told).toMatch(/Servers with a dangerous port: 707\. Show only Danger/)
    for (const { port, num } of ports.slice(0, 5))
      expect(told).toMatch(new RegExp(`row "Select ${port} .* ${count(num)}(?: |")`))
  })

  await test.step('which are dangerous: told by number and by row; a click leaves these alone', async () => {
    expect(told).toContain(`Dangerous ports: ${count(dangerous.length)}. Show only Danger`)
    await figure('Dangerous ports').click()
    await expect(figure('Open ports')).toHaveText(count(dangerous.length))
    await expect(numbers).toHaveText(firstPage(dangerous))
    await page.goBack()
  })

  await test.step('changes: the worst by name; a click lists them all', async () => {
    expect(told).toMatch(/button "1 opened"\n +- button "5900 VNC on dev-27"/)
    await summary.getByRole('button', { name: '1 opened' }).click()
    const changes = page.getByRole('region', { name: 'Changes' }).getByRole('table', { name: 'Changes' })
    await expect(changes.getByRole('rowheader')).toHaveText(['5900'])
    await page.goBack()
  })

  await test.step('where: a click on a port names its servers, and what to do', async () => {
    const redis = ports.find(({ port }) => port === 6379)
    const names = await serverNamesOf(server, 6379, 'TCP')
    await row(6379, 'TCP').click()
    const opened = panel(6379, 'TCP')
    await expect(opened.getByRole('heading', { name: `Open on ${redis?.num} servers` })).toBeVisible()
    await expect(opened.getByRole('heading', { name: 'Recommendation' })).toBeVisible()
    await expect(opened.locator('tbody').getByRole('row').first()).toContainText(names[0] ?? '')
  })

  await test.step('without scrolling on a laptop; on a phone with the worst port and its service', async () => {
    await open()
    await expect(row(worst.port, worst.type)).toBeInViewport({ ratio: 1 })
    await expect(rows.first().getByText('VNC').filter({ visible: true })).toBeInViewport({ ratio: 1 })
    if (isPhone(page)) return
    for (const name of ['Dangerous ports', 'Servers with a dangerous port', 'Open ports'] as const)
      await expect(figure(name)).toBeInViewport({ ratio: 1 })
    await expect(summary.getByRole('button', { name: '5900 VNC on dev-27' })).toBeInViewport({ ratio: 1 })
    await expect(row(6379, 'TCP')).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => scrollY)).toBe(0)
  })
  await expectAccessible(page, 'the first screen')
})
