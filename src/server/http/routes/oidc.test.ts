import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Secret } from '#server/common/secret.ts'
import { sessionCookie } from '#server/http/auth/access.ts'
import { createOidc } from '#server/http/auth/oidc/oidc.ts'
import type { OidcSettings } from '#server/http/auth/oidc/settings.ts'
import { CLIENT, startFakeIssuer } from '#server/http/auth/oidc/testing/fake-issuer.ts'
import type { Fault } from '#server/http/auth/oidc/testing/fake-issuer.ts'
import { ATTEMPT_LIMITS, createAttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import { StoreError } from '#server/store/errors.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, HOST, openTestStore, testAccess } from '#test/server/test-app.ts'

const ADA = { sub: '7', name: 'Ada', groups: ['soc', 'staff'] }
const DATA = '/api/projects'

let store: Store
let issuer: Awaited<ReturnType<typeof startFakeIssuer>>
beforeAll(async () => {
  store = await openTestStore()
  issuer = await startFakeIssuer()
})
beforeEach(() => issuer.breaks({}))
afterAll(async () => {
  await issuer.stop()
  await store.close()
})

/** A server at which people sign in with the issuer, as it is reached by TLS, and a browser of its own. */
async function door(
  settings: Partial<OidcSettings> = {},
  documents: Parameters<typeof createOidc>[1]['store'] = store,
) {
  let at = Date.parse('2026-11-24T08:00:00Z')
  const access = testAccess(store, {
    signInMethods: ['oidc'],
    cookie: sessionCookie({ isSecure: true, port: 4040 }),
  })
  const oidc = createOidc(
    {
      issuer: issuer.url,
      clientId: CLIENT.id,
      clientSecret: new Secret(CLIENT.secret),
      scopes: 'openid profile',
      groupsClaim: 'groups',
      groups: {
        grantsOf: (groups) => (groups.includes('soc') ? [{ role: 'viewer', projects: '*' }] : []),
      },
      publicUrl: `http://${HOST}`,
      ...settings,
    },
    { store: documents, now: () => at },
  )
  const made = await createTestApp(store, { access, oidc, limiter: createAttemptLimiter() })
  const cookies = new Map<string, string>()
  /** Asks as the browser does, and keeps the cookies that it gets. */
  async function browse(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const Cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const { pathname, search } = new URL(url, `http://${HOST}`)
    const answer = await made.visit(pathname + search, { ...(Cookie && { Cookie }), ...headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const begin = async () => (await browse('/sign-in/oidc')).headers.get('Location') ?? ''
  const signIn = async (claims: Record<string, unknown>) => browse(issuer.signIn(await begin(), claims).href)
  const isIn = async () => (await browse(DATA)).status === 200
  return { ...made, access, browse, cookies, begin, signIn, isIn, pass: (ms: number) => void (at += ms) }
}

const textOf = async (answer: Response) => (await answer.text()).replaceAll(/<style>[^]*<\/style>/g, '')

test('a user signs in with PKCE, state and nonce, and has a session', async () => {
  const { browse, begin, cookies, isIn } = await door()
  const sent = await browse('/sign-in/oidc')
  expect([sent.status, sent.headers.get('Cache-Control')]).toEqual([302, 'no-store'])
  expect(sent.headers.get('Set-Cookie')).toMatch(
    /^__Host-openports-oidc=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const to = new URL(sent.headers.get('Location') ?? '')
  expect(`${to.origin}${to.pathname}`).toBe(`${issuer.url}/authorize`)
  expect(Object.fromEntries(to.searchParams)).toEqual({
    client_id: CLIENT.id,
    response_type: 'code',
    redirect_uri: `http://${HOST}/sign-in/callback`,
    scope: 'openid profile',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  })
  const other = new URL(await begin()).searchParams
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(other.get(name)).not.toBe(to.searchParams.get(name))

  const back = await browse(issuer.signIn(await begin(), ADA).href)
  expect([back.status, back.headers.get('Refresh')]).toEqual([200, '0;url=/'])
  expect(back.headers.getSetCookie()).toEqual([
    '__Host-openports-oidc=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
    expect.stringMatching(/^__Host-openports=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
  ])
  expect([...cookies.keys()]).toEqual(['__Host-openports'])
  expect(await isIn()).toBe(true)
  expect(await (await browse('/api/session')).json()).toEqual({
    signInMethods: ['oidc'],
    identity: { name: 'Ada', proof: 'oidc', hasAccess: true, canChange: [] },
    signOutPath: null,
  })
})

test('groups that are not in the ID token come from the userinfo endpoint', async () => {
  const { signIn, isIn } = await door()
  issuer.tells({ sub: '7', groups: 'soc' })
  expect((await signIn({ sub: '7' })).status).toBe(200)
  expect(await isIn()).toBe(true)
})

describe('SEC-29: no client gets in with', () => {
  test('an answer that was used before, with all that the browser had', async () => {
    const { browse, begin, cookies, access } = await door()
    const back = issuer.signIn(await begin(), ADA).href
    const kept = new Map(cookies)
    expect((await browse(back)).status).toBe(200)
    cookies.clear()
    const again = await browse(back, { Cookie: [...kept].map((pair) => pair.join('=')).join('; ') })
    expect(again.status).toBe(400)
    expect(cookies.has(access.cookie.name)).toBe(false)
  })

  test('an attempt twice, though the provider gave another code, at any server of the store', async () => {
    const first = await door()
    const sentTo = await first.begin()
    const kept = [...first.cookies].map((pair) => pair.join('=')).join('; ')
    const [back, again] = [issuer.signIn(sentTo, ADA), issuer.signIn(sentTo, ADA)]
    expect((await first.browse(back.href)).status).toBe(200)
    const second = await door()
    expect((await second.browse(again.href, { Cookie: kept })).status).toBe(400)
    expect(second.cookies.size).toBe(0)
  })

  test('an attempt twice while the disk is full, but once', async () => {
    const sound = await door()
    await sound.begin() // makes the seal's key
    const changeDocument = () => Promise.reject(new StoreError('unusable', 'the disk is full'))
    const { browse, begin, cookies, isIn } = await door({}, { ...store, changeDocument })
    const sentTo = await begin()
    const kept = [...cookies].map((pair) => pair.join('=')).join('; ')
    const [back, again] = [issuer.signIn(sentTo, ADA), issuer.signIn(sentTo, ADA)]
    expect((await browse(back.href)).status).toBe(200)
    expect(await isIn()).toBe(true)
    expect((await browse(again.href, { Cookie: kept })).status).toBe(400)
  })

  test('an answer that was meant for another browser', async () => {
    const [mallory, ada] = [await door(), await door()]
    const planted = issuer.signIn(await mallory.begin(), { ...ADA, sub: 'mallory' }).href
    await ada.begin()
    for (const browser of [ada, await door()]) {
      expect((await browser.browse(planted)).status).toBe(400)
      expect(await browser.isIn()).toBe(false)
    }
  })

  test.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'A'.repeat(43))],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['two states', (url: URL) => url.searchParams.append('state', 'x')],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['no issuer', (url: URL) => url.searchParams.delete('iss')],
    ['a guessed code', (url: URL) => url.searchParams.set('code', 'guessed')],
    ['a token in place of a code', (url: URL) => url.searchParams.set('id_token', 'x')],
  ])('%s', async (_, change) => {
    const { browse, begin, isIn } = await door()
    const back = issuer.signIn(await begin(), ADA)
    change(back)
    expect([400, 502]).toContain((await browse(back.href)).status)
    expect(await isIn()).toBe(false)
  })

  test.each<[string, Fault]>([
    ['another nonce', { claims: { nonce: 'x' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'another' } }],
    ['an end that has come', { claims: { exp: 1000 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is no text', { claims: { sub: 7 } }],
    ['another key', { key: 'another' }],
    ['no signature', { header: { alg: 'none' } }],
    ['another algorithm', { header: { alg: 'HS256' } }],
  ])('an ID token with %s', async (_, broken) => {
    issuer.breaks(broken)
    const { signIn, isIn, reported } = await door()
    expect((await signIn(ADA)).status).toBe(502)
    expect(await isIn()).toBe(false)
    expect(reported).toHaveLength(1)
  })

  test('an attempt that was kept for longer than ten minutes, or changed', async () => {
    const { browse, begin, cookies, isIn, pass } = await door()
    const back = issuer.signIn(await begin(), ADA).href
    pass(600_000)
    expect((await browse(back)).status).toBe(400)

    const next = issuer.signIn(await begin(), ADA).href
    const [name = '', kept = ''] = [...cookies][0] ?? []
    for (const changed of [`${kept.startsWith('A') ? 'B' : 'A'}${kept.slice(1)}`, kept.slice(0, 20), '', 'é'])
      expect((await browse(next, { Cookie: `${name}=${changed}` })).status).toBe(400)
    expect(await isIn()).toBe(false)
  })

  test('the session that the browser brought: it ends, and the own one is new', async () => {
    const { browse, signIn, cookies, access, visit } = await door()
    await signIn(ADA)
    const planted = { Cookie: `${access.cookie.name}=${cookies.get(access.cookie.name)}` }
    const sentTo = await browse('/sign-in/oidc')
    // Coming from another site, the browser does not send it again.
    const kept = { Cookie: `${access.cookie.name}-oidc=${cookies.get(`${access.cookie.name}-oidc`)}` }
    const back = issuer.signIn(sentTo.headers.get('Location') ?? '', ADA).href
    expect((await browse(back, { ...kept, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(200)
    expect(cookies.get(access.cookie.name)).not.toBe(planted.Cookie.split('=')[1])
    expect((await visit(DATA, planted)).status).toBe(401)
  })
})

test('SEC-08: nothing of a request decides where a browser is sent', async () => {
  const { browse, begin } = await door()
  const evil = '?redirect_uri=https://evil.example&next=//evil.example&url=/%5Cevil.example&state=x'
  const headers = { 'X-Forwarded-Host': 'evil.example', Referer: 'https://evil.example/' }
  const sent = await browse(`/sign-in/oidc${evil}`, headers)
  expect(sent.headers.get('Location')).toMatch(new RegExp(`^${issuer.url}/authorize\\?`))
  expect(sent.headers.get('Location')).not.toContain('evil')

  const back = issuer.signIn(await begin(), ADA)
  back.searchParams.set('next', 'https://evil.example')
  const answer = await browse(back.href, headers)
  expect([answer.headers.get('Location'), answer.headers.get('Refresh')]).toEqual([null, '0;url=/'])
  expect(await answer.text()).not.toContain('evil')
})

test('a user in no group with access sees that, and has no session', async () => {
  for (const groups of [[], ['staff'], 'staff', { soc: true }, [['soc']], undefined]) {
    const { signIn, isIn } = await door()
    issuer.tells({ sub: '7' })
    const answer = await signIn({ ...ADA, groups })
    expect([groups, answer.status]).toEqual([groups, 403])
    expect(await textOf(answer)).toContain('Your groups have no access')
    expect(await isIn()).toBe(false)
  }
})

test('an error of the provider is shown in our words, in both languages', async () => {
  const { browse, begin, reported } = await door()
  const refused = async (error: string, language: string) => {
    const { searchParams } = new URL(await begin())
    const query = new URLSearchParams({
      error,
      error_description: '<script>alert(1)</script>',
      state: searchParams.get('state') ?? '',
      iss: issuer.url,
    })
    const answer = await browse(`/sign-in/callback?${query}`, { 'Accept-Language': language })
    expect(answer.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
    const text = await textOf(answer)
    expect(text).not.toContain('script')
    return [answer.status, text]
  }
  expect(await refused('access_denied', 'en-GB')).toEqual([
    403,
    expect.stringMatching(/lang="en"[^]*Sign-in failed[^]*href="\/sign-in\/oidc">Try again/),
  ])
  expect(await refused('access_denied', 'zh-CN,zh;q=0.9,en;q=0.8')).toEqual([
    403,
    expect.stringMatching(/lang="zh-CN"[^]*登录失败[^]*重试/),
  ])
  expect(reported).toEqual([])
  expect(await refused('temporarily_unavailable', '*')).toEqual([503, expect.stringContaining('No response')])
  expect(await refused('invalid_scope', 'fr')).toEqual([
    502,
    expect.stringContaining('the server log has the cause'),
  ])
  expect(reported.map(({ error }) => error.message)).toEqual([
    expect.stringContaining('temporarily_unavailable'),
    expect.stringContaining('invalid_scope'),
  ])
})

test('an address from which sign-ins fail over and over is slowed, before any call to the provider', async () => {
  const { browse, begin } = await door()
  const back = issuer.signIn(await begin(), ADA)
  back.searchParams.set('code', 'guessed')
  const { pathname, search } = back
  const asked = () => issuer.asked.filter((path) => path === '/token').length
  for (let i = 0; i < ATTEMPT_LIMITS.atOnce; i++)
    expect((await browse(`${pathname}${search}`)).status).toBe(400)
  const before = asked()
  const answer = await browse(`${pathname}${search}`, { 'Accept-Language': 'zh-CN' })
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '3'])
  expect(await textOf(answer)).toContain('登录失败次数过多')
  expect(asked()).toBe(before)
  const noted = (await store.audit.list({ limit: 50 })).find(({ detail }) => detail === 'oidc, stale')
  expect(noted?.times).toBeGreaterThanOrEqual(ATTEMPT_LIMITS.atOnce)
})

describe('a provider', () => {
  test('that is down is reported and retried after a while, and nothing else suffers', async () => {
    const down = await startFakeIssuer()
    await down.stop()
    const { browse, pass, reported } = await door({ issuer: down.url })
    for (let i = 0; i < 3; i++) {
      const answer = await browse('/sign-in/oidc')
      expect([answer.status, await textOf(answer)]).toEqual([503, expect.stringContaining('No response')])
    }
    expect((await browse('/')).status).toBe(200)
    expect(reported[0]?.error.message).toContain('ECONNREFUSED')
    pass(2_000)
    expect((await browse('/sign-in/oidc')).status).toBe(503)
  })

  test('is discovered once, however many sign in', async () => {
    const { begin, pass } = await door()
    const before = issuer.asked.length
    await Promise.all([begin(), begin(), begin()])
    await begin()
    expect(issuer.asked.slice(before)).toEqual(['/.well-known/openid-configuration'])
    pass(3_600_000)
    await begin()
    expect(issuer.asked.slice(before)).toHaveLength(2)
  })

  test.each<[string, Fault, number]>([
    ['is another issuer', { metadata: { issuer: 'https://evil.example' } }, 502],
    ['wants browsers without TLS', { metadata: { authorization_endpoint: 'http://evil.example/' } }, 502],
    ['wants codes without TLS', { metadata: { token_endpoint: 'http://evil.example/' } }, 502],
    ['does not know the client', { token: { status: 401, body: { error: 'invalid_client' } } }, 502],
    ['fails', { token: { status: 500, body: 'out of order' } }, 503],
    ['is no provider', { token: { status: 200, body: '<html>' } }, 502],
  ])('that %s lets no user in', async (_, broken, status) => {
    issuer.breaks(broken)
    const { browse, begin, isIn, reported } = await door()
    const sentTo = await begin()
    const url = sentTo === '' ? '/sign-in/oidc' : issuer.signIn(sentTo, ADA).href
    expect((await browse(url)).status).toBe(status)
    expect(await isIn()).toBe(false)
    expect(reported.length).toBeGreaterThan(0)
    expect(JSON.stringify(reported.map(({ error }) => error.message))).not.toContain(CLIENT.secret)
  })

  test.each([
    ['compresses its answer, unasked', 'br', 'answers in br'],
    ['compresses its answer, unasked, as gzip', 'gzip', 'answers in gzip'],
    ['never ends its answer', 'endless', 'longer than'],
  ] as const)('that %s lets no user in, and is not read on', async (_, userinfo, told) => {
    issuer.breaks({ userinfo })
    issuer.tells({ sub: '7', groups: 'soc' })
    const { signIn, isIn, reported } = await door()
    expect((await signIn({ sub: '7' })).status).toBe(502)
    expect(await isIn()).toBe(false)
    expect(reported.map(({ error }) => error.message)).toEqual([expect.stringContaining(told)])
    expect([...issuer.encodings]).toEqual(['identity'])
    expect(issuer.sent()).toBeLessThan(32 * 1024 * 1024) // what the buffers of both ends hold
  })

  test('takes the secret in the way that it says', async () => {
    issuer.breaks({ metadata: { token_endpoint_auth_methods_supported: ['client_secret_post'] } })
    const { signIn } = await door()
    expect((await signIn(ADA)).status).toBe(200)
  })
})

test('signing out of the provider leads there, or says that it cannot be done', async () => {
  const without = await (await door()).browse('/sign-out/oidc')
  expect([without.status, await textOf(without)]).toEqual([200, expect.stringContaining('no sign-out page')])

  issuer.breaks({ metadata: { end_session_endpoint: `${issuer.url}/end` } })
  const to = (await (await door()).browse('/sign-out/oidc?url=//evil.example')).headers.get('Location')
  expect(to).toBe(
    `${issuer.url}/end?post_logout_redirect_uri=${encodeURIComponent(`http://${HOST}/`)}&client_id=${CLIENT.id}`,
  )
})

test('where users do not sign in this way, its routes do not exist', async () => {
  const { visit } = await createTestApp(store)
  for (const path of ['/sign-in/oidc', '/sign-in/callback', '/sign-out/oidc'])
    expect([path, (await visit(path)).status]).toEqual([path, 404])
})
