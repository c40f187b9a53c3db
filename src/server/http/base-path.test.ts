import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { EMBED_TICKETS_PATH } from '#contract/embed.ts'
import { SESSION_PATH, SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore, testAccess, TOKEN } from '#test/server/test-app.ts'

import { sessionCookie } from './auth/access.ts'
import { basePathOf, routeOf } from './base-path.ts'

const URL_OF_PAGE = 'https://console.example.com/openports'

test('the base path is the path of the public URL', () => {
  expect(basePathOf(null)).toBe('')
  expect(basePathOf('https://ports.example.com')).toBe('')
  expect(basePathOf(URL_OF_PAGE)).toBe('/openports')
  expect(basePathOf('https://example.com/tools/ports')).toBe('/tools/ports')
})

test.each([
  ['/openports/', '/'],
  ['/openports/api/session', '/api/session'],
  ['/api/session', '/api/session'],
  ['/openports', '/openports'],
  ['/openports-2/api/session', '/openports-2/api/session'],
  ['/openports/openports/api/session', '/openports/api/session'],
  ['/OpenPorts/api/session', '/OpenPorts/api/session'],
  ['/openports/livez', '/openports/livez'],
  ['/openports/metrics', '/openports/metrics'],
  ['/readyz', '/readyz'],
])('%s is the route %s', (requested, route) => expect(routeOf(requested, '/openports')).toBe(route))

test('without a base path every path is its route', () => {
  expect(routeOf('/openports/', '')).toBe('/openports/')
  expect(routeOf('//livez', '')).toBe('//livez')
})

describe('a server under a base path', () => {
  let store: Store
  let server: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    store = await openTestStore()
    server = await createTestApp(store, {
      publicUrl: URL_OF_PAGE,
      ancestors: ['https://other.example.com'],
      access: testAccess(store, {
        signInMethods: ['token'],
        cookie: sessionCookie({ isSecure: true, port: 4040, basePath: '/openports' }),
      }),
    })
  })
  afterAll(() => store.close())

  const MEANT = { 'Openports-Action': 'page' }
  const PAGE = { Accept: 'text/html' }

  test('answers with the prefix and, for a proxy that removes it, without', async () => {
    for (const prefix of ['/openports', '']) {
      expect((await server.visit(`${prefix}/`)).status).toBe(200)
      expect((await server.visit(`${prefix}/favicon.svg`)).status).toBe(200)
      expect((await server.visit(`${prefix}${SESSION_PATH}`)).status).toBe(200)
      expect((await server.visit(`${prefix}/api/projects`)).status).toBe(401)
      expect((await server.ask(`${prefix}/api/projects`)).status).toBe(200)
      expect((await server.ask(`${prefix}/api/projects`, {}, 'PATCH')).status).toBe(405)
    }
  })

  test('leads from the path without a slash to the page, with the view', async () => {
    const answer = await server.visit('/openports?status=danger')
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/openports/?status=danger'])
  })

  test('health and metrics are the process’s own, and have no address under the base path', async () => {
    for (const path of ['/livez', '/readyz', '/metrics']) {
      expect((await server.ask(path)).status).toBe(200)
      expect((await server.ask(`/openports${path}`)).status).toBe(404)
    }
  })

  test('its cookie is sent to the base path alone, and sign-out leaves the storage of its neighbours', async () => {
    const signedIn = await server.visit(
      `/openports${SIGN_IN_PATH}`,
      { ...MEANT, 'X-Auth-Token': TOKEN },
      'POST',
    )
    const cookie = signedIn.headers.get('Set-Cookie') ?? ''
    expect(cookie).toMatch(
      /^__Secure-openports=[\w-]{43}; Path=\/openports; HttpOnly; Secure; SameSite=Strict$/,
    )
    const own = { ...MEANT, Cookie: cookie.split(';')[0] ?? '' }
    const signedOut = await server.visit(`/openports${SIGN_OUT_PATH}`, own, 'POST')
    expect(signedOut.status).toBe(204)
    expect(signedOut.headers.get('Set-Cookie')).toMatch(/^__Secure-openports=; Max-Age=0; Path=\/openports;/)
    expect(signedOut.headers.get('Clear-Site-Data')).toBeNull()
  })

  test('its links and its API document name the base path', async () => {
    expect(await (await server.visit('/openports/nothing', PAGE)).text()).toContain('href="/openports/"')
    expect(await (await server.ask('/openapi.json')).json()).toMatchObject({
      servers: [{ url: '/openports/' }],
    })
  })

  test('a ticket is asked for and traded under it', async () => {
    const path = `/openports${EMBED_TICKETS_PATH}?ancestor=https%3A%2F%2Fother.example.com`
    expect((await server.ask(path, MEANT, 'POST')).status).toBe(200)
  })
})
