import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { EXPORT_TEXTS } from '#i18n/export.ts'
import { freePort } from '#test/loopback.ts'
import { hasNginx, startNginx } from '#test/nginx.ts'
import { startIdentityProvider } from '#test/oidc-provider.ts'
import { MESSAGES } from '#test/reader.ts'
import { startServer } from '#test/server.ts'
import type { Server } from '#test/server.ts'

import { dashboard, expectAddress } from './dashboard.ts'
import { expect, test as base } from './fixtures.ts'

const { en: t } = MESSAGES
const GROUPS = { soc: { role: 'operator', projects: '*' } }

/** A page of the host itself, with what it keeps in this browser, and the first server in a frame. */
const CONSOLE = `<!doctype html><title>Console</title><h1>Console</h1>
  <script type="module" src="/openports/embed.js"></script>
  <open-ports show="table"></open-ports>`

/** One host for a console and two servers, as docs/operate.md has it: the first gets whole paths, the second what is behind its own. */
const hostOf = (port: number, [first, second]: readonly [string, string]) => `
  server {
    listen 127.0.0.1:${port};
    proxy_set_header Host $http_host;
    location /openports/ { proxy_pass ${first}; }
    location = /openports { proxy_pass ${first}; }
    location /tools/ports/ { proxy_pass ${second}/; }
    location = / { default_type text/html; return 200 '${CONSOLE}'; }
    location = /favicon.ico { return 204; }
  }`

type Host = { origin: string; first: Server; second: Server }

/** A host with a server at which people sign in by token, and one at which they do with a provider. */
const test = base.extend<object, { host: Host }>({
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const [port, one, two] = [await freePort(), await freePort(), await freePort()]
      const origin = `http://127.0.0.1:${port}`
      const nginx = await startNginx(
        () => hostOf(port, [`http://127.0.0.1:${one}`, `http://127.0.0.1:${two}`]),
        {},
      )
      const provider = await startIdentityProvider(`${origin}/tools/ports`, {
        ada: { name: 'Ada Lovelace', groups: ['soc'] },
      })
      const { issuer, clientId, clientSecret } = provider.settings
      const folder = await mkdtemp(join(tmpdir(), 'openports-base-path-'))
      const groups = join(folder, 'groups.json')
      await writeFile(groups, JSON.stringify({ groups: GROUPS }))
      const first = await startServer(['--port', String(one)], undefined, {
        OPENPORTS_SIGN_IN: 'token',
        OPENPORTS_PUBLIC_URL: `${origin}/openports`,
        OPENPORTS_FRAME_ANCESTORS: origin,
      })
      const second = await startServer(['--port', String(two)], undefined, {
        OPENPORTS_SIGN_IN: 'oidc',
        OPENPORTS_PUBLIC_URL: `${origin}/tools/ports`,
        OPENPORTS_GROUPS: groups,
        OPENPORTS_OIDC_ISSUER: issuer,
        OPENPORTS_OIDC_CLIENT_ID: clientId,
        OPENPORTS_OIDC_CLIENT_SECRET: clientSecret,
        OPENPORTS_OIDC_SCOPES: 'openid profile groups',
      })
      await provide({ origin, first, second })
      await first.remove()
      await second.remove()
      await provider.stop()
      await nginx.stop()
      await rm(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
})

test.skip(!hasNginx(), 'nginx is not on this machine')
test.use({
  expectedProblems: [/status of 401|request to another host: http:\/\/localhost:/],
  baseURL: ({ host }, provide) => provide(host.origin),
})

async function signInByToken(page: Page, { first }: Host, view = '/openports/'): Promise<void> {
  await page.goto(view)
  await page.getByLabel('API token', { exact: true }).fill(first.token)
  await page.keyboard.press('Enter')
  await expect(dashboard(page).table).toBeVisible()
}

async function signInAtProvider(page: Page, view = '/tools/ports/'): Promise<void> {
  await page.goto(view)
  await page.getByRole('link', { name: 'Sign in with SSO' }).click()
  await page.getByRole('button', { name: 'ada', exact: true }).click()
  await expect(dashboard(page).table).toBeVisible()
}

test('under a path, a user signs in, filters, opens a port, saves and freezes a view, and copies what leads back', async ({
  page,
  host,
}) => {
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(new URL(request.url()).pathname))
  await page.addInitScript(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text
      return Promise.resolve()
    }
  })
  await signInByToken(page, host, '/openports?status=danger')
  await expectAddress(page, '/openports/?status=danger')
  await dashboard(page).searchField.fill('port:23')
  await page.keyboard.press('Enter')
  await expectAddress(page, '/openports/?status=danger&port=23')
  await dashboard(page).row(23, 'TCP').click()
  await expect(dashboard(page).panel(23, 'TCP').getByRole('table')).toBeVisible()
  await page.reload()
  await expect(dashboard(page).panel(23, 'TCP').getByRole('table')).toBeVisible()

  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('textbox', { name: 'View name' }).fill('telnet')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '“telnet”' })).toBeVisible()
  await page.keyboard.press('Escape')

  const copied = () => page.locator('html').getAttribute('data-copied')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: 'curl' }).click()
  await expect.poll(copied).toContain(`${host.origin}/openports/v5/demo/asset/port/statistics?`)
  await page.getByRole('button', { name: EXPORT_TEXTS.en.pin.name }).click()
  await expect(page).toHaveURL(/snapshot=\d+/)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(copied).toContain(`${host.origin}/openports/?`)
  await page.goto((await copied()) ?? '')
  await expect(page).toHaveURL(/snapshot=\d+/)
  await expect(dashboard(page).row(23, 'TCP')).toBeVisible()

  expect([...asked].filter((path) => !/^\/openports(\/|$)/.test(path))).toEqual([])
})

test('a user signs in at the provider and comes back to the view under the path, and signs out at both', async ({
  page,
  host,
}) => {
  const view = '/tools/ports/?status=danger'
  await signInAtProvider(page, view)
  await expectAddress(page, view)
  await page.getByRole('button', { name: 'Signed in as Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'Sign out here and at the identity provider' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in with SSO' })).toBeVisible()
  expect(page.url()).toBe(`${host.origin}/tools/ports/`)
})

test('two servers and a console on one host leave each other’s session and settings alone', async ({
  page,
  context,
  host,
}) => {
  await page.goto('/')
  await page.evaluate(() => localStorage.setItem('console', 'kept'))
  await signInByToken(page, host)
  await signInAtProvider(page)
  const paths = Object.fromEntries(
    (await context.cookies([`${host.origin}/openports/`, `${host.origin}/tools/ports/`]))
      .filter(({ name }) => name.startsWith('openports-'))
      .map(({ name, path }) => [path, name]),
  )
  expect(Object.keys(paths).toSorted()).toEqual(['/openports', '/tools/ports'])

  await page.goto('/openports/')
  const theme = page.getByRole('button', { name: /^Theme: / })
  await theme.click()
  await theme.click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.goto('/tools/ports/')
  await expect(dashboard(page).table).toBeVisible()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')

  await page.goto('/openports/')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Signed in as API token' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByLabel('API token', { exact: true })).toBeVisible()
  await page.goto('/tools/ports/')
  await expect(dashboard(page).table).toBeVisible()
  await expect(page.getByRole('button', { name: 'Signed in as Ada Lovelace' })).toBeVisible()
  expect(await page.evaluate(() => localStorage.getItem('console'))).toBe('kept')
})

test('the console frames a server of its own host, whose session counts in the frame', async ({
  page,
  host,
}) => {
  await signInByToken(page, host)
  await page.goto('/')
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('table', { name: t.table.label, exact: true })).toBeVisible()
  await expect(page.locator('iframe')).toHaveAttribute('src', /\/openports\/\?/)
})

test('health is each process’s own, and not the host’s', async ({ request }) => {
  expect((await request.get('/openports/readyz')).status()).toBe(404)
  expect((await request.get('/openports/metrics')).status()).toBe(404)
})

test('by TLS its cookie is for the path, and whether the host is reached by TLS alone is not its business', async ({
  request,
  startOwnServer,
}) => {
  const port = await freePort()
  const { token } = await startOwnServer(['--port', String(port)], undefined, {
    OPENPORTS_SIGN_IN: 'token',
    OPENPORTS_PUBLIC_URL: 'https://console.example.com/openports',
  })
  const answer = await request.post(`http://127.0.0.1:${port}/openports/api/sign-in`, {
    headers: { Host: 'console.example.com', 'Openports-Action': 'page', 'X-Auth-Token': token },
  })
  const headers = answer.headers()
  expect(headers['set-cookie']).toMatch(/^__Secure-openports=.+; Path=\/openports; .*Secure/)
  expect(headers).not.toHaveProperty('strict-transport-security')
})
