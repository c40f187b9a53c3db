import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Store } from '#server/store/types.ts'
import { createTestApp, HOST, openTestStore, TOKEN, TYPED } from '#test/server/test-app.ts'

const SESSIONS = 50
const REQUESTS = 10_000
/** Requests under way at once. */
const AT_ONCE = 100

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await store.record(
    { project: 'p', category: 'host', enterpriseProject: '0' },
    {
      readFrom: '2026-11-24T08:00:00.000Z',
      readTo: '2026-11-24T08:00:00.000Z',
      complete: 1,
      rows: Array.from({ length: SESSIONS }, (_, i) => ({
        port: i + 1,
        type: 'TCP',
        servers: 1,
        status: 'unknown',
      })),
    },
  )
})
afterAll(() => store.close())

test('SEC-15: of 10,000 requests of fifty sessions and strangers, each gets the answer that is its own', async () => {
  const { app, visit } = await createTestApp(store)
  const cookies: string[] = []
  for (let i = 0; i < SESSIONS; i++)
    cookies.push((await visit('/', TYPED)).headers.get('Set-Cookie')?.split(';')[0] ?? '')
  expect(new Set(cookies).size).toBe(SESSIONS)

  const ids = new Set<string>()
  async function one(i: number): Promise<void> {
    const owner = i % SESSIONS
    const isStranger = i % 3 === 2 // a client without access that requests the same as a user with access
    const credentials: Record<string, string>[] = [
      { Cookie: cookies[owner] ?? '' },
      { 'X-Auth-Token': TOKEN },
      i % 2 === 0 ? {} : { Cookie: `${cookies[owner]}x` },
    ]
    const leaving = new AbortController()
    const answering = app.request(`/v5/p/asset/port/statistics?port=${owner + 1}`, {
      headers: { Host: HOST, ...credentials[i % 3] },
      signal: leaving.signal,
    })
    if (i % 7 === 0) leaving.abort()
    const answer = await answering
    ids.add(answer.headers.get('X-Request-Id') ?? '')
    const own = isStranger ? { error_code: 'APIGW.0301' } : { data_list: [{ port: owner + 1 }] }
    expect([answer.status, await answer.json()]).toMatchObject([isStranger ? 401 : 200, own])
  }
  let next = 0
  const walk = async (): Promise<void> => {
    while (next < REQUESTS) await one(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
  expect(ids.size).toBe(REQUESTS)
})
