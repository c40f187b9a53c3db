import { describe, expect, test } from 'vitest'

import { ACTION_HEADER, FAILURE_HEADER } from '#contract/headers.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { ASK_PATH, readAsk } from '#contract/status.ts'

import { ask, retry } from './hss.ts'
import { createHttp } from './http.ts'
import { readStatus } from './status.ts'

const ORIGIN = 'http://dashboard.test'
const scopeQuery: ScopeQuery = { project: 'p/1', category: 'host', enterpriseProject: 'all_granted_eps' }
const never = new AbortController().signal

describe('what the page asks of HSS', () => {
  const asking = (answer: (request: Request) => Response) => {
    const requests: Request[] = []
    const http = createHttp((request) => {
      requests.push(request)
      return Promise.resolve(answer(request))
    }, ORIGIN)
    return { http, requests }
  }

  test('is asked by POST, with the header that no other site can send', async () => {
    const { http, requests } = asking(({ url }) =>
      url.includes(ASK_PATH)
        ? Response.json({ at: '2026-11-24T14:00:00.000Z', data_list: [{ port: 22, type: 'TCP', num: 3 }] })
        : new Response(null, { status: 204 }),
    )
    expect(await ask(http, scopeQuery, 22)).toEqual({
      at: '2026-11-24T14:00:00.000Z',
      rows: [{ port: 22, type: 'TCP', servers: 3, status: 'unknown' }],
    })
    await retry(http)
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /api/ask',
      'POST /api/retry',
    ])
    for (const { headers } of requests) expect(headers.has(ACTION_HEADER)).toBe(true)
    expect(readAsk(new URL(requests[0]!.url).searchParams)).toEqual({ scope: scopeQuery, port: 22 })
  })

  test('tells from when the quota has a call again', async () => {
    const { http } = asking(() => Response.json({}, { status: 429, headers: { 'Retry-After': '30' } }))
    const before = Date.now()
    const error: unknown = await ask(http, scopeQuery, 22).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'throttled' })
    expect(error).toHaveProperty('retryAt', expect.closeTo(before + 30_000, -3))
  })

  test.each([
    [404, 'absent', 'absent'],
    [502, 'forbidden', 'failed'],
  ])('tells how HSS failed: %d, %s', async (status, failure, kind) => {
    const { http } = asking(() => Response.json({}, { status, headers: { [FAILURE_HEADER]: failure } }))
    await expect(ask(http, scopeQuery, 22)).rejects.toMatchObject({ kind, failure })
  })

  test('counts instants by the server’s clock', async () => {
    const now = new Date(Date.now() + 90_000).toISOString()
    const { http } = asking(() => Response.json({ now, projects: [] }))
    expect((await readStatus(http, never)).clockOffset).toBeCloseTo(90_000, -3)
  })
})
