import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Secret } from '#server/common/secret.ts'
import type { Store } from '#server/store/types.ts'
import { openTestStore } from '#test/server/test-app.ts'

import { createAccess, LOCAL, makeToken, SESSION_LIMITS, sessionCookie } from './access.ts'
import type { Credentials } from './access.ts'

const TOKEN = 'the-token-of-this-server-0123456789'
const none = { token: undefined, session: undefined }

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** Access with a clock that a test moves on. */
function access(sessions = store.sessions) {
  let at = Date.parse('2026-11-24T08:00:00Z')
  const reported: Error[] = []
  const noted: Promise<void>[] = []
  const noting =
    <Given extends unknown[]>(note: (...given: Given) => Promise<void>) =>
    (...given: Given): Promise<void> => {
      const done = note(...given)
      noted.push(done)
      return done
    }
  const made = createAccess({
    signInMethods: [],
    token: new Secret(TOKEN),
    tokens: store.tokens,
    cookie: sessionCookie({ isSecure: false, port: 4040 }),
    sessions: { ...sessions, touch: noting(sessions.touch), forget: noting(sessions.forget) },
    report: (error) => void reported.push(error),
    now: () => new Date(at),
  })
  /** Lets time pass, after what no request waits for was done. */
  const pass = async (ms: number): Promise<void> => {
    await Promise.allSettled(noted)
    at += ms
  }
  return {
    openSession: () => made.openSession(LOCAL),
    admits: async (credentials: Credentials) => (await made.identify(credentials)) !== null,
    reported,
    pass,
  }
}

test('the token admits, and nothing like it does', async () => {
  const { admits } = access()
  expect(await admits({ ...none, token: TOKEN })).toBe(true)
  for (const token of ['', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase(), `${TOKEN}, ${TOKEN}`])
    expect(await admits({ ...none, token })).toBe(false)
  expect(await admits(none)).toBe(false)
})

test('sessions and tokens have 256 random bits', async () => {
  const { openSession } = access()
  const words = [makeToken(), makeToken(), await openSession(), await openSession()]
  for (const word of words) expect(Buffer.from(word, 'base64url')).toHaveLength(32)
  expect(new Set(words).size).toBe(4)
})

describe('SEC-29: a session', () => {
  test('admits its client, also at another server of the store', async () => {
    const session = await access().openSession()
    const { admits } = access()
    expect(await admits({ ...none, session })).toBe(true)
    for (const wrong of [`${session}x`, session.slice(1), '']) {
      expect(await admits({ ...none, session: wrong })).toBe(false)
    }
  })

  test('does not help a wrong token', async () => {
    const { admits, openSession } = access()
    expect(await admits({ token: 'wrong', session: await openSession() })).toBe(false)
  })

  test('ends after half an hour without a request', async () => {
    const { admits, openSession, pass } = access()
    const session = await openSession()
    for (let i = 0; i < 3; i++) {
      await pass(SESSION_LIMITS.idle - 1)
      expect(await admits({ ...none, session })).toBe(true)
    }
    await pass(SESSION_LIMITS.idle)
    expect(await admits({ ...none, session })).toBe(false)
  })

  test('ends after eight hours, however often it is used', async () => {
    const { admits, openSession, pass } = access()
    const session = await openSession()
    const step = SESSION_LIMITS.idle / 2
    for (let at = step; at < SESSION_LIMITS.absolute; at += step) {
      await pass(step)
      expect([at, await admits({ ...none, session })]).toEqual([at, true])
    }
    await pass(step)
    expect(await admits({ ...none, session })).toBe(false)
  })

  test('is not kept once it ended', async () => {
    const { openSession, pass } = access()
    const keys: string[] = []
    const watched = access({
      ...store.sessions,
      open: (key, identity, at) => {
        keys.push(key)
        return store.sessions.open(key, identity, at)
      },
    })
    const session = await watched.openSession()
    expect(keys.join()).not.toContain(session)
    expect(await store.sessions.find(keys[0] ?? '')).not.toBeNull()
    await pass(SESSION_LIMITS.idle + 1)
    await openSession()
    await pass(0)
    expect(await store.sessions.find(keys[0] ?? '')).toBeNull()
  })

  test('goes on while the store cannot be written, which is reported', async () => {
    const failure = new Error('the disk is full')
    const { admits, openSession, pass, reported } = access({
      ...store.sessions,
      touch: () => Promise.reject(failure),
    })
    const session = await openSession()
    await pass(SESSION_LIMITS.idle - 1)
    expect(await admits({ ...none, session })).toBe(true)
    await pass(0)
    expect(reported).toEqual([failure])
  })
})
