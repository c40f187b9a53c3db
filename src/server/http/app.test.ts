import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { decodeErrorBody } from '#contract/errors.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, HOST, openTestStore, TOKEN, TYPED } from '#test/server/test-app.ts'

import type { AppParts } from './app.ts'
import { responseHeaders } from './headers/response-headers.ts'

let store: Store
let server: Awaited<ReturnType<typeof createTestApp>>

const STATISTICS = '/v5/demo/asset/port/statistics'
const DATA_ROUTES = [
  '/v5/:project/asset/port/statistics',
  '/v5/:project/asset/ports/detail',
  '/api/projects',
  '/api/snapshots',
  '/api/status',
  '/metrics',
  '/api/audit',
  '/api/changes',
  '/api/port-history',
  '/openapi.json',
  '/api/course',
]
/** What sets something going: read with POST alone. */
const ACTION_ROUTES = ['/api/ask', '/api/retry', '/api/embed/tickets', '/api/alert-rules/test']
/** Signing in and out: for any client. */
const DOOR_ROUTES = ['/api/sign-in', '/api/sign-out', '/api/embed/sessions']
/** What is kept or limited for people: read with GET, and changed with these. */
const KEPT_METHODS: Record<string, string[]> = {
  '/api/views': ['PUT', 'DELETE'],
  '/api/alert-rules': ['POST', 'PUT', 'DELETE'],
  '/api/imports': ['POST'],
}
const KEPT_ROUTES = Object.keys(KEPT_METHODS)
const OPEN_ROUTES = [
  '/',
  '/api/session',
  '/sign-in/oidc',
  '/sign-in/callback',
  '/sign-out/oidc',
  '/livez',
  '/readyz',
  '/assets/index-AbCd1234.js',
  '/favicon.svg',
]

beforeAll(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'demo', name: 'Demo fleet', kind: 'demo' })
  await store.record(
    { project: 'demo', category: 'host', enterpriseProject: '0' },
    {
      readFrom: '2026-11-24T08:00:00.000Z',
      readTo: '2026-11-24T08:00:00.000Z',
      complete: 1,
      rows: [{ port: 22, type: 'TCP', servers: 3, status: 'danger' }],
    },
  )
  server = await createTestApp(store)
})
afterAll(() => store.close())

/** Every path that the app answers, with its methods, so that a new route cannot be forgotten. */
function routes(): { path: string; methods: string[] }[] {
  const own = server.app.routes.filter(({ method }) => method !== 'ALL')
  const paths = new Set(own.map(({ path }) => path))
  return [...paths].map((path) => ({
    path,
    methods: [...new Set(own.filter((route) => route.path === path).map(({ method }) => method))],
  }))
}

/** The routes that require credentials. */
const guarded = () =>
  routes().filter(({ path }) => !OPEN_ROUTES.includes(path) && !DOOR_ROUTES.includes(path))

const errorOf = async (answer: Response) => decodeErrorBody(await answer.json())

test('the routes are these, with these methods', () => {
  const known = [...DATA_ROUTES, ...ACTION_ROUTES, ...DOOR_ROUTES, ...KEPT_ROUTES, ...OPEN_ROUTES]
  expect(
    routes()
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(known.toSorted())
  for (const { methods, path } of routes())
    expect([path, methods]).toEqual([
      path,
      [...ACTION_ROUTES, ...DOOR_ROUTES].includes(path) ? ['POST'] : ['GET', ...(KEPT_METHODS[path] ?? [])],
    ])
})

describe('SEC-13: without credentials', () => {
  test('every route but the page and health is 401, whatever else a request claims', async () => {
    const claims: Record<string, string>[] = [
      {},
      { 'X-Auth-Token': '' },
      { 'X-Auth-Token': 'wrong' },
      { Authorization: `Bearer ${TOKEN}` },
      { Authorization: `Basic ${btoa(`admin:${TOKEN}`)}` },
      { Cookie: 'openports-4040=guessed' },
      { Cookie: `openports-4040=${TOKEN}` },
      { X_Auth_Token: TOKEN },
      { 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1', Forwarded: 'for=127.0.0.1' },
      { 'X-Forwarded-User': 'admin', 'X-Original-URL': '/livez', 'X-Rewrite-URL': '/livez' },
      { 'X-Forwarded-Uri': '/livez', 'X-HTTP-Method-Override': 'HEAD' },
      { 'User-Agent': 'kube-probe/1.33' },
    ]
    for (const { path } of guarded())
      for (const headers of claims)
        for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
          const answer = await server.visit(path.replace(':project', 'demo'), headers, method)
          expect([path, headers, answer.status]).toEqual([path, headers, 401])
        }
  })

  test('paths under their folders do not exist for a client without access', async () => {
    for (const path of ['/v5/', '/v5/demo', '/v5/demo/asset', '/api/', '/api/snapshot/x.css'])
      expect((await server.visit(path)).status).toBe(401)
  })
})

test('SEC-05: nothing but its exact path makes a request one for health', async () => {
  for (const agent of ['kube-probe/1.33', 'GoogleHC/1.0', 'ELB-HealthChecker/2.0', 'Prometheus/3.5.0'])
    for (const { path } of guarded())
      for (const method of ['GET', 'HEAD', 'POST']) {
        const headers = { 'User-Agent': agent, 'X-Health-Check': 'true', Accept: '*/*;health' }
        const answer = await server.visit(path.replace(':project', 'demo'), headers, method)
        expect([path, agent, answer.status]).toEqual([path, agent, 401])
      }
  for (const path of ['/livez', '/readyz']) {
    const answers = await Promise.all(
      [{}, { 'User-Agent': 'kube-probe/1.33' }, { 'X-Auth-Token': 'wrong' }].map((headers) =>
        server.visit(path, headers),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  }
})

test('SEC-34: data under a name that a cache takes for a file does not exist, and is not kept', async () => {
  const names = [
    'x.css',
    'x.js',
    'favicon.svg',
    'x.png',
    '..;/x.css',
    ';x.css',
    '%2fx.css',
    '%3bx.css',
    '.css',
  ]
  for (const path of [...DATA_ROUTES, ...KEPT_ROUTES].map((path) => path.replace(':project', 'demo')))
    for (const name of names) {
      const answer = await server.ask(`${path}/${name}`)
      expect([path, name, answer.status]).toEqual([path, name, 404])
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
  for (const path of ['/index.html/..;/', '/index.html/x.css', '/;x.css', '/..;/x.css', '/livez/x.css']) {
    const answer = await server.visit(path)
    expect([path, answer.status, answer.headers.get('Cache-Control')]).toEqual([path, 404, 'no-store'])
  }
})

describe('the session of the page', () => {
  const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')

  test('is given on the first visit on loopback, and admits', async () => {
    const cookie = cookieOf(await server.visit('/', TYPED))
    expect(cookie).toMatch(/^openports-4040=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const session = { Cookie: cookie?.split(';')[0] ?? '' }
    expect((await server.visit(STATISTICS, session)).status).toBe(200)
    expect((await server.visit(STATISTICS, { ...session, 'X-Auth-Token': 'wrong' })).status).toBe(401)
    expect(cookieOf(await server.visit('/', { ...TYPED, ...session }))).toBeNull()
  })

  test('is not given under another name, which another client may be using', async () => {
    const answer = await server.visit('/', { ...TYPED, Host: 'ports.example.com' })
    expect(answer.status).toBe(200)
    expect(cookieOf(answer)).toBeNull()
  })

  test('admits no request of another site or another port of this machine', async () => {
    const session = { Cookie: cookieOf(await server.visit('/', TYPED))?.split(';')[0] ?? '' }
    for (const site of ['same-origin', 'none'])
      expect((await server.visit(STATISTICS, { ...session, 'Sec-Fetch-Site': site })).status).toBe(200)
    for (const site of ['same-site', 'cross-site'])
      expect((await server.visit(STATISTICS, { ...session, 'Sec-Fetch-Site': site })).status).toBe(401)
  })
})

test('SEC-06: nothing behind the path of an open route opens another one', async () => {
  const suffixes = [
    '?',
    '#',
    ';',
    '%23',
    '%3f',
    '%3F',
    '//',
    '/.',
    '/..',
    '%2e',
    '%2f',
    '%00',
    '/',
    '\\',
    '.css',
    ' ',
  ]
  for (const open of ['/livez', '/readyz', '/favicon.svg', '/assets/index-AbCd1234.js'])
    for (const suffix of suffixes) {
      const [data, spelled] = [`/api/projects${suffix}${open}`, `${open}${suffix}/api/projects`]
      for (const path of [data, spelled, `${open}/..${suffix}/api/projects`]) {
        const answer = await server.visit(path)
        const text = await answer.text()
        expect([path, text]).not.toEqual([path, expect.stringContaining('"projects"')])
        const isOpen = OPEN_ROUTES.includes(new URL(path, 'http://x').pathname)
        expect([path, isOpen ? [200] : [400, 401, 404]]).toEqual([
          path,
          expect.arrayContaining([answer.status]),
        ])
      }
    }
  for (const spelled of ['/%6civez', '/LIVEZ', '/livez/', '//livez', '/livez%20', '/livez;x'])
    expect([spelled, (await server.visit(spelled)).status]).toEqual([spelled, 404])
})

test('SEC-14: placeholders, empty, repeated and reserved values are projects that do not exist', async () => {
  const names = [
    ':project',
    ':id',
    '*',
    '{project}',
    '%3Aproject',
    '__proto__',
    'constructor',
    'undefined',
    'null',
  ]
  names.push('%00', '%zz', '%2e%2e', '%2F', 'demo%2F..', '%E0%A4%A', 'demo%20', 'DEMO', "'%20or%201=1--")
  for (const name of names)
    for (const rest of ['port/statistics', 'ports/detail?port=22']) {
      const answer = await server.ask(`/v5/${name}/asset/${rest}`)
      expect([name, answer.status]).toEqual([name, 404])
      expect((await errorOf(answer)).error_code).toMatch(/^HSS\.0011$|^APIGW\.0101$/)
    }
  for (const path of ['/v5//asset/port/statistics', '/v5/demo/demo/asset/port/statistics'])
    expect((await server.ask(path)).status).toBe(404)
})

test('SEC-26: a name that is not ours is refused on every route', async () => {
  for (const { path } of routes())
    for (const host of [
      'evil.example',
      'evil.example:4040',
      '127.0.0.1',
      `${HOST}.evil.example`,
      `${HOST}, evil.example`,
    ]) {
      const answer = await server.ask(path.replace(':project', 'demo'), { Host: host })
      expect([path, host, answer.status]).toEqual([path, host, 421])
      expect(answer.headers.get('Set-Cookie')).toBeNull()
    }
})

describe('methods and bodies', () => {
  test('HEAD answers as GET does, without a body', async () => {
    for (const path of ['/', '/livez', '/favicon.svg', STATISTICS, '/api/projects']) {
      const [head, get] = [await server.ask(path, {}, 'HEAD'), await server.ask(path)]
      expect(head.status).toBe(200)
      expect(await head.text()).toBe('')
      for (const name of ['Content-Type', 'ETag', 'Content-Security-Policy'])
        expect(head.headers.get(name)).toBe(get.headers.get(name))
    }
  })

  test('other methods are 405, with the methods that there are', async () => {
    for (const { path, methods } of routes()) {
      const allowed = methods.flatMap((own) => (own === 'GET' ? ['GET', 'HEAD'] : [own])).join(', ')
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE']) {
        if (methods.includes(method)) continue
        const answer = await server.ask(path.replace(':project', 'demo'), {}, method)
        expect([path, answer.status, answer.headers.get('Allow')]).toEqual([path, 405, allowed])
        expect((await errorOf(answer)).error_code).toBe('APIGW.0106')
      }
    }
    expect((await server.ask('/nowhere', {}, 'POST')).status).toBe(404)
  })

  test('a request with a body is refused, and its connection ends', async () => {
    for (const headers of [{ 'Content-Length': '2' }, { 'Transfer-Encoding': 'chunked' }])
      for (const method of ['GET', 'POST']) {
        const answer = await server.ask(STATISTICS, headers, method)
        expect(answer.status).toBe(400)
        expect(answer.headers.get('Connection')).toBe('close')
      }
  })
})

describe('health', () => {
  test('is open to all and reveals nothing', async () => {
    for (const path of ['/livez', '/readyz']) {
      const answer = await server.visit(path)
      expect([answer.status, await answer.text()]).toEqual([200, 'ok\n'])
    }
  })

  test('a store that fails or hangs is not ready, but the process lives', async () => {
    for (const projects of [
      () => Promise.reject(new Error('secret of the store')),
      () => new Promise<never>(() => {}),
    ]) {
      const { visit } = await createTestApp({ ...store, projects })
      const answer = await visit('/readyz')
      expect(answer.status).toBe(503)
      expect(JSON.stringify(await errorOf(answer))).not.toContain('secret')
      expect((await visit('/livez')).status).toBe(200)
    }
  })
})

describe('SEC-12: headers', () => {
  /** One request for each kind of answer: route and status. */
  const requests = async (): Promise<[string, Response][]> => {
    const broken = await createTestApp({ ...store, rowSet: () => Promise.reject(new Error('down')) })
    const { ask, visit } = server
    return [
      ['200 page', await visit('/')],
      ['200 asset', await visit('/assets/index-AbCd1234.js')],
      ['304 asset', await visit('/favicon.svg', { 'If-None-Match': '*' })],
      ['200 data', await ask(STATISTICS)],
      ['304 data', await ask(STATISTICS, { 'If-None-Match': '*' })],
      ['200 projects', await ask('/api/projects')],
      ['200 health', await visit('/livez')],
      ['400 parameter', await ask(`${STATISTICS}?limit=x`)],
      ['400 body', await ask(STATISTICS, { 'Content-Length': '1' })],
      ['401', await visit(STATISTICS)],
      ['404 project', await ask('/v5/none/asset/port/statistics')],
      ['404 path', await visit('/nowhere')],
      ['405', await ask(STATISTICS, {}, 'DELETE')],
      ['421', await visit('/', { Host: 'evil.example' })],
      ['500', await broken.ask(STATISTICS)],
    ]
  }

  test('of every kind of answer are the strict ones of its kind', async () => {
    for (const [what, answer] of await requests()) {
      expect(what).toContain(String(answer.status))
      const kind = what === '200 page' ? 'page' : what.endsWith('asset') ? 'asset' : 'api'
      expect(Object.fromEntries(answer.headers)).toMatchObject(
        Object.fromEntries(
          Object.entries(responseHeaders()[kind]).map(([name, value]) => [name.toLowerCase(), value]),
        ),
      )
      expect([what, answer.headers.get('X-Request-Id')]).toEqual([
        what,
        expect.stringMatching(/^[0-9a-f-]{36}$/),
      ])
      for (const name of ['Server', 'X-Powered-By', 'Access-Control-Allow-Origin', 'Location'])
        expect([what, answer.headers.get(name)]).toEqual([what, null])
      const error = answer.status >= 400 ? await errorOf(answer) : null
      expect(error?.request_id ?? answer.headers.get('X-Request-Id')).toBe(answer.headers.get('X-Request-Id'))
      expect(error?.error_description).toBe(error?.error_msg)
    }
  })

  test('nothing but the files of the page may be kept', async () => {
    const kept = (await requests()).map(([what, answer]) => [what, answer.headers.get('Cache-Control')])
    expect(kept.filter(([, caching]) => caching !== 'no-store')).toEqual([
      ['200 asset', 'public, max-age=31536000, immutable'],
      ['304 asset', 'no-cache'],
    ])
  })

  test('the page may keep its screen from going dark, and is allowed no other feature', () => {
    const features = responseHeaders().page['Permissions-Policy']?.split(', ') ?? []
    expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual(['screen-wake-lock=(self)'])
    expect(features).toContain('camera=()')
  })
})

test('SEC-32: the log has what fails inside, and a client its request id alone', async () => {
  const secrets = [
    'connect ECONNREFUSED 10.1.2.3:5432',
    'password authentication failed for user "openports"',
    'SQLITE_CORRUPT: database disk image is malformed',
    'ENOENT: no such file or directory, open /var/lib/openports/openports.db',
    "Cannot read properties of undefined (reading 'rows')",
    'postgres://me:hidden@db/openports',
    'at Object.<anonymous> (/srv/openports/node_modules/pg/lib/client.js:1:1)',
    '\r\nSet-Cookie: a=b',
  ]
  const calls: [keyof AppParts['store'], string][] = [
    ['rowSet', STATISTICS],
    ['extent', STATISTICS],
    ['portHosts', '/v5/demo/asset/ports/detail?port=22'],
    ['projects', '/api/projects'],
    ['projectKind', '/v5/none/asset/port/statistics'],
    ['views', '/api/views?project=demo'],
  ]
  for (const secret of secrets)
    for (const [call, path] of calls) {
      const fail = () => Promise.reject(new TypeError(secret))
      const failing = call === 'views' ? { views: { ...store.views, list: fail } } : { [call]: fail }
      const broken = await createTestApp({ ...store, ...failing })
      const answer = await broken.ask(path)
      const body = await errorOf(answer)
      expect([call, answer.status, body]).toEqual([
        call,
        500,
        {
          error_code: 'HSS.0000',
          error_msg: 'Server error. See the server log for this request ID.',
          error_description: body.error_msg,
          request_id: answer.headers.get('X-Request-Id'),
        },
      ])
      expect(JSON.stringify([...answer.headers])).not.toContain(secret)
      expect(broken.reported).toEqual([{ requestId: body.request_id, error: new TypeError(secret) }])
    }
})
