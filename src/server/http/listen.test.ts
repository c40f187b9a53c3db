import { once } from 'node:events'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { decodeErrorBody } from '#contract/errors.ts'
import type { Store } from '#server/store/types.ts'
import { getRequest, openSocket, sendRaw, statusOf } from '#test/server/raw-http.ts'
import { createTestApp, openTestStore, REJECTIONS, TOKEN } from '#test/server/test-app.ts'

import { createAllowedHosts } from './headers/allowed-hosts.ts'
import { responseHeaders } from './headers/response-headers.ts'
import type { RejectedRequest, Rejections } from './limits/malformed-request.ts'
import { appHandler, LIMITS, listen } from './listen.ts'
import type { Limits, Listening } from './listen.ts'

const HEADERS = responseHeaders()
const refused: RejectedRequest[] = []
const refusing: Rejections = { ...REJECTIONS, report: (one) => void refused.push(one) }

let store: Store
let running: Listening
/** Holds back the answer to `/api/projects` until it is called. */
let release: () => void = () => {}
let held = false

beforeAll(async () => {
  store = await openTestStore()
  await start()
})
afterAll(() => store.close())
afterEach(async () => {
  release()
  await running.stop()
  await start()
})

async function start(): Promise<void> {
  held = false
  const parts: Pick<Store, 'projects'> = {
    projects: async () => {
      if (held) await new Promise<void>((resolve) => void (release = resolve))
      return []
    },
  }
  const apps = new Map<number, Awaited<ReturnType<typeof createTestApp>>['app']>()
  running = await listen({ host: '127.0.0.1', port: 0 }, refusing, (port) =>
    appHandler((request) => apps.get(port)?.fetch(request) ?? new Response(null, { status: 500 }), refusing),
  )
  const hosts = createAllowedHosts({ host: '127.0.0.1', port: running.port }, [])
  apps.set(running.port, (await createTestApp({ ...store, ...parts }, { hosts })).app)
}

const open = () => openSocket(running.port)
const raw = (text: string) => sendRaw(running.port, text)
const host = () => `127.0.0.1:${running.port}`
const get = (target: string, ...headers: string[]) => getRequest(target, host(), ...headers)

function expectStrict(answer: string): void {
  for (const [name, value] of Object.entries(HEADERS.api))
    expect(answer.toLowerCase()).toContain(`\r\n${name}: ${value}\r\n`.toLowerCase())
  expect(answer).not.toMatch(/\r\n(Server|X-Powered-By):/i)
  const body = decodeErrorBody(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)))
  expect(body.request_id).toMatch(/^[0-9a-f-]{36}$/)
}

test('what the app answers arrives', async () => {
  expect(statusOf(await raw(get('/livez')))).toBe(200)
  expect(await raw(get('/api/projects', `X-Auth-Token: ${TOKEN}`))).toContain('{"projects":[]}')
})

/** Node's name for what is wrong, or a word of ours. */
const REASON = /^(HPE_[A-Z_]+|not plain|expectation|host)$/

describe('SEC-12: refusals of the HTTP parser have the strict headers, too', () => {
  test.each([
    ['no HTTP', () => 'hello\r\n\r\n', 400],
    ['a version that does not exist', () => 'GET / HTTP/9.9\r\n\r\n', 400],
    ['a space before the colon', () => get('/livez', 'X-A : b'), 400],
    ['a header that goes on in the next line', () => get('/livez', 'X-A: b\r\n c'), 400],
    ['two lengths', () => get('/livez', 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', () => get('/livez', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
    ['headers without end', () => get('/livez', `X-A: ${'b'.repeat(20_000)}`), 431],
    ['too many headers', () => get('/livez', ...Array.from({ length: 200 }, (_, i) => `X-${i}: b`)), 431],
    ['an expectation', () => get('/livez', 'Expect: a pony'), 417],
    ['no host', () => 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a host that makes no URL', () => `GET /livez HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`, 400],
    ["another host's URL", () => get('http://evil.example/livez'), 400],
    ['our own URL', () => get(`http://127.0.0.1:${running.port}/livez`), 400],
    ['an asterisk', () => get('*'), 400],
    ['a fragment', () => get('/livez#/api/projects'), 400],
    ['a path to be rewritten', () => get('/assets/../livez'), 400],
    ['bytes that are no characters', () => get('/\xc0\xae\xc0\xae/livez'), 400],
  ])('%s', async (_, bytes, status) => {
    refused.length = 0
    const answer = await raw(bytes())
    expect(statusOf(answer)).toBe(status)
    expectStrict(answer)
    // Told once, in words that do not depend on what was sent.
    expect(refused).toMatchObject([{ status, reason: expect.stringMatching(REASON) }])
  })
})

test('SEC-26: a second Host header does not get past the first', async () => {
  expect(statusOf(await raw(get('/livez', 'Host: evil.example')))).toBe(421)
  expect(statusOf(await raw(get('/livez').replace(host(), 'evil.example')))).toBe(421)
})

test('SEC-07: raw paths lead to nothing but the files of the page', async () => {
  const up = ['..', '%2e%2e', '%252e%252e', '%c0%ae%c0%ae', '..%5c', '..\\', '..;', '.%00.', '%2e%2e%2f']
  for (const dots of up)
    for (const start of ['/', '/assets/', '//', '/\\'])
      for (const file of [
        'etc/passwd',
        'package.json',
        'src/server/cli/openports.ts',
        'C:/Windows/win.ini',
      ]) {
        const path = `${start}${`${dots}/`.repeat(6)}${file}`
        expect([path, [400, 404].includes(statusOf(await raw(get(path))))]).toEqual([path, true])
      }
})

test('garbage after a request does not get an answer of its own', async () => {
  held = true
  const answer = raw(
    `${get('/api/projects', `X-Auth-Token: ${TOKEN}`).replace('Connection: close\r\n', '')}hello\r\n\r\n`,
  )
  expect(await answer).toBe('')
})

describe('stopping', () => {
  test('does not wait for connections without a request', async () => {
    const silent = await open()
    await raw(get('/livez'))
    const begin = performance.now()
    await Promise.all([running.stop(), once(silent, 'close')])
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})

describe('SEC-33: connections that only hold on', () => {
  const slow = { ...LIMITS, headersTimeout: 1_500, requestTimeout: 3_000, connectionsCheckingInterval: 250 }
  const start = (limits: Limits) =>
    listen({ host: '127.0.0.1', port: 0 }, refusing, () => (_, outgoing) => void outgoing.end('ok'), limits)

  test('a thousand clients that send half of a request keep no other from its answer, and are ended', async () => {
    const server = await start(slow)
    const holding = await Promise.all(Array.from({ length: 1_000 }, () => openSocket(server.port)))
    const silent = await openSocket(server.port)
    refused.length = 0
    const ended = [silent, ...holding].map(
      (socket) => new Promise((resolve) => socket.resume().once('close', resolve)),
    )
    for (const socket of holding) socket.write('GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
    for (let i = 0; i < 100; i++) {
      const answer = await fetch(`http://127.0.0.1:${server.port}/`)
      expect(await answer.text()).toBe('ok')
      for (const socket of holding.slice(i * 10, i * 10 + 10)) {
        if (socket.writable) socket.write('a') // one may have been ended already where the machine is slow
      }
    }
    await Promise.all(ended)
    // The one on which nothing was asked is no request.
    expect(refused).toEqual(
      holding.map(() => ({ status: 408, reason: 'ERR_HTTP_REQUEST_TIMEOUT', address: '127.0.0.1' })),
    )
    await server.stop()
  })

  test('there are no more of them than are allowed', async () => {
    const server = await start({ ...slow, maxConnections: 5 })
    const held = await Promise.all(Array.from({ length: 5 }, () => openSocket(server.port)))
    await once((await openSocket(server.port)).resume(), 'close')
    held[0]?.destroy()
    let answer: Response | null = null
    while (answer === null) answer = await fetch(`http://127.0.0.1:${server.port}/`).catch(() => null) // once it has seen that one is gone
    expect(answer.status).toBe(200)
    await server.stop()
  })
})
