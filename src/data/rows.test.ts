import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'

import { encodeColumns } from '#analysis/columns.ts'
import { createRowSet, rowAt } from '#analysis/row-set.ts'
import { COLUMNS_TYPE } from '#contract/columns.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { TYPES } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { readColumnsQuery } from '#contract/port-statistics-query.ts'
import { writeMark, UNREAD_TAG } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { createHttp } from './http.ts'
import { readScopeRows, readSnapshotRows, scopeRows } from './rows.ts'

const ORIGIN = 'http://dashboard.test'
const scopeQuery: ScopeQuery = { project: 'p/1', category: 'host', enterpriseProject: 'all_granted_eps' }
const never = new AbortController().signal

const rows = (count: number): PortRow[] =>
  Array.from({ length: count }, (_, port) => ({
    port: port % 65_536,
    type: 'TCP',
    servers: 1 + (port % 7),
    status: 'unknown',
  }))

/** An answer with rows, as the server makes it. */
const columns = (rows: PortRow[], headers: HeadersInit = {}) =>
  new Response(encodeColumns(createRowSet(rows.length, rows)), { headers })

/** The endpoint in a function: snapshots by number, the newest current. It tells what it was asked. */
function endpoint(snapshots: Record<number, PortRow[]>) {
  const asked: string[] = []
  const send = (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    asked.push(url.pathname + url.search)
    expect(request.headers.get('accept')).toBe(COLUMNS_TYPE)
    const query = readColumnsQuery('p/1', url.searchParams)
    const current = Math.max(...Object.keys(snapshots).map(Number))
    const id = query.snapshot ?? current
    const mark = { id, readFrom: '2026-11-24T14:00:00.000Z', readTo: '2026-11-24T14:02:00.000Z', complete: 1 }
    if (request.headers.get('if-none-match') === `"${id}"`) {
      return Promise.resolve(new Response(null, { status: 304, headers: writeMark(mark) }))
    }
    const all = snapshots[id] ?? []
    return Promise.resolve(columns(all, writeMark(mark)))
  }
  return { http: createHttp(send, ORIGIN), send, asked, snapshots }
}

describe('the rows of a scope', () => {
  test('come in one request, with the mark of their snapshot', async () => {
    const { http, asked } = endpoint({ 7: rows(3) })
    const { rows: set, mark } = await readScopeRows(http, scopeQuery, undefined, never)
    expect(Array.from({ length: set.size }, (_, i) => rowAt(set, i))).toEqual(rows(3))
    expect(mark).toEqual({
      id: 7,
      readFrom: '2026-11-24T14:00:00.000Z',
      readTo: '2026-11-24T14:02:00.000Z',
      complete: 1,
    })
    expect(asked).toEqual([
      '/v5/p%2F1/asset/port/statistics?category=host&enterprise_project_id=all_granted_eps',
    ])
  })

  test('are none, without a mark and without a failure, where HSS was not read yet', async () => {
    const conditions: (string | null)[] = []
    const http = createHttp((request) => {
      conditions.push(request.headers.get('if-none-match'))
      return Promise.resolve(new Response(null, { status: 304 }))
    }, ORIGIN)
    const unread = await readScopeRows(http, scopeQuery, undefined, never)
    expect([unread.rows.size, unread.mark]).toEqual([0, null])
    expect(await readScopeRows(http, scopeQuery, unread, never)).toMatchObject({ mark: null })
    expect(conditions).toEqual([UNREAD_TAG, UNREAD_TAG])
  })

  test('of every port with every type come in one answer', async () => {
    const all = Array.from({ length: 262_144 }, (_, i): PortRow => {
      return { port: i >> 2, type: TYPES[i & 3] ?? '', servers: i, status: 'normal' }
    })
    const { http, asked } = endpoint({ 7: all })
    const { rows: set } = await readScopeRows(http, scopeQuery, undefined, never)
    expect(set).toEqual(createRowSet(all.length, all))
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['JSON', () => Response.json({ total_num: 0, data_list: [] })],
    ['half of them', () => new Response(encodeColumns(createRowSet(3, rows(3))).subarray(0, 50))],
  ])('that are no columns (%s) are unreadable, never none', async (_, answer) => {
    const http = createHttp(() => Promise.resolve(answer()), ORIGIN)
    await expect(readScopeRows(http, scopeQuery, undefined, never)).rejects.toMatchObject({
      kind: 'unreadable',
    })
  })

  test('stay as they are while the snapshot does', async () => {
    const { http, snapshots } = endpoint({ 7: rows(3) })
    const before = await readScopeRows(http, scopeQuery, undefined, never)
    const same = await readScopeRows(http, scopeQuery, before, never)
    expect(same.rows).toBe(before.rows)
    snapshots[8] = rows(4)
    expect((await readScopeRows(http, scopeQuery, same, never)).rows.size).toBe(4)
  })

  test('of an earlier snapshot come as they were', async () => {
    const { http, asked } = endpoint({ 3: rows(5), 8: rows(2) })
    const { rows: set, mark } = await readSnapshotRows(http, scopeQuery, 3, never)
    expect(set.size).toBe(5)
    expect(mark?.id).toBe(3)
    expect(asked).toHaveLength(1)
    expect(asked.every((path) => path.includes('snapshot=3'))).toBe(true)
  })

  test('of a snapshot that there never was are not found, whatever is current', async () => {
    const current = createHttp(
      () => Promise.resolve(columns([], writeMark({ id: 8, readFrom: '', readTo: '', complete: 1 }))),
      ORIGIN,
    )
    await expect(readSnapshotRows(current, scopeQuery, 9, never)).rejects.toMatchObject({ kind: 'notFound' })
  })

  test('are none where nothing was ever read', async () => {
    const http = createHttp(() => Promise.resolve(columns([])), ORIGIN)
    const read = await readScopeRows(http, scopeQuery, undefined, never)
    expect(read.rows.size).toBe(0)
    expect(read.mark).toBeNull()
  })

  test('tell how far the server’s clock is ahead, and nothing of a journey of a second', async () => {
    const at = (ms: number) => {
      const headers = { date: new Date(Date.now() + ms).toUTCString() }
      const answer = () => Promise.resolve(columns([], headers))
      return readScopeRows(createHttp(answer, ORIGIN), scopeQuery, undefined, never)
    }
    expect((await at(-500)).clockOffset).toBe(0)
    expect((await at(3_600_000)).clockOffset / 1000).toBeCloseTo(3600, -1)
  })

  test('come after all when a server that was restarted gives the page a new session', async () => {
    const asked: string[] = []
    let known = false
    const http = createHttp((request) => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (pathname === '/' && request.headers.has(ACTION_HEADER)) known = true
      return Promise.resolve(known ? columns([]) : Response.json({}, { status: 401 }))
    }, ORIGIN)
    await expect(readScopeRows(http, scopeQuery, undefined, never)).resolves.toMatchObject({
      rows: { size: 0 },
    })
    const path = '/v5/p%2F1/asset/port/statistics'
    expect(asked).toEqual([path, '/', path])
  })

  test('are revalidated through React Query with the snapshot that is kept', async () => {
    const { http, asked } = endpoint({ 7: rows(3) })
    const client = new QueryClient()
    const options = scopeRows(http, scopeQuery, null)
    const first = await client.query(options)
    const second = await client.query({ ...options, staleTime: 0 })
    expect(asked).toHaveLength(2)
    expect(second.rows).toBe(first.rows)
  })
})
