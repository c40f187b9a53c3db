import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'

import { rowAt } from '#analysis/row-set.ts'
import { ACTION_HEADER, FAILURE_HEADER } from '#contract/headers.ts'
import { HOST_LIMITS, HSS_HOST_LIMIT } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import { readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { LIMITS, writeMark, UNREAD_TAG } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { SIGN_IN_PATH } from '#contract/session.ts'
import { ASK_PATH, readAsk } from '#contract/status.ts'

import type { ApiError } from './api-error.ts'
import { createApi } from './api.ts'
import { createQueries } from './queries.ts'

const ORIGIN = 'http://dashboard.test'
const selection: Selection = { project: 'p/1', category: 'host', enterpriseProject: 'all_granted_eps' }
const never = new AbortController().signal

const rows = (count: number): PortRow[] =>
  Array.from({ length: count }, (_, port) => ({
    port: port % 65_536,
    type: 'TCP',
    servers: 1 + (port % 7),
    status: 'unknown',
  }))

/** The endpoint in a function: snapshots by number, the newest current. It tells what it was asked. */
function endpoint(snapshots: Record<number, PortRow[]>) {
  const asked: string[] = []
  const send = (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    asked.push(url.pathname + url.search)
    const query = readStatisticsQuery('p/1', url.searchParams)
    const current = Math.max(...Object.keys(snapshots).map(Number))
    const id = query.snapshot ?? current
    const mark = { id, readFrom: '2026-11-24T14:00:00.000Z', readTo: '2026-11-24T14:02:00.000Z', complete: 1 }
    if (request.headers.get('if-none-match') === `"${id}"`) {
      return Promise.resolve(new Response(null, { status: 304, headers: writeMark(mark) }))
    }
    const all = snapshots[id] ?? []
    const window = all.slice(query.offset, query.offset + query.limit)
    const wire = window.map(({ port, type, servers, status }) => ({ port, type, num: servers, status }))
    return Promise.resolve(
      Response.json({ total_num: all.length, data_list: wire }, { headers: writeMark(mark) }),
    )
  }
  return { api: createApi(send, ORIGIN), send, asked, snapshots }
}

const failing = (answer: () => Response | Promise<Response>) =>
  createApi(() => Promise.resolve().then(answer), ORIGIN).scopeRows(selection, undefined, never)

describe('the rows of a scope', () => {
  test('come in one request, with the mark of their snapshot', async () => {
    const { api, asked } = endpoint({ 7: rows(3) })
    const { rows: set, mark } = await api.scopeRows(selection, undefined, never)
    expect(Array.from({ length: set.size }, (_, i) => rowAt(set, i))).toEqual(rows(3))
    expect(mark).toEqual({
      id: 7,
      readFrom: '2026-11-24T14:00:00.000Z',
      readTo: '2026-11-24T14:02:00.000Z',
      complete: 1,
    })
    expect(asked).toEqual([
      '/v5/p%2F1/asset/port/statistics?category=host&enterprise_project_id=all_granted_eps&limit=50000',
    ])
  })

  test('are none, without a mark and without a failure, where HSS was not read yet', async () => {
    const conditions: (string | null)[] = []
    const api = createApi((request) => {
      conditions.push(request.headers.get('if-none-match'))
      return Promise.resolve(new Response(null, { status: 304 }))
    }, ORIGIN)
    const unread = await api.scopeRows(selection, undefined, never)
    expect([unread.rows.size, unread.mark]).toEqual([0, null])
    expect(await api.scopeRows(selection, unread, never)).toMatchObject({ mark: null })
    expect(conditions).toEqual([UNREAD_TAG, UNREAD_TAG])
  })

  test('beyond one request come in their order, the later windows side by side', async () => {
    const all = rows(2 * LIMITS.max + 1)
    let open = 0
    let most = 0
    const { send } = endpoint({ 7: all })
    const api = createApi(async (request) => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve))
      open--
      return send(request)
    }, ORIGIN)
    const { rows: set } = await api.scopeRows(selection, undefined, never)
    expect(set.size).toBe(all.length)
    expect(set.port.every((port, i) => port === all[i]?.port)).toBe(true)
    expect(most).toBe(2)
  })

  test('are of one snapshot, although another is recorded between two windows', async () => {
    const first = rows(LIMITS.max + 10)
    const { api, snapshots } = endpoint({ 1: first })
    const reading = api.scopeRows(selection, undefined, never)
    snapshots[2] = rows(5)
    const { rows: set, mark } = await reading
    // The answer to the first window decides: all of 1, or all of 2.
    expect(set.size).toBe(mark?.id === 1 ? first.length : 5)
  })

  test('stay as they are while the snapshot does', async () => {
    const { api, snapshots } = endpoint({ 7: rows(3) })
    const before = await api.scopeRows(selection, undefined, never)
    const same = await api.scopeRows(selection, before, never)
    expect(same.rows).toBe(before.rows)
    snapshots[8] = rows(4)
    expect((await api.scopeRows(selection, same, never)).rows.size).toBe(4)
  })

  test('of an earlier snapshot come as they were, in every window', async () => {
    const { api, asked } = endpoint({ 3: rows(LIMITS.max + 5), 8: rows(2) })
    const { rows: set, mark } = await api.snapshotRows(selection, 3, never)
    expect(set.size).toBe(LIMITS.max + 5)
    expect(mark?.id).toBe(3)
    expect(asked).toHaveLength(2)
    expect(asked.every((path) => path.includes('snapshot=3'))).toBe(true)
  })

  test('of a snapshot that there never was are not found, whatever is current', async () => {
    const current = createApi(
      () =>
        Promise.resolve(
          Response.json(
            { total_num: 0, data_list: [] },
            { headers: writeMark({ id: 8, readFrom: '', readTo: '', complete: 1 }) },
          ),
        ),
      ORIGIN,
    )
    await expect(current.snapshotRows(selection, 9, never)).rejects.toMatchObject({ kind: 'notFound' })
  })

  test('are none where nothing was ever read', async () => {
    const api = createApi(() => Promise.resolve(Response.json({ total_num: 0, data_list: [] })), ORIGIN)
    const read = await api.scopeRows(selection, undefined, never)
    expect(read.rows.size).toBe(0)
    expect(read.mark).toBeNull()
  })

  test('tell how far the server’s clock is ahead, and nothing of a journey of a second', async () => {
    const at = (ms: number) =>
      createApi(
        () =>
          Promise.resolve(
            Response.json(
              { total_num: 0, data_list: [] },
              { headers: { date: new Date(Date.now() + ms).toUTCString() } },
            ),
          ),
        ORIGIN,
      ).scopeRows(selection, undefined, never)
    expect((await at(-500)).clockOffset).toBe(0)
    expect((await at(3_600_000)).clockOffset / 1000).toBeCloseTo(3600, -1)
  })

  test('come after all when a server that was restarted gives the page a new session', async () => {
    const asked: string[] = []
    let known = false
    const api = createApi((request) => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (pathname === '/' && request.headers.has(ACTION_HEADER)) known = true
      return Promise.resolve(
        known ? Response.json({ total_num: 0, data_list: [] }) : Response.json({}, { status: 401 }),
      )
    }, ORIGIN)
    await expect(api.scopeRows(selection, undefined, never)).resolves.toMatchObject({ rows: { size: 0 } })
    const path = '/v5/p%2F1/asset/port/statistics'
    expect(asked).toEqual([path, '/', path])
  })

  test('are revalidated through React Query with the snapshot that is kept', async () => {
    const { api, asked } = endpoint({ 7: rows(3) })
    const client = new QueryClient()
    const options = createQueries(api, null).scopeRows(selection, null)
    const first = await client.query(options)
    const second = await client.query({ ...options, staleTime: 0 })
    expect(asked).toHaveLength(2)
    expect(second.rows).toBe(first.rows)
  })
})

describe('the servers of a port', () => {
  const total = HOST_LIMITS.max + 1
  const answering = () => {
    const asked: string[] = []
    const api = createApi((request) => {
      const { searchParams } = new URL(request.url)
      asked.push(searchParams.toString())
      const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))]
      const hosts = Array.from({ length: total }, (_, i) => ({ host_id: String(i), port: 22 }))
      return Promise.resolve(
        Response.json({ total_num: total, data_list: hosts.slice(offset, offset + limit) }),
      )
    }, ORIGIN)
    return { api, asked }
  }

  test('come whole, in as many calls as that takes', async () => {
    const { api, asked } = answering()
    const page = await api.portHosts({ selection, port: 22, type: 'TCP' }, 'inventory', never)
    expect(page.total).toBe(total)
    expect(page.hosts.map(({ hostId }) => Number(hostId))).toEqual([...Array(total).keys()])
    expect(asked).toHaveLength(2)
  })

  test('of a project of HSS are as many as one call to HSS gives', async () => {
    const { api, asked } = answering()
    const page = await api.portHosts({ selection, port: 22, type: 'TCP' }, 'hss', never)
    expect(page.total).toBe(total)
    expect(page.hosts).toHaveLength(HSS_HOST_LIMIT)
    expect(asked).toHaveLength(1)
  })
})

test('what is changed is meant: with the header that another site cannot send, and without a body', async () => {
  const sent: [string, string, boolean, string | null][] = []
  const api = createApi((request) => {
    const { pathname, searchParams } = new URL(request.url)
    sent.push([
      `${request.method} ${pathname}`,
      searchParams.toString(),
      request.body === null,
      request.headers.get(ACTION_HEADER),
    ])
    return Promise.resolve(new Response(null, { status: 204 }))
  }, ORIGIN)
  await api.saveView({ project: 'p/1', view: { name: 'a b', query: 'port=22' }, was: 'c' })
  await api.forgetView({ project: 'p/1', name: 'a b' })
  expect(sent).toEqual([
    ['PUT /api/views', 'project=p%2F1&name=a+b&query=port%3D22&was=c', true, 'page'],
    ['DELETE /api/views', 'project=p%2F1&name=a+b', true, 'page'],
  ])
})

describe('what the page asks of HSS', () => {
  const asking = (answer: (request: Request) => Response) => {
    const requests: Request[] = []
    const api = createApi((request) => {
      requests.push(request)
      return Promise.resolve(answer(request))
    }, ORIGIN)
    return { api, requests }
  }

  test('is asked by POST, with the header that no other site can send', async () => {
    const { api, requests } = asking(({ url }) =>
      url.includes(ASK_PATH)
        ? Response.json({ at: '2026-11-24T14:00:00.000Z', data_list: [{ port: 22, type: 'TCP', num: 3 }] })
        : new Response(null, { status: 204 }),
    )
    expect(await api.ask(selection, 22)).toEqual({
      at: '2026-11-24T14:00:00.000Z',
      rows: [{ port: 22, type: 'TCP', servers: 3, status: 'unknown' }],
    })
    await api.retry()
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /api/ask',
      'POST /api/retry',
    ])
    for (const { headers } of requests) expect(headers.has(ACTION_HEADER)).toBe(true)
    expect(readAsk(new URL(requests[0]!.url).searchParams)).toEqual({ scope: selection, port: 22 })
  })

  test('tells from when the quota has a call again', async () => {
    const { api } = asking(() => Response.json({}, { status: 429, headers: { 'Retry-After': '30' } }))
    const before = Date.now()
    const error: unknown = await api.ask(selection, 22).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'throttled' })
    expect(error).toHaveProperty('retryAt', expect.closeTo(before + 30_000, -3))
  })

  test.each([
    [404, 'absent', 'absent'],
    [502, 'forbidden', 'failed'],
  ])('tells how HSS failed: %d, %s', async (status, failure, kind) => {
    const { api } = asking(() => Response.json({}, { status, headers: { [FAILURE_HEADER]: failure } }))
    await expect(api.ask(selection, 22)).rejects.toMatchObject({ kind, failure })
  })

  test('counts instants by the server’s clock', async () => {
    const now = new Date(Date.now() + 90_000).toISOString()
    const { api } = asking(() => Response.json({ now, projects: [] }))
    expect((await api.status(never)).clockOffset).toBeCloseTo(90_000, -3)
  })
})

test('a wrong token is sent once', async () => {
  const requests: Request[] = []
  const api = createApi((request) => {
    requests.push(request)
    return Promise.resolve(new Response(null, { status: 401 }))
  }, ORIGIN)
  await expect(api.signIn('wrong')).rejects.toMatchObject({ kind: 'signedOut' })
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
    const api = createApi(() => Promise.reject(reason), ORIGIN)
    await expect(api.scopeRows(selection, undefined, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
