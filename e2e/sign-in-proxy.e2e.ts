import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { AxeBuilder } from '@axe-core/playwright'

import { SESSION_PATH } from '#contract/session.ts'
import { freePort } from '#test/loopback.ts'
import { hasNginx, startNginx } from '#test/nginx.ts'
import { startServer } from '#test/server.ts'

import { expect, test as base } from './fixtures.ts'

const PASSWORD = randomBytes(16).toString('hex')
const GROUPS = { soc: { role: 'operator', projects: '*' }, web: { role: 'viewer', projects: ['demo'] } }

/** As docs/sign-in.md has it. It connects from an address of its own, so that a visit that goes round it does not. */
const proxyOf = (port: number, server: string) => (folder: string) =>
  `
  map $remote_user $openports_groups { default ""; ada soc; bob web; }
  server {
    listen 127.0.0.1:${port};
    location / {
      auth_basic "Openports";
      auth_basic_user_file ${folder}/passwords;
      proxy_pass ${server};
      proxy_bind 127.0.0.2;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-User $remote_user;
      proxy_set_header X-Forwarded-Groups $openports_groups;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Authorization "";
    }
    location = /readyz { proxy_pass ${server}; proxy_bind 127.0.0.2; proxy_set_header Host $http_host; }
    location = /sign-out { default_type text/plain; return 200 "Signed out at nginx"; }
    location = /favicon.ico { return 204; }
  }`

type Door = { url: string; direct: string }

/** A server behind nginx, for all tests of the file. */
const test = base.extend<object, { door: Door }>({
  door: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const [port, own] = [await freePort(), await freePort()]
      const [url, direct] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${own}`]
      const folder = await mkdtemp(join(tmpdir(), 'openports-proxy-'))
      const groups = join(folder, 'groups.json')
      await writeFile(groups, JSON.stringify({ groups: GROUPS }))
      const passwords = ['ada', 'bob', 'eve'].map((name) => `${name}:{PLAIN}${PASSWORD}\n`).join('')
      const nginx = await startNginx(proxyOf(port, direct), { passwords })
      const server = await startServer(['--port', String(own)], undefined, {
        OPENPORTS_SIGN_IN: 'proxy',
        OPENPORTS_PUBLIC_URL: url,
        OPENPORTS_TRUSTED_PROXIES: '127.0.0.2',
        OPENPORTS_GROUPS: groups,
        OPENPORTS_PROXY_SIGN_OUT_URL: '/sign-out',
      })
      await provide({ url, direct })
      await server.remove()
      await nginx.stop()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

test.skip(!hasNginx(), 'nginx is not on this machine')
test.use({ baseURL: ({ door }, provide) => provide(door.url), expectedProblems: [/status of 40[13]/] })

const signedInAs = (name: string, headers: Record<string, string> = {}) => ({
  headers: { ...headers, Authorization: `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString('base64')}` },
})

test.describe('at nginx', () => {
  test.use({ httpCredentials: { username: 'ada', password: PASSWORD } })

  test('an analyst who signed in there sees the data, and signs out there', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.getByRole('button', { name: 'Signed in as ada' }).click()
    await expect(page.getByRole('menu')).toContainText('Operator of all projects')
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByText('Signed out at nginx')).toBeVisible()
  })

  test('a kiosk that is refused reloads automatically, since nginx may have a session again', async ({
    page,
  }) => {
    await page.clock.install({ time: new Date() })
    await page.goto('/?kiosk')
    const figures = page.getByRole('region', { name: 'Summary' })
    await expect(figures).toBeVisible()
    await page.route(/\/(api|v5)\//, (route) => route.fulfill({ status: 401 }))
    const anew = page.waitForRequest((request) => request.isNavigationRequest())
    await page.clock.runFor(60_000)
    await anew
    await page.unrouteAll()
    await page.clock.runFor(60_000)
    await expect(figures).toBeVisible()
    await expect(page.getByRole('banner')).not.toContainText('Signed out')
  })
})

test.describe('in no group', () => {
  test.use({ httpCredentials: { username: 'eve', password: PASSWORD } })

  test('a user of nginx without a group is told that they have no access', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Signed in as eve' })).toBeVisible()
    await expect(page.getByText('Your groups have no access.')).toBeVisible()
    await expect(page.getByRole('table')).toHaveCount(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    }
    expect((await fetch(new URL('/api/projects', page.url()), signedInAs('eve'))).status).toBe(403)
  })
})

test('SEC-04: no client can claim another user, neither through nginx nor around it', async ({ door }) => {
  const forged = { 'X-Forwarded-User': 'ada', 'X-Forwarded-Groups': 'soc', X_Forwarded_User: 'ada' }
  const unknown = await fetch(`${door.url}/api/projects`, { headers: forged })
  expect([unknown.status, unknown.headers.get('WWW-Authenticate')]).toEqual([401, 'Basic realm="Openports"'])

  const bob = await fetch(`${door.url}${SESSION_PATH}`, signedInAs('bob', forged))
  expect(await bob.json()).toMatchObject({ identity: { name: 'bob', hasAccess: true, canChange: [] } })

  expect((await fetch(`${door.direct}/api/projects`, { headers: forged })).status).toBe(401)
  expect((await fetch(`${door.direct}/api/projects`, signedInAs('ada', forged))).status).toBe(401)
})
