import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Store } from '#server/store/types.ts'
import { getRequest, sendRaw, statusOf } from '#test/server/raw-http.ts'
import { createTestApp, openTestStore, REJECTIONS, testAccess, TOKEN } from '#test/server/test-app.ts'

import { sessionCookie } from './auth/access.ts'
import { createAllowedHosts } from './headers/allowed-hosts.ts'
import { appHandler, listen } from './listen.ts'
import type { Listening } from './listen.ts'

let store: Store
let running: Listening
/** The targets of the requests that reached the app. */
const reached: string[] = []

beforeAll(async () => {
  store = await openTestStore()
  running = await listen({ host: '127.0.0.1', port: 0 }, REJECTIONS, (port) => {
    const app = createTestApp(store, {
      hosts: createAllowedHosts({ host: '127.0.0.1', port }, []),
      access: testAccess(store, { cookie: sessionCookie({ isSecure: false, port }) }),
    })
    return appHandler(async (request) => {
      reached.push(new URL(request.url).pathname)
      return (await app).app.fetch(request)
    }, REJECTIONS)
  })
})
afterAll(async () => {
  await running.stop()
  await store.close()
})

const raw = (text: string) => sendRaw(running.port, text)
const host = () => `127.0.0.1:${running.port}`
const get = (target: string, ...headers: string[]) => getRequest(target, host(), ...headers)

/** Ways to send the right token that a proxy, or a careless reader, might take for the header that counts. */
const SPELLINGS = [
  `X_Auth_Token: ${TOKEN}`,
  `X-Auth_Token: ${TOKEN}`,
  `X-AuthToken: ${TOKEN}`,
  `X-Auth-Token\t: ${TOKEN}`,
  `X-Auth-Token : ${TOKEN}`,
  ` X-Auth-Token: ${TOKEN}`,
  `X-Auth-Token:\r\n ${TOKEN}`,
  `X-Auth-Token: Bearer ${TOKEN}`,
  `X-Auth-Token: wrong, ${TOKEN}`,
  `X-Auth-Token: ${TOKEN}, wrong`,
  `X-Auth-Token: ${TOKEN}\r\nX-Auth-Token: ${TOKEN}`,
  `X-Auth-Token: \r\nX-Auth-Token: ${TOKEN}`,
  `X-Forwarded-X-Auth-Token: ${TOKEN}`,
  `X-Subject-Token: ${TOKEN}`,
  `Authorization: Bearer ${TOKEN}`,
  `Cookie: X-Auth-Token=${TOKEN}`,
  `Connection: X-Auth-Token\r\nX-Foo: ${TOKEN}`,
]

test.each(SPELLINGS)(
  'SEC-03: %j is not the token, neither alone nor beside a wrong one',
  async (spelling) => {
    expect([400, 401]).toContain(statusOf(await raw(get('/api/projects', spelling))))
    expect([400, 401]).toContain(statusOf(await raw(get('/api/projects', 'X-Auth-Token: wrong', spelling))))
    expect([400, 401]).toContain(statusOf(await raw(get('/api/projects', spelling, 'X-Auth-Token: wrong'))))
  },
)

test.each([`X-Auth-Token: ${TOKEN}`, `x-auth-token:${TOKEN}`, `X-AUTH-TOKEN: \t ${TOKEN} \t`])(
  'SEC-03: %j is, as RFC 9110 spells it',
  async (spelling) => {
    expect(statusOf(await raw(get('/api/projects', spelling)))).toBe(200)
  },
)

/** A second request that hides behind the first, for a parser that disagrees about where that ends. */
const hidden = () => `GET /hidden HTTP/1.1\r\nHost: ${host()}\r\nX-Auth-Token: ${TOKEN}\r\n\r\n`
const first = (...lines: string[]) => ['GET /livez HTTP/1.1', `Host: ${host()}`, ...lines].join('\r\n')

test.each<[string, () => string]>([
  ['a refused target', () => `GET http://evil.example/ HTTP/1.1\r\nHost: ${host()}\r\n\r\n${hidden()}`],
  [
    'a length and chunks',
    () => `${first('Content-Length: 6', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${hidden()}`,
  ],
  [
    'chunks and a length',
    () => `${first('Transfer-Encoding: chunked', 'Content-Length: 6')}\r\n\r\n0\r\n\r\n${hidden()}`,
  ],
  ['a length that covers it', () => `${first(`Content-Length: ${hidden().length}`)}\r\n\r\n${hidden()}`],
  ['a length with a sign', () => `${first('Content-Length: +0')}\r\n\r\n${hidden()}`],
  ['two lengths', () => `${first('Content-Length: 0', 'Content-Length: 5')}\r\n\r\n${hidden()}`],
  ['a list of lengths', () => `${first('Content-Length: 0, 5')}\r\n\r\n${hidden()}`],
  ['chunks', () => `${first('Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${hidden()}`],
  ['chunks with extensions', () => `${first('Transfer-Encoding: chunked')}\r\n\r\n0;a=b\r\n\r\n${hidden()}`],
  ['chunks with a line feed', () => `${first('Transfer-Encoding: chunked')}\r\n\r\n0\n\n${hidden()}`],
  ['chunks in another spelling', () => `${first('Transfer-Encoding: xchunked')}\r\n\r\n0\r\n\r\n${hidden()}`],
  [
    'chunks among others',
    () => `${first('Transfer-Encoding: chunked, identity')}\r\n\r\n0\r\n\r\n${hidden()}`,
  ],
  ['chunks after a tab', () => `${first('Transfer-Encoding:\tchunked')}\r\n\r\n0\r\n\r\n${hidden()}`],
  ['a space before the colon', () => `${first('Transfer-Encoding : chunked')}\r\n\r\n0\r\n\r\n${hidden()}`],
  ['a folded header', () => `${first('X-A: b\r\n Transfer-Encoding: chunked')}\r\n\r\n${hidden()}`],
  ['bare line feeds', () => `GET /livez HTTP/1.1\nHost: ${host()}\n\n${hidden()}`],
  ['bare carriage returns', () => `${first('X-A: b\rTransfer-Encoding: chunked')}\r\n\r\n${hidden()}`],
  ['a NUL', () => `${first('X-A: b\0c')}\r\n\r\n${hidden()}`],
  ['2,001 headers', () => `${first(...Array.from({ length: 2001 }, (_, i) => `A${i}:`))}\r\n\r\n${hidden()}`],
  [
    'a switch of protocols',
    () =>
      `${first('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAAA')}\r\n\r\n${hidden()}`,
  ],
  ['the end of the connection', () => `${first('Connection: close')}\r\n\r\n${hidden()}`],
])('SEC-19: behind %s, no second request is executed', async (_, bytes) => {
  reached.length = 0
  const answer = await raw(bytes())
  expect((answer.match(/HTTP\/1\.1 \d{3} /g) ?? []).length).toBeLessThanOrEqual(1)
  expect(reached).not.toContain('/hidden')
})

test.each(['gzip', 'br', 'identity'])(
  'SEC-23: a body is refused unread, here one that says %s',
  async (encoding) => {
    const answer = await raw(
      `${get('/api/projects', 'Content-Length: 4', `Content-Encoding: ${encoding}`)}body`,
    )
    expect(statusOf(answer)).toBe(400)
  },
)
