import { afterAll, beforeAll, expect, test } from 'vitest'

import { decodeSession } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import type { Grant } from '#server/common/identity.ts'
import type { AccessRecord } from '#server/http/access-record.ts'
import { LOCAL, sessionCookie } from '#server/http/auth/access.ts'
import type { Access } from '#server/http/auth/access.ts'
import { createAllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import { appHandler, listen } from '#server/http/listen.ts'
import type { Listening } from '#server/http/listen.ts'
import type { Store } from '#server/store/types.ts'
import { getRequest, sendRaw, statusOf } from '#test/server/raw-http.ts'
import {
  createTestApp,
  NO_PROXIES,
  openTestStore,
  testAccess,
  testOperations,
  TOKEN,
  REJECTIONS,
} from '#test/server/test-app.ts'

import { NO_HOPS, readHops } from './hops.ts'

const IDENTITY_HEADERS = { user: 'X-Forwarded-User', groups: 'X-Forwarded-Groups' }
const GRANTS = new Map<string, Grant>([
  ['soc', { role: 'operator', projects: '*' }],
  ['audit', { role: 'viewer', projects: ['a'] }],
])

type Running = Listening & { access: Access }

let store: Store
/** Servers that we reach as a proxy that is trusted, as the only way in, and as any client. */
let trusted: Running
let alone: Running
let anybody: Running
const recorded: AccessRecord[] = []

beforeAll(async () => {
  store = await openTestStore()
  for (const id of ['a', 'b']) await store.describeProject({ id, name: id, kind: 'inventory' })
  trusted = await serve('127.0.0.1,192.0.2.0/24')
  alone = await serve('192.0.2.0/24', true)
  anybody = await serve('192.0.2.0/24')
})
afterAll(async () => {
  for (const running of [trusted, alone, anybody]) await running.stop()
  await store.close()
})

async function serve(list: string, isExclusive = false): Promise<Running> {
  const made = Promise.withResolvers<Access>()
  const running = await listen({ host: '127.0.0.1', port: 0 }, REJECTIONS, (port) => {
    const access = testAccess(store, {
      signInMethods: ['proxy'],
      cookie: sessionCookie({ isSecure: true, port }),
      proxy: {
        groups: { grantsOf: (groups) => groups.flatMap((group) => GRANTS.get(group) ?? []) },
        signOutPath: '/oauth2/sign_out',
      },
    })
    made.resolve(access)
    const app = createTestApp(store, {
      access,
      hosts: createAllowedHosts({ host: '127.0.0.1', port }, ['ports.example.com']),
      proxies: { ...NO_PROXIES, hops: readHops(list) ?? NO_HOPS, isExclusive, headers: IDENTITY_HEADERS },
      operations: testOperations({ recordAccess: (record) => void recorded.push(record) }),
    })
    return appHandler(async (request, bindings) => (await app).app.fetch(request, bindings), REJECTIONS)
  })
  return { ...running, access: await made.promise }
}

/** The whole answer to a request with these lines after the usual ones. */
async function raw({ port }: Running, target: string, ...headers: string[]): Promise<string> {
  return sendRaw(port, getRequest(target, 'ports.example.com', ...headers))
}

const status = async (...request: Parameters<typeof raw>) => statusOf(await raw(...request))

/** Who the server says is asking. */
async function session(running: Running, ...headers: string[]): Promise<SessionAnswer> {
  const answer = await raw(running, '/api/session', ...headers)
  expect(statusOf(answer)).toBe(200)
  return decodeSession(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))))
}

const ADA = 'X-Forwarded-User: ada'
const SOC = 'X-Forwarded-Groups: soc'

test('a trusted proxy names the user and the groups that give permissions', async () => {
  expect(await session(trusted, ADA, SOC)).toEqual({
    signInMethods: ['proxy'],
    identity: { name: 'ada', proof: 'proxy', hasAccess: true, canChange: '*' },
    signOutPath: '/oauth2/sign_out',
  })
  expect(await status(trusted, '/v5/b/asset/port/statistics', ADA, SOC)).toBe(200)
  const auditor = ['x-forwarded-user: Bob', 'X-FORWARDED-GROUPS: staff,audit']
  expect((await session(trusted, ...auditor)).identity).toMatchObject({ name: 'Bob', canChange: [] })
  expect(await status(trusted, '/v5/a/asset/port/statistics', ...auditor)).toBe(200)
  expect(await status(trusted, '/v5/b/asset/port/statistics', ...auditor)).toBe(404)
  const name = Buffer.from('X-Forwarded-User: 李雷').toString('latin1')
  expect((await session(trusted, name, SOC)).identity?.name).toBe('李雷')
})

test('a user of the proxy in no group with access sees the reason, and no data', async () => {
  for (const groups of [[], ['X-Forwarded-Groups:'], ['X-Forwarded-Groups: staff, __proto__']]) {
    const answer = await raw(trusted, '/api/projects', ADA, ...groups)
    expect(statusOf(answer)).toBe(403)
    expect(answer).toContain('The groups of ada have no access.')
    expect((await session(trusted, ADA, ...groups)).identity).toMatchObject({ name: 'ada', hasAccess: false })
  }
})

test('a user that the proxy does not name has no identity, even with a session', async () => {
  for (const headers of [[], ['X-Forwarded-User:'], [SOC]]) {
    expect(await status(trusted, '/api/projects', ...headers)).toBe(401)
    const cookie = `Cookie: __Host-openports=${await trusted.access.openSession(LOCAL)}`
    expect(await status(trusted, '/api/projects', ...headers, cookie)).toBe(401)
  }
})

test('an API token decides alone', async () => {
  expect(await status(trusted, '/api/projects', `X-Auth-Token: ${TOKEN}`)).toBe(200)
  expect(await status(trusted, '/api/projects', `X-Auth-Token: ${TOKEN}`, ADA)).toBe(200)
  expect(await status(trusted, '/api/projects', 'X-Auth-Token: wrong', ADA, SOC)).toBe(401)
})

test.each(['cross-site', 'same-site'])('SEC-25: a request that is %s has no identity', async (site) => {
  expect(await status(trusted, '/api/projects', ADA, SOC, `Sec-Fetch-Site: ${site}`)).toBe(401)
  expect(await status(trusted, '/api/projects', ADA, SOC, 'Sec-Fetch-Site: same-origin')).toBe(200)
})

/** Ways to write a header that a proxy, or a careless reader, might take for the one that counts. */
const spellings = (header: string, value: string): string[] => [
  `${header.replaceAll('-', '_')}: ${value}`,
  `${header.replace('-', '_')}: ${value}`,
  `${header.replace('X-', 'x_').toLowerCase()}: ${value}`,
  `${header}\t: ${value}`,
  `${header} : ${value}`,
  ` ${header}: ${value}`,
  `${header}:\r\n ${value}`,
  `${header}: a\r\n ${value}`,
  `${header}: ${value}\r\n${header}: ${value}`,
  `${header.toLowerCase()}: ${value}\r\n${header}: `,
  `${header}: ${value}\u00a0`,
  `${header}: ${value}\u00c2\u00a0`,
  `${header}: ${value}\0`,
  `${header}: ${value}\u0007`,
  `${header}: ${value}\u00ff`,
  `${header}: ${value}\u00e2\u0080\u00ae`,
  `X-${header}: ${value}`,
  `Forwarded: for=127.0.0.1;user=${value}`,
  `Cookie: ${header}=${value}`,
]

test.each([
  ...spellings('X-Forwarded-User', 'root'),
  'X-Forwarded-User: root, ada',
  'X-Forwarded-User: ,root',
])('SEC-03: %j gives no such identity, neither alone nor beside the right header', async (spelling) => {
  for (const headers of [
    [spelling, SOC],
    [spelling, ADA, SOC],
    [ADA, spelling, SOC],
  ]) {
    const answer = await raw(trusted, '/api/session', ...headers)
    if (statusOf(answer) === 400) continue
    expect(statusOf(answer)).toBe(200)
    expect(answer).toMatch(headers.includes(ADA) ? /"name":"ada"/ : /"identity":null/)
  }
})

test.each(spellings('X-Forwarded-Groups', 'soc'))(
  'SEC-03: %j gives no part in anything, neither alone nor beside the right header',
  async (spelling) => {
    const audit = 'X-Forwarded-Groups: audit'
    expect([400, 403]).toContain(await status(trusted, '/api/projects', ADA, spelling))
    for (const headers of [
      [ADA, audit, spelling],
      [ADA, spelling, audit],
    ])
      expect([400, 404]).toContain(await status(trusted, '/v5/b/asset/port/statistics', ...headers))
  },
)

const FORGED = [
  'X-Forwarded-For: 127.0.0.1',
  'X-Forwarded-For: 192.0.2.1',
  'X-Forwarded-For: 192.0.2.1, 127.0.0.1',
  'Forwarded: for=127.0.0.1;host=localhost;proto=https',
  'X-Real-IP: 192.0.2.1',
  'X-Client-IP: 127.0.0.1',
  'True-Client-IP: 127.0.0.1',
  'X-Original-URL: /livez',
  'X-Rewrite-URL: /livez',
  'X-Forwarded-Uri: /livez',
  'X-Forwarded-Host: localhost',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Port: 443',
  'X-Forwarded-Email: ada@example.com',
  'X-Remote-User: ada',
  'X-HTTP-Method-Override: OPTIONS',
]

/** How the log tells of the next request. */
async function logged(
  request: () => Promise<number>,
): Promise<Pick<AccessRecord, 'status' | 'address' | 'who' | 'route'>> {
  recorded.length = 0
  await request()
  await expect.poll(() => recorded.length).toBe(1)
  const [{ status, address, who, route } = { status: 0, address: null, who: null, route: '' }] = recorded
  return { status, address, who, route }
}

test.each([...FORGED, ADA])(
  'SEC-04: from an address that is not trusted, %j changes neither the user nor the address in the log',
  async (header) => {
    const anonymous = { status: 401, address: '127.0.0.1', who: null, route: '/api/projects' }
    expect(await logged(() => status(anybody, '/api/projects', header, SOC))).toEqual(anonymous)
    expect(
      await logged(() => status(anybody, '/api/projects', header, SOC, `X-Auth-Token: ${TOKEN}`)),
    ).toEqual({ ...anonymous, status: 200, who: 'token' })
    expect(await status(alone, '/api/projects', header, SOC, `X-Auth-Token: ${TOKEN}`)).toBe(403)
  },
)

test.each(spellings('X-Forwarded-User', 'ada'))(
  'SEC-03: from an address that is not trusted, %j counts as absent',
  async (spelling) => expect([400, 401]).toContain(await status(anybody, '/api/projects', spelling, SOC)),
)

test.each(FORGED.filter((header) => !header.startsWith('X-Forwarded-For')))(
  'SEC-04: through a trusted proxy, %j of the client changes nothing either',
  async (header) => {
    const came = ['X-Forwarded-For: 127.0.0.1, 198.51.100.9, 192.0.2.4', header]
    expect(await logged(() => status(trusted, '/api/projects', ...came))).toEqual({
      status: 401,
      address: '198.51.100.9',
      who: null,
      route: '/api/projects',
    })
    expect(await logged(() => status(trusted, '/api/projects', ADA, SOC, ...came))).toMatchObject({
      status: 200,
      address: '198.51.100.9',
      who: 'proxy:ada',
    })
  },
)

test('SEC-13: where the proxies are the only way in, others learn that the server is well and nothing else', async () => {
  for (const path of [
    '/',
    '/api/session',
    '/api/projects',
    '/favicon.svg',
    '/metrics',
    '/none',
    '/livez/',
    '/livez?x',
  ])
    expect([path, await status(alone, path, `X-Auth-Token: ${TOKEN}`)]).toEqual([
      path,
      path === '/livez?x' ? 200 : 403,
    ])
  expect([await status(alone, '/livez'), await status(alone, '/readyz')]).toEqual([200, 200])
})
