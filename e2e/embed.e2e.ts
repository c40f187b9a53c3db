import type { FrameLocator } from '@playwright/test'

import { EMBED_SESSION_HEADER } from '#contract/embed.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { SIGN_OUT_PATH } from '#contract/session.ts'
import { startConsole } from '#test/console.ts'
import type { ConsoleAndServer } from '#test/console.ts'
import { expectAccessible, MESSAGES } from '#test/reader.ts'

import { expectAddress } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en: t, 'zh-CN': zh } = MESSAGES

// The console, and the invented hosts here, are other hosts on purpose; without a session the first answer is 401.
test.use({
  expectedProblems: [
    /^request to another host: http:\/\/localhost:|status of 401|frame-ancestors|ERR_BLOCKED_BY/,
  ],
})

let site: ConsoleAndServer
test.beforeAll(async () => {
  site = await startConsole()
})
test.afterAll(() => site.remove())

const figureIn = (frame: FrameLocator) => frame.getByRole('region', { name: t.summary.label, exact: true })
const themeOf = (frame: FrameLocator) => frame.locator('html')

test('a console on another site shows the page by a ticket, in its theme and language, and mirrors the view', async ({
  page,
  context,
}) => {
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await expect(figureIn(frame)).toContainText(t.summary.dangerous)
  await expect(frame.getByRole('table', { name: t.table.label, exact: true })).toBeVisible()
  await expect(page.getByText('Loading…')).toBeHidden()

  await expectAccessible(page, 'a console and its frame', 'frames')

  // The frame is as high as what it shows.
  const whole = await frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height))
  await expect(page.locator('iframe')).toHaveCSS('height', `${whole}px`)

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  await expect(themeOf(frame)).toHaveAttribute('data-theme', 'dark')
  await expectAccessible(page, 'a console and its frame, dark', 'frames', 'contrast')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
  await expect(frame.getByText(zh.summary.dangerous, { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: '语言' }).selectOption('en')

  await frame.getByRole('combobox', { name: t.filters.search }).fill('port:22')
  await expectAddress(page, '/?port=22')
  await frame.getByRole('button', { name: 'Open 22 TCP', exact: true }).click()
  await expect(page.getByRole('status').first()).toHaveText('Opened: 22 TCP')
  await expect(page).toHaveURL(/row=22-tcp/)
  await page.reload()
  await expect(frame.getByRole('complementary', { name: t.portPanel.label(22, 'TCP') })).toBeVisible()

  expect(await context.cookies(site.server.url)).toEqual([])
})

test('a session that ends is renewed, and nothing is lost on screen', async ({ page, request }) => {
  const asked = page.waitForRequest(
    (sent) => sent.headers()[EMBED_SESSION_HEADER.toLowerCase()] !== undefined,
  )
  await page.goto(`${site.url}/?port=22`)
  const frame = page.frameLocator('iframe')
  await expect(figureIn(frame)).toContainText(t.summary.dangerous)
  const session = (await asked).headers()[EMBED_SESSION_HEADER.toLowerCase()] ?? ''
  const headers = { [EMBED_SESSION_HEADER]: session, [ACTION_HEADER]: 'page' }
  expect((await request.post(site.server.url + SIGN_OUT_PATH, { headers })).status()).toBe(204)

  const renewed = page.waitForRequest((sent) => {
    const other = sent.headers()[EMBED_SESSION_HEADER.toLowerCase()]
    return other !== undefined && other !== session
  })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(figureIn(frame)).toContainText(t.summary.dangerous)
  expect((await (await renewed).response())?.status()).toBeLessThan(400)
  await expect(frame.getByRole('button', { name: 'Open 22 TCP', exact: true })).toBeVisible()
  await expect(frame.getByRole('alert')).toHaveCount(0)
})

test('F50: it works where cookies and storage are blocked in frames', async ({ page, context }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.setCookieControls', {
    enableThirdPartyCookieRestriction: true,
  })
  await page.addInitScript(() => {
    const denied = {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    }
    if (window !== window.parent)
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, denied)
  })
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await expect(figureIn(frame)).toContainText(t.summary.dangerous)
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  await expect(themeOf(frame)).toHaveAttribute('data-theme', 'dark')
  await frame.getByRole('combobox', { name: t.filters.search }).fill('22')
  await expect(page).toHaveURL(/port=22/)
})

const framing = (url: string) => `<iframe src="${url}" width="900" height="600"></iframe>`

test('SEC-27: an allowed page frames it; another one, and an allowed one within another one, get a blank frame', async ({
  page,
}) => {
  const { allowed, hostile, pages } = site.hosts
  pages.set('/host', framing(`${site.server.url}/?embed=true`))
  pages.set('/around', framing(`${allowed}/host`))

  await page.goto(`${allowed}/host`)
  await expect(page.frameLocator('iframe').getByText(/^Waiting for the console/)).toBeVisible()
  for (const [path, frame] of [
    ['/host', page.frameLocator('iframe')],
    ['/around', page.frameLocator('iframe').frameLocator('iframe')],
  ] as const) {
    const stopped = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await page.goto(hostile + path)
    await stopped
    await expect(frame.locator('#root')).toHaveCount(0)
  }
})

test('SEC-28: neither a sibling, nor a window without an origin, nor a megabyte moves the page', async ({
  page,
}) => {
  const { allowed, hostile, pages } = site.hosts
  // The first frame is the page; the others shout at it. The host listens, and speaks when it is told to.
  const shout = `<script>for (const type of ['hello', 'look'])
    parent.frames[0].postMessage({ openports: 1, type, theme: 'dark' }, '*'); parent.postMessage('shouted', '*')</script>`
  pages.set('/sibling', shout)
  pages.set(
    '/listening',
    `${framing(`${site.server.url}/?embed=true`)}<script>
      const heard = []
      addEventListener('message', ({ data }) => heard.push(data.type ?? data))
      const say = (message) => frames[0].postMessage({ openports: 1, ...message }, '${site.server.url}')
      const shouter = (parts) => document.body.append(Object.assign(document.createElement('iframe'), parts))
    </script>`,
  )
  await page.goto(`${allowed}/listening`)
  const frame = page.frameLocator('iframe').first()
  await expect(frame.getByText(/^Waiting for the console/)).toBeVisible()
  const heard = async () => JSON.stringify(await page.evaluate('heard'))
  const sibling = `shouter({ src: '${hostile}/sibling' })`

  await page.evaluate(sibling)
  await expect.poll(heard).toBe('["shouted"]')
  await page.evaluate(
    `shouter({ sandbox: 'allow-scripts', srcdoc: ${JSON.stringify(shout).replaceAll('</', '<\\/')} })`,
  )
  await expect.poll(heard).toBe('["shouted","shouted"]') // and not one welcome

  await page.evaluate(`say({ type: 'hello', theme: 'light' })`)
  await expect.poll(heard).toContain('welcome')
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.evaluate(sibling)
  await expect.poll(async () => (await heard()).split('shouted').length - 1).toBe(3)
  await page.evaluate(`say({ type: 'look', theme: 'dark', padding: 'x'.repeat(1 << 20) })`)
  await page.evaluate(`say({ type: 'ticket', ticket: 'forged' })`)
  await expect.poll(heard).toContain('error')
  await page.evaluate(`say({ type: 'look', language: 'zh-CN' })`)
  await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-CN')
  // What came before was heard, and not obeyed.
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('SEC-08: no address makes the page send a request to another server, or for anything but its data', async ({
  page,
}) => {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    asked.add(origin === site.server.url ? pathname : request.url())
  })
  const climbing = [
    '../../evil',
    '..%2f..%2fevil',
    '%252e%252e/x',
    '//evil.test',
    '\\\\evil.test',
    'https://evil.test/',
    'javascript:alert(1)',
  ]
  for (const text of climbing) {
    const value = encodeURIComponent(text)
    for (const name of ['project', 'row', 'enterprise_project_id'])
      await page.goto(
        `${site.server.url}/?${name}=${value}&snapshot=${value}&embed=true&show=table,panel&view=${value}`,
      )
    await expect(
      page
        .getByRole('main')
        .getByText(/no|no such|Open ports/i)
        .first(),
    ).toBeVisible()
  }
  const own =
    /^\/($|assets\/[\w.-]+$|(embed|preferences)\.js$|favicon\.svg$|v5\/demo\/asset\/|api\/(session|projects|status|course|changes)$)/
  expect([...asked].filter((path) => !own.test(path))).toEqual([])
})
