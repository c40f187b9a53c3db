import { expect, onTestFinished, test } from 'vitest'

import { SIGN_OUT_PATH } from '#contract/sign-out.ts'
import { ACTION_HEADER } from '#contract/status.ts'
import { createTestApp, openTestStore } from '#server/testing/test-app.ts'

const MEANT = { [ACTION_HEADER]: 'page' }
const DATA = '/api/projects'

async function app() {
  const store = await openTestStore()
  onTestFinished(store.close)
  const made = await createTestApp(store)
  const signIn = async () => {
    const cookie = (await made.visit('/')).headers.get('Set-Cookie')?.split(';')[0] ?? ''
    return { Cookie: cookie }
  }
  return { ...made, signIn }
}

test('SEC-29: a session that signed out admits nobody, and its browser forgets it', async () => {
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

test('SEC-29: an id that a browser brings never becomes a session', async () => {
  const { visit, signIn } = await app()
  const ended = await signIn()
  await visit(SIGN_OUT_PATH, { ...ended, ...MEANT }, 'POST')
  for (const planted of [ended, { Cookie: `openports-4040=${'A'.repeat(43)}` }]) {
    const given = (await visit('/', planted)).headers.get('Set-Cookie')?.split(';')[0]
    expect(given).toMatch(/^openports-4040=[\w-]{43}$/)
    expect(given).not.toBe(planted.Cookie)
    expect((await visit(DATA, planted)).status).toBe(401)
  }
})

test.each([
  ['without the header', {}],
  ['of another site', { ...MEANT, 'Sec-Fetch-Site': 'cross-site' }],
  ['of another port of this machine', { ...MEANT, 'Sec-Fetch-Site': 'same-site' }],
])('SEC-25: a request %s signs nobody out', async (_, headers) => {
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
