import { describe, expect, onTestFinished, test } from 'vitest'

import { ACTION_HEADER, FAILURE_HEADER } from '#contract/headers.ts'
import { decodeAskAnswer, StatusAnswer, writeAsk } from '#contract/status.ts'
import { HssError } from '#server/hss/errors.ts'
import type { LookUps } from '#server/hss/lookups.ts'
import { createTestApp, NO_HSS, openTestStore } from '#test/server/test-app.ts'

const scope = { project: 'hss', category: 'host', enterpriseProject: '0' } as const
const ASK = `/api/ask?${writeAsk(scope, 22).toString()}`
const MEANT = { [ACTION_HEADER]: 'ask' }

async function app(looked: Partial<LookUps> = {}) {
  const store = await openTestStore()
  onTestFinished(store.close)
  let wakes = 0
  const lookUps: LookUps = {
    port: (_, port) => {
      const rows = [{ port, type: 'TCP', servers: 3, status: 'danger' }]
      return Promise.resolve({ kind: 'answer', answer: { rows, at: '2026-01-01T00:00:00.000Z' } })
    },
    hosts: () => Promise.resolve({ kind: 'answer', answer: { total: 0, hosts: [] } }),
    ...looked,
  }
  const collector = {
    ...NO_HSS,
    lookUps: (project: string) => (project === 'hss' ? lookUps : null),
    wake: () => void (wakes += 1),
  }
  return { ...(await createTestApp(store, { collector })), wakes: () => wakes }
}

test('the status names no project where none of HSS is configured', async () => {
  const { ask } = await app()
  expect(StatusAnswer.parse(await (await ask('/api/status')).json()).projects).toEqual([])
})

test('one port is checked in HSS', async () => {
  const { ask } = await app()
  const answer = await ask(ASK, MEANT, 'POST')
  expect(decodeAskAnswer(await answer.json())).toEqual({
    at: '2026-01-01T00:00:00.000Z',
    rows: [{ port: 22, type: 'TCP', servers: 3, status: 'danger' }],
  })
})

describe('SEC-25: what spends the quota or sets something going', () => {
  test.each([
    ['without the header', {}],
    ['from another site', { ...MEANT, 'Sec-Fetch-Site': 'cross-site' }],
    ['from another port of this machine', { ...MEANT, 'Sec-Fetch-Site': 'same-site' }],
    ['by an address that the user typed', { ...MEANT, 'Sec-Fetch-Site': 'none' }],
  ])('is refused %s', async (_, headers) => {
    const { ask, wakes } = await app()
    expect((await ask(ASK, headers, 'POST')).status).toBe(403)
    expect((await ask('/api/retry', headers, 'POST')).status).toBe(403)
    expect(wakes()).toBe(0)
  })

  test('is refused without access, and does not happen by GET', async () => {
    const { ask, visit, wakes } = await app()
    expect((await visit('/api/retry', MEANT, 'POST')).status).toBe(401)
    expect((await ask('/api/retry', MEANT)).status).toBe(405)
    expect(wakes()).toBe(0)
  })

  test('happens when the page means it', async () => {
    const { ask, wakes } = await app()
    expect((await ask('/api/retry', { ...MEANT, 'Sec-Fetch-Site': 'same-origin' }, 'POST')).status).toBe(204)
    expect(wakes()).toBe(1)
  })
})

describe('a look-up without an answer', () => {
  test('says when the quota has a call again', async () => {
    const freeAt = Date.now() + 30_000
    const { ask } = await app({ hosts: () => Promise.resolve({ kind: 'exhausted', freeAt }) })
    const answer = await ask('/v5/hss/asset/ports/detail?port=22')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(25)
    expect(await answer.json()).toMatchObject({ error_code: 'APIGW.0308' })
  })

  test('says that the region has no such API', async () => {
    const error = new HssError('absent', 'APIGW.0101')
    const { ask } = await app({ hosts: () => Promise.resolve({ kind: 'failed', error }) })
    const answer = await ask('/v5/hss/asset/ports/detail?port=22')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error_code: 'APIGW.0101' })
  })

  test('says what the user can do', async () => {
    const error = new HssError('forbidden', 'HSS.0010')
    const { ask } = await app({ port: () => Promise.resolve({ kind: 'failed', error }) })
    const answer = await ask(ASK, MEANT, 'POST')
    expect(answer.status).toBe(502)
    expect(answer.headers.get(FAILURE_HEADER)).toBe('forbidden')
    expect(await answer.json()).toMatchObject({ error_msg: expect.stringContaining(error.advice) })
  })
})

test.each(['port=0', 'port=22&project=elsewhere', 'port=22', ''])(
  'a bad question is refused: %s',
  async (query) => {
    const { ask } = await app()
    const answer = await ask(`/api/ask?${query}`, MEANT, 'POST')
    expect([400, 404]).toContain(answer.status)
  },
)
