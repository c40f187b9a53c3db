import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'

import { freePort } from '#test/loopback.ts'
import { startIdentityProvider } from '#test/oidc-provider.ts'
import { startServer } from '#test/server.ts'
import type { Server } from '#test/server.ts'

import { expectAddress } from './dashboard.ts'
import { expect, test as base } from './fixtures.ts'
import { signOutElsewhere } from './sign-out.ts'

const ACCOUNTS = {
  ada: { name: 'Ada Lovelace', groups: ['soc', 'staff'] },
  bob: { name: 'Bob', groups: ['web'] },
  cy: { name: 'Cy', groups: ['lab'] },
  eve: { name: 'Eve', groups: ['staff'] },
}
const GROUPS = {
  soc: { role: 'operator', projects: '*' },
  web: { role: 'viewer', projects: ['demo'] },
  lab: { role: 'operator', projects: ['another'] },
}

/** A server at which people sign in with a provider, for all tests of the file. */
const test = base.extend<object, { door: Server }>({
  door: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const port = await freePort()
      const url = `http://127.0.0.1:${port}`
      const provider = await startIdentityProvider(url, ACCOUNTS)
      const { issuer, clientId, clientSecret } = provider.settings
      const folder = await mkdtemp(join(tmpdir(), 'openports-oidc-'))
      const groups = join(folder, 'groups.json')
      await writeFile(groups, JSON.stringify({ groups: GROUPS }))
      const server = await startServer(['--port', String(port)], undefined, {
        OPENPORTS_SIGN_IN: 'oidc',
        OPENPORTS_PUBLIC_URL: url,
        OPENPORTS_GROUPS: groups,
        OPENPORTS_OIDC_ISSUER: issuer,
        OPENPORTS_OIDC_CLIENT_ID: clientId,
        OPENPORTS_OIDC_CLIENT_SECRET: clientSecret,
        OPENPORTS_OIDC_SCOPES: 'openid profile groups',
      })
      await provide(server)
      await server.remove()
      await provider.stop()
      await rm(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
})

test.use({
  expectedProblems: [/status of 40[134]|request to another host: http:\/\/localhost:/],
  baseURL: ({ door }, provide) => provide(door.url),
})

/** Goes to the page, from there to the provider, and comes back signed in, or not. */
async function signIn(page: Page, account: string, view = '/'): Promise<void> {
  await page.goto(view)
  await page.getByRole('link', { name: 'Sign in with SSO' }).click()
  await page.getByRole('button', { name: account, exact: true }).click()
}

/** A user who signed in elsewhere, without a page. */
async function signedIn(browser: Browser, door: Server, name: string) {
  const context = await browser.newContext({ baseURL: door.url })
  const { request } = context
  const chooser = await request.get('/sign-in/oidc')
  const back = await request.post(chooser.url(), { form: { account: name } })
  expect([back.status(), back.headers()['refresh']]).toEqual([200, '0;url=/'])
  return { request, close: () => context.close() }
}

const account = (page: Page, name: string) => page.getByRole('button', { name: `Signed in as ${name}` })

async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
}

test('an analyst signs in at the provider, comes back to the view, and signs out at both', async ({
  page,
  door,
}) => {
  const view = '/?status=danger&sort=port'
  await page.goto(view)
  await expect(page.getByRole('link', { name: 'Sign in with' })).toBeVisible()
  await isAccessible(page)
  await signIn(page, 'ada', view)
  await expect(page.getByRole('table').first()).toBeVisible()
  await expectAddress(page, view)

  await account(page, 'Ada Lovelace').click()
  await expect(page.getByRole('menu')).toContainText('Operator of all projects')
  await page.getByRole('menuitem', { name: 'Sign out here and at the identity provider' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in with' })).toBeVisible()
  expect(page.url()).toBe(`${door.url}/`)
  await page.goto('/sign-in/oidc')
  await expect(page.getByRole('button', { name: 'ada' })).toBeVisible() // it asks again who it is
})

test('a kiosk whose session ended signs in again automatically, and shows the same view', async ({
  page,
  door,
}) => {
  const view = '/?kiosk&type=TCP'
  await page.clock.install({ time: new Date() })
  await signIn(page, 'ada', view)
  const figures = page.getByRole('region', { name: 'Summary' })
  await expect(figures).toBeVisible()
  await signOutElsewhere(page)
  const answered = page.waitForRequest(/\/sign-in\/callback/)
  await page.clock.runFor(60_000)
  await answered // from the provider, without a prompt
  await expect(figures).toBeVisible()
  expect(page.url()).toBe(`${door.url}${view}`)
  expect((await page.context().request.get('/api/projects')).status()).toBe(200)

  // Not again at once, when that session ends as soon: it stays as it is, and says so.
  await signOutElsewhere(page)
  await page.clock.runFor(2 * 60_000)
  await expect(page.getByRole('banner')).toContainText('Signed out at')
  await expect(figures).toBeVisible()
})

test('users have the permissions of their groups, and a user in none has no access', async ({
  browser,
  door,
}) => {
  const statuses = async (name: string) => {
    const { request, close } = await signedIn(browser, door, name)
    const see = await request.get('/v5/demo/asset/port/statistics')
    const save = await request.put('/api/views?project=demo&name=x&query=port%3D22', {
      headers: { 'Openports-Action': 'page' },
    })
    await close()
    return [see.status(), save.status()]
  }
  expect(await statuses('bob')).toEqual([200, 403])
  expect(await statuses('cy')).toEqual([404, 404])

  const context = await browser.newContext({ baseURL: door.url, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('link', { name: '使用单点登录（SSO）' }).click()
  await page.getByRole('button', { name: 'eve' }).click()
  await expect(page.getByRole('heading', { name: '您无权访问 Openports' })).toBeVisible()
  await isAccessible(page)
  await page.getByRole('link', { name: '使用其他账号登录' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: '使用单点登录（SSO）' })).toBeVisible()
  await context.close()
})
