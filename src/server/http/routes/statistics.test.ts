import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'

import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { decodeErrorBody } from '#contract/errors.ts'
import type { PortRow } from '#contract/port-row.ts'
import { readStatisticsQuery } from '#contract/port-statistics-query.ts'
import {
  decodeStatisticsPage,
  readMark,
  SORT_KEYS,
  statisticsPath,
  UNREAD_TAG,
} from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const READ = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:05:00.000Z' }
const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6', 'SCTP']
const STATUSES = ['danger', 'normal', 'unknown', 'ignored']

/** What numbers are made of, and what they are disguised with. */
const ODD_DIGITS = ['0', '1', '9', '+', '-', '.', 'e', 'x', '%', '_', '\\', "'", '"', '\u0000', '\u0660']

/** Of an error, the one thing that differs when it is asked for again. */
const REQUEST_ID = /(?<="request_id":")[^"]*/

/** 120 rows with ties in every column. */
const ROWS: PortRow[] = Array.from({ length: 120 }, (_, i) => ({
  port: [22, 80, 443, 8080, 8443, 123, 53, 65_535][i % 8]! + (i % 8 === 7 ? 0 : Math.floor(i / 40)),
  type: TYPES[Math.floor(i / 8) % 5]!,
  servers: (i * 7) % 11,
  status: STATUSES[(i * 5) % 4]!,
})).filter((row, i, all) => all.findIndex((r) => r.port === row.port && r.type === row.type) === i)

const WEB: PortRow[] = [
  { port: 22, type: 'TCP', servers: 5, status: 'danger' },
  { port: 9999, type: 'TCP', servers: 1, status: 'unknown' },
]

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']

beforeAll(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  const scope = { project: 'lab', category: 'host', enterpriseProject: '0' } as const
  await store.record(scope, { ...READ, complete: 1, rows: ROWS })
  await store.record({ ...scope, enterpriseProject: 'web' }, { ...READ, complete: 0.456, rows: WEB })
  ;({ ask } = await createTestApp(store))
})
afterAll(() => store.close())

type Params = Record<string, string> | URLSearchParams | string

const get = (params: Params = '', headers = {}) =>
  ask(`${statisticsPath('lab')}?${new URLSearchParams(params).toString()}`, headers)

const read = async (params: Params = {}) => {
  const answer = await get(params)
  expect(answer.status).toBe(200)
  return decodeStatisticsPage(await answer.json())
}

test('every combination of parameters is answered with what the store has for that query', async () => {
  const parameters = fc.record(
    {
      port: fc.constantFrom('22', '80', '443', '8080', '65535', '0', '99999', '080'),
      port_string: fc.constantFrom('2', '80', '443', '8', '65535', '808', '99999', '0'),
      type: fc.constantFrom(...TYPES, 'tcp', 'ICMP'),
      status: fc.constantFrom(...STATUSES, 'unknow', 'DANGER', '100%'),
      sort_key: fc.constantFrom(...SORT_KEYS),
      sort_dir: fc.constantFrom('asc', 'desc'),
      limit: fc.constantFrom('1', '7', '10', '200', '50000'),
      offset: fc.constantFrom('0', '3', '100', '2000000', '99999999999999999999'),
      category: fc.constantFrom(...CATEGORIES),
      enterprise_project_id: fc.constantFrom('0', 'web', ALL_ENTERPRISE_PROJECTS),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(parameters, async (params) => {
      const asked = new URLSearchParams(params)
      const { total, rows } = await store.statistics(readStatisticsQuery('lab', asked))
      expect(await read(asked)).toEqual({ total, rows })
    }),
    { numRuns: 300 },
  )
}, 30_000)

test('the wire has the names and the order of fields that clients of HSS read', async () => {
  const answer = await get({ port: '22', enterprise_project_id: 'web' })
  expect(await answer.text()).toBe(
    '{"total_num":1,"data_list":[{"port":22,"type":"TCP","num":5,"status":"danger"}]}',
  )
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
})

describe('the mark', () => {
  test('has the snapshot, when it was collected, and how complete it is', async () => {
    const whole = readMark((await get()).headers)
    expect(whole).toEqual({ id: expect.any(Number), ...READ, complete: 1 })
    const part = await get({ enterprise_project_id: 'web' })
    expect(part.headers.get('Openports-Complete')).toBe('0.45')
  })

  test('an unchanged snapshot is 304 with the mark, however its tag is listed', async () => {
    const answer = await get()
    const etag = answer.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"\d+"$/)
    for (const condition of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
      const again = await get('', { 'If-None-Match': condition })
      expect([condition, again.status, await again.text()]).toEqual([condition, 304, ''])
      expect(readMark(again.headers)).toEqual(readMark(answer.headers))
    }
    for (const condition of ['"0"', etag.replaceAll('"', ''), `"x${etag.slice(1)}`])
      expect((await get('', { 'If-None-Match': condition })).status).toBe(200)
  })

  test('a scope that was never read is an empty list without a mark', async () => {
    for (const params of ['category=container', 'enterprise_project_id=nobody']) {
      const answer = await get(params, { 'If-None-Match': '*' })
      expect([answer.status, await answer.json()]).toEqual([200, { total_num: 0, data_list: [] }])
      expect(readMark(answer.headers)).toBeNull()
      expect(answer.headers.get('ETag')).toBeNull()
    }
  })

  test('of HSS that was not synced yet is no list: 503 until there is a page, and 304 for a client that has that', async () => {
    await store.describeProject({ id: 'tenant', name: 'Tenant', kind: 'hss' })
    const askFor = (query = '', headers = {}) => ask(`${statisticsPath('tenant')}?${query}`, headers)
    for (const condition of [undefined, '*', '"7"']) {
      const answer = await askFor('', condition === undefined ? {} : { 'If-None-Match': condition })
      expect([condition, answer.status]).toEqual([condition, 503])
      expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/)
      expect(decodeErrorBody(await answer.json())).toMatchObject({
        error_code: 'HSS.0041',
        error_msg: 'Not synced from HSS yet. See /api/status.',
      })
    }
    const known = await askFor('', { 'If-None-Match': UNREAD_TAG })
    expect([known.status, await known.text(), readMark(known.headers)]).toEqual([304, '', null])
    expect((await askFor('snapshot=1')).status).toBe(404)

    const scope = { project: 'tenant', category: 'host', enterpriseProject: '0' } as const
    await store.record(scope, { ...READ, complete: 0, rows: WEB })
    for (const query of ['', 'enterprise_project_id=all_granted_eps']) {
      const answer = await askFor(query, { 'If-None-Match': UNREAD_TAG })
      expect([answer.status, answer.headers.get('Openports-Complete')]).toEqual([200, '0.00'])
      expect(await answer.json()).toMatchObject({ total_num: 2 })
    }
    expect((await askFor('category=container')).status).toBe(503)
  })

  test('an earlier snapshot stays readable, and a later one changes the tag', async () => {
    const scope = { project: 'lab', category: 'host', enterpriseProject: 'history' } as const
    const first = await store.record(scope, { ...READ, complete: 1, rows: WEB })
    const second = await store.record(scope, { ...READ, complete: 1, rows: WEB.slice(1) })
    const of = (params: Record<string, string>) => read({ enterprise_project_id: 'history', ...params })
    expect((await of({})).total).toBe(1)
    expect((await of({ snapshot: String(first.id) })).rows).toEqual(WEB)
    const answer = await get({ enterprise_project_id: 'history' }, { 'If-None-Match': `"${first.id}"` })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, `"${second.id}"`])
  })
})

test('a long answer is compressed as its client takes it, and its tag says so', async () => {
  const rows = Array.from({ length: 3000 }, (_, port) => ({
    port,
    type: 'TCP',
    servers: 1,
    status: 'unknown',
  }))
  await store.record(
    { project: 'lab', category: 'host', enterpriseProject: 'large' },
    { ...READ, complete: 1, rows },
  )
  const params = { enterprise_project_id: 'large', limit: '3000' }
  for (const [coding, accepted, decompress] of [
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['zstd', 'gzip, zstd', zstdDecompressSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ] as const) {
    const packed = await get(params, { 'Accept-Encoding': accepted })
    expect([packed.headers.get('Content-Encoding'), packed.headers.get('Vary')]).toEqual([
      coding,
      'Accept, Accept-Encoding',
    ])
    expect(packed.headers.get('ETag')).toMatch(/^W\/"\d+"$/)
    const bytes = await packed.bytes()
    expect(Number(packed.headers.get('Content-Length'))).toBe(bytes.length)
    expect(JSON.parse(decompress(bytes).toString())).toMatchObject({ total_num: 3000 })
  }
  for (const accepted of ['deflate', 'gzip;q=0', 'identity']) {
    const plain = await get(params, { 'Accept-Encoding': accepted })
    expect(plain.headers.get('Content-Encoding')).toBeNull()
    expect(plain.headers.get('ETag')).toMatch(/^"\d+"$/)
    expect(await plain.json()).toMatchObject({ total_num: 3000 })
  }
})

describe('a parameter that cannot be understood', () => {
  test('is 400, and named', async () => {
    const answer = await get('limit=0x10')
    expect([answer.status, decodeErrorBody(await answer.json())]).toMatchObject([
      400,
      { error_code: 'HSS.0001', error_msg: expect.stringMatching(/^Invalid parameter limit: /) },
    ])
  })

  test('SEC-20: whatever is sent, the answer is a page within its bounds or a 400 that names a parameter', async () => {
    const names = [
      'port',
      'port_string',
      'type',
      'status',
      'category',
      'sort_key',
      'sort_dir',
      'limit',
      'offset',
      'enterprise_project_id',
      'snapshot',
    ]
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...ODD_DIGITS), maxLength: 40 }),
      fc.integer().map(String),
      fc.constantFrom(...CATEGORIES, ...SORT_KEYS, 'asc', 'desc', 'TCP', 'danger', 'all_granted_eps', '0'),
    )
    const query = fc.array(
      fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 10 })), value),
      { maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(query, async (pairs) => {
        const path = `${statisticsPath('lab')}?${new URLSearchParams(pairs).toString()}`
        const answer = await ask(path)
        const again = await ask(path)
        expect(again.status).toBe(answer.status)
        const first = (await answer.text()).replace(REQUEST_ID, '')
        expect((await again.text()).replace(REQUEST_ID, '')).toBe(first)
        const body: unknown = JSON.parse(first)
        const error = answer.status === 400 ? decodeErrorBody(body) : undefined
        expect([200, 400]).toContain(answer.status)
        const page = error ? { total: 0, rows: [] } : decodeStatisticsPage(body)
        expect(page.rows.length).toBeLessThanOrEqual(page.total)
        expect(error?.error_msg ?? 'Invalid parameter -').toMatch(
          /^Invalid parameter [\x21-\x7e]+|\(no name\)/,
        )
        expect(error?.error_msg.length ?? 0).toBeLessThan(400)
      }),
      { numRuns: 300 },
    )
  }, 30_000)
})

test('a client that requests many large sets at once keeps others waiting for one of them at most', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i): PortRow => {
    return { port: i, type: 'TCP', servers: 1, status: 'normal' }
  })
  await store.describeProject({ id: 'large', name: 'Large', kind: 'hss' })
  await store.record(
    { project: 'large', category: 'host', enterpriseProject: '0' },
    { ...READ, complete: 1, rows },
  )
  const { ask } = await createTestApp(store)
  let answered = 0
  const sets = Array.from({ length: 12 }, async (_, i) => {
    const answer = await ask(`${statisticsPath('large')}?limit=${50_000 - i}`) // each a body of its own
    answered += 1
    return answer
  })
  await Promise.race(sets)
  expect((await ask('/api/projects')).status).toBe(200)
  expect(answered).toBeLessThanOrEqual(2)
  expect((await ask(`${statisticsPath('lab')}?limit=200`)).status).toBe(200)
  const statuses = (await Promise.all(sets)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200]))
})
