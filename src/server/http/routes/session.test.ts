import { expect, onTestFinished, test } from 'vitest'

import { AUDIT_PATH, AuditAnswer } from '#contract/audit.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { decodeSession, SESSION_PATH, SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'
import { sessionCookie } from '#server/http/auth/access.ts'
import { ATTEMPT_LIMITS, createAttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import { createTestApp, giveToken, openTestStore, testAccess, TOKEN, TYPED } from '#test/server/test-app.ts'

const MEANT = { [ACTION_HEADER]: 'page' }
const DATA = '/api/projects'

async function app() {
  const store = await openTestStore()
  onTestFinished(store.close)
  const made = await createTestApp(store)
  const signIn = async () => {
    const cookie = (await made.visit('/', TYPED)).headers.get('Set-Cookie')?.split(';')[0] ?? ''
    return { Cookie: cookie }
  }
  const sessions = async () => (await store.figures()).sessions
  return { ...made, signIn, sessions }
}

test('SEC-29: a session that signed out admits no request, and its browser forgets it', async () => {
  const { visit, signIn } = await app()
  const [own, other] = [await signIn(), await signIn()]
  expect((await visit(DATA, own)).status).toBe(200)

  const answer = await visit(SIGN_OUT_PATH, { ...own, ...MEANT }, 'POST')
  expect(answer.status).toBe(204)
  expect(answer.headers.get('Clear-Site-Data')).toBe('"cache", "storage"')
  expect(answer.headers.get('Set-Cookie')).toMatch(
    /^openports-4040=; Max-Age=0; Path=\/; HttpOnly; SameSite=Strict$/,
  )

  expect((await visit(DATA, own)).status).toBe(401)
  expect((await visit(SIGN_OUT_PATH, { ...own, ...MEANT }, 'POST')).status).toBe(401)
  expect((await visit(DATA, other)).status).toBe(200)
})

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ['another site, by a link', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
  ['a browser that does not say where from', {}],
  ['another site, with the header of the page', { ...MEANT, 'Sec-Fetch-Site': 'cross-site' }],
])('a visit from %s opens no session, and the page opens its own', async (_, headers) => {
  const { visit, sessions } = await app()
  const answer = await visit('/', headers)
  expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([200, null])
  expect(await sessions()).toBe(0)
  for (const own of [MEANT, { ...MEANT, 'Sec-Fetch-Site': 'same-origin' }])
    expect((await visit('/', own)).headers.get('Set-Cookie')).toMatch(/^openports-4040=/)
})

test('SEC-29: an id that a browser brings never becomes a session', async () => {
  const { visit, signIn } = await app()
  const ended = await signIn()
  await visit(SIGN_OUT_PATH, { ...ended, ...MEANT }, 'POST')
  for (const planted of [ended, { Cookie: `openports-4040=${'A'.repeat(43)}` }]) {
    const given = (await visit('/', { ...TYPED, ...planted })).headers.get('Set-Cookie')?.split(';')[0]
    expect(given).toMatch(/^openports-4040=[\w-]{43}$/)
    expect(given).not.toBe(planted.Cookie)
    expect((await visit(DATA, planted)).status).toBe(401)
  }
})

test.each([
  ['without the header', {}],
  ['of another site', { ...MEANT, 'Sec-Fetch-Site': 'cross-site' }],
  ['of another port of this machine', { ...MEANT, 'Sec-Fetch-Site': 'same-site' }],
])('SEC-25: a request %s signs no user out', async (_, headers) => {
  const { visit, signIn } = await app()
  const own = await signIn()
  expect([401, 403]).toContain((await visit(SIGN_OUT_PATH, { ...own, ...headers }, 'POST')).status)
  expect((await visit(DATA, own)).status).toBe(200)
})

test('a program has no session to end', async () => {
  const { ask } = await app()
  expect((await ask(SIGN_OUT_PATH, MEANT, 'POST')).status).toBe(204)
  expect((await ask(DATA)).status).toBe(200)
})

/** A server at which people sign in with a token, as it is reached by TLS. */
async function door() {
  const store = await openTestStore()
  onTestFinished(store.close)
  const access = testAccess(store, {
    signInMethods: ['token'],
    cookie: sessionCookie({ isSecure: true, port: 4040 }),
  })
  const made = await createTestApp(store, { access, limiter: createAttemptLimiter() })
  const session = async (headers: Record<string, string>) =>
    decodeSession(await (await made.visit(SESSION_PATH, headers)).json())
  const signIn = (headers: Record<string, string>) =>
    made.visit(SIGN_IN_PATH, { ...MEANT, 'X-Auth-Token': TOKEN, ...headers }, 'POST')
  const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  return { ...made, store, access, session, signIn, cookieOf }
}

test('where people sign in, a visit opens no session, and a token does', async () => {
  const { visit, session, signIn, cookieOf } = await door()
  expect((await visit('/', TYPED)).headers.get('Set-Cookie')).toBeNull()
  expect(await session({})).toEqual({ signInMethods: ['token'], identity: null, signOutPath: null })

  const answer = await signIn({})
  expect(answer.status).toBe(204)
  expect(answer.headers.get('Set-Cookie')).toMatch(
    /^__Host-openports=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  const own = { Cookie: cookieOf(answer) }
  expect((await visit(DATA, own)).status).toBe(200)
  expect((await session(own)).identity).toEqual({
    name: 'API token',
    proof: 'token',
    hasAccess: true,
    canChange: '*',
  })
})

test.each([
  ['without a token', { 'X-Auth-Token': '' }, 401],
  ['with a wrong token', { 'X-Auth-Token': `${TOKEN}x` }, 401],
  ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
])('signing in %s opens no session', async (_, headers, status) => {
  const { signIn } = await door()
  const answer = await signIn(headers)
  expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([status, null])
})

test('SEC-29: signing in ends the session that the browser brought, and its own one is new', async () => {
  const { visit, signIn, cookieOf } = await door()
  const first = { Cookie: cookieOf(await signIn({})) }
  const second = { Cookie: cookieOf(await signIn(first)) }
  expect(second.Cookie).not.toBe(first.Cookie)
  expect((await visit(DATA, first)).status).toBe(401)
  expect((await visit(DATA, second)).status).toBe(200)
})

test('wrong tokens are slowed and noted wherever they are sent, and sessions stay', async () => {
  const { visit, store, signIn, cookieOf } = await door()
  const own = { Cookie: cookieOf(await signIn({})) }
  const paths = [SESSION_PATH, DATA, '/v5/a/asset/port/statistics', '/metrics', SIGN_IN_PATH]
  const guess = (path: string, token: string) =>
    visit(path, { ...MEANT, 'X-Auth-Token': token }, path === SIGN_IN_PATH ? 'POST' : 'GET')
  for (let i = 0; i < ATTEMPT_LIMITS.atOnce; i++)
    expect([200, 401]).toContain((await guess(paths[i % paths.length] ?? '', `guess-${i}`)).status)
  for (const path of paths) {
    const answer = await guess(path, 'one-more')
    expect([path, answer.status, answer.headers.get('Retry-After')]).toEqual([path, 429, '3'])
  }
  expect((await visit(DATA, own)).status).toBe(200)
  expect((await visit(DATA, { 'X-Auth-Token': TOKEN })).status).toBe(200) // was right from here before

  const [failed] = await store.audit.list({ limit: 1 })
  expect([failed?.action, failed?.detail, failed?.times]).toEqual([
    'signInFailed',
    'token',
    ATTEMPT_LIMITS.atOnce,
  ])
})

test('where sign-in is not required, there is no signing in with a token', async () => {
  const { visit } = await app()
  const headers = { ...MEANT, 'X-Auth-Token': TOKEN }
  expect((await visit(SIGN_IN_PATH, headers, 'POST')).status).toBe(404)
})

test('each sees the projects that they have a part in, and changes those that they operate', async () => {
  const { visit, store, signIn, cookieOf } = await door()
  for (const id of ['a', 'b', 'c']) await store.describeProject({ id, name: id, kind: 'inventory' })
  const ada = await giveToken(store, 'ada', [
    { role: 'viewer', projects: ['a'] },
    { role: 'operator', projects: ['b'] },
  ])
  const own = { ...MEANT, Cookie: cookieOf(await signIn({ 'X-Auth-Token': ada })) }
  const status = async (path: string, method = 'GET') => (await visit(path, own, method)).status

  expect(await (await visit(DATA, own)).json()).toMatchObject({ projects: [{ id: 'a' }, { id: 'b' }] })
  for (const path of ['asset/port/statistics', 'asset/ports/detail?port=22&type=TCP&category=host'])
    expect([
      path,
      await status(`/v5/a/${path}`),
      await status(`/v5/b/${path}`),
      await status(`/v5/c/${path}`),
      await status(`/v5/none/${path}`),
    ]).toEqual([path, 200, 200, 404, 404])

  const views = (project: string, more = '') => `/api/views?project=${project}${more}`
  expect([await status(views('a')), await status(views('b')), await status(views('c'))]).toEqual([
    200, 200, 404,
  ])
  for (const [method, more, done] of [
    ['PUT', '&name=mine&query=port%3D22', 204],
    ['DELETE', '&name=mine', 204],
  ] as const)
    expect([
      await status(views('a', more), method),
      await status(views('b', more), method),
      await status(views('c', more), method),
    ]).toEqual([403, done, 404])

  const ask = (project: string) => status(`/api/ask?project=${project}&port=22`, 'POST')
  expect([await ask('a'), await ask('b'), await ask('c')]).toEqual([403, 404, 404])
})

test('changes and sign-ins are in the audit log, for operators of every project alone', async () => {
  const { visit, store, signIn, cookieOf } = await door()
  await store.describeProject({ id: 'a', name: 'a', kind: 'inventory' })
  await signIn({ 'X-Auth-Token': 'wrong' })
  await signIn({ 'X-Auth-Token': 'wrong again' })
  const own = { ...MEANT, Cookie: cookieOf(await signIn({})) }
  await visit('/api/views?project=a&name=mine&query=port%3D22', own, 'PUT')
  await visit('/api/views?project=a&name=ours&query=port%3D22&was=mine', own, 'PUT')
  await visit('/api/views?project=a&name=ours', own, 'DELETE')
  await visit('/api/retry', own, 'POST')

  const { entries } = AuditAnswer.parse(await (await visit(AUDIT_PATH, own)).json())
  expect(
    entries.map(({ action, name, project, detail, times }) => [action, name, project, detail, times]),
  ).toEqual([
    ['hssRetried', 'API token', null, '', 1],
    ['viewDeleted', 'API token', 'a', 'ours', 1],
    ['viewRenamed', 'API token', 'a', 'ours', 1],
    ['viewSaved', 'API token', 'a', 'mine', 1],
    ['signIn', 'API token', null, 'token', 1],
    ['signInFailed', '', null, 'token', 2],
  ])
  const older = await visit(`${AUDIT_PATH}?limit=2&before=${entries[3]?.id}`, own)
  expect(AuditAnswer.parse(await older.json()).entries).toEqual(entries.slice(4))
  expect((await visit(`${AUDIT_PATH}?limit=0`, own)).status).toBe(400)

  const ada = await giveToken(store, 'ada', [{ role: 'operator', projects: ['a'] }])
  const hers = { Cookie: cookieOf(await signIn({ 'X-Auth-Token': ada })) }
  expect((await visit(AUDIT_PATH, hers)).status).toBe(403)
})
