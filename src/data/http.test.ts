import { describe, expect, test } from 'vitest'

import type { ScopeQuery } from '#contract/scope.ts'
import { SIGN_IN_PATH } from '#contract/session.ts'

import type { ApiError } from './api-error.ts'
import { createHttp } from './http.ts'
import { readScopeRows } from './rows.ts'
import { signIn } from './sign-in.ts'

const ORIGIN = 'http://dashboard.test'
const scopeQuery: ScopeQuery = { project: 'p/1', category: 'host', enterpriseProject: 'all_granted_eps' }
const never = new AbortController().signal

const failing = (answer: () => Response | Promise<Response>) =>
  readScopeRows(
    createHttp(() => Promise.resolve().then(answer), ORIGIN),
    scopeQuery,
    undefined,
    never,
  )

test('a wrong token is sent once', async () => {
  const requests: Request[] = []
  const http = createHttp((request) => {
    requests.push(request)
    return Promise.resolve(new Response(null, { status: 401 }))
  }, ORIGIN)
  await expect(signIn(http, 'wrong')).rejects.toMatchObject({ kind: 'signedOut' })
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${ORIGIN}${SIGN_IN_PATH}`])
})

describe('a failure says what kind it is', () => {
  test.each([
    [401, 'signedOut'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [400, 'invalid'],
    [429, 'throttled'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('%d is %s', async (status, kind) => {
    const body = {
      error_code: 'X',
      error_msg: 'what happened',
      error_description: 'what happened',
      request_id: 'r-1',
    }
    await expect(failing(() => Response.json(body, { status }))).rejects.toMatchObject({
      kind,
      detail: 'what happened',
      requestId: 'r-1',
    } satisfies Partial<ApiError>)
  })

  test('an error page that is no JSON still has its status', async () => {
    await expect(failing(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))).rejects.toMatchObject({
      kind: 'failed',
      detail: 'HTTP 502',
      requestId: null,
    })
  })

  test.each([
    ['truncated JSON', () => new Response('{"total_num":1,"data_', { headers: { 'x-request-id': 'r-2' } })],
    [
      'an error envelope with 200',
      () => Response.json({ error_code: 'HSS.0041' }, { headers: { 'x-request-id': 'r-2' } }),
    ],
    [
      'fewer rows than announced',
      () => Response.json({ total_num: 5, data_list: [] }, { headers: { 'x-request-id': 'r-2' } }),
    ],
    [
      'a port that is none',
      () =>
        Response.json(
          { total_num: 1, data_list: [{ port: 70_000 }] },
          { headers: { 'x-request-id': 'r-2' } },
        ),
    ],
  ])('%s is unreadable, never an empty fleet', async (_, answer) => {
    await expect(failing(answer)).rejects.toMatchObject({ kind: 'unreadable', requestId: 'r-2' })
  })

  test('no answer is unreachable', async () => {
    await expect(
      failing(() => {
        throw new TypeError('fetch failed')
      }),
    ).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('an abort is passed on as it is', async () => {
    const reason = new Error('left the page')
    const http = createHttp(() => Promise.reject(reason), ORIGIN)
    await expect(readScopeRows(http, scopeQuery, undefined, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
