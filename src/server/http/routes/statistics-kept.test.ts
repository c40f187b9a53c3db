import { afterEach, beforeEach, expect, test } from 'vitest'

import { decodeColumns } from '#analysis/columns.ts'
import { COLUMNS_TYPE } from '#contract/columns.ts'
import type { PortRow } from '#contract/port-row.ts'
import { statisticsPath } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, giveToken, openTestStore } from '#test/server/test-app.ts'

const SCOPE: Scope = { project: 'lab', category: 'host', enterpriseProject: '0' }
const READ = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:05:00.000Z' }

const rows = (count: number, servers = 1): PortRow[] =>
  Array.from({ length: count }, (_, port) => ({ port, type: 'TCP', servers, status: 'normal' }))

let store: Store
let reads: number
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']
beforeEach(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  await store.record(SCOPE, { ...READ, complete: 1, rows: rows(3_000) })
  reads = 0
  const rowSet: typeof store.rowSet = (query) => {
    reads += 1
    return store.rowSet(query)
  }
  ;({ ask } = await createTestApp({ ...store, rowSet }))
})
afterEach(() => store.close())

const get = (params = '', headers = {}) => ask(`${statisticsPath('lab')}?${params}`, headers)
const columns = (headers = {}) => get('', { Accept: COLUMNS_TYPE, ...headers })

test('the rows of a snapshot are read once for all queries, forms and encodings, also for requests at the same time', async () => {
  const asking = [
    () => columns(),
    () => columns({ 'Accept-Encoding': 'zstd' }),
    () => columns({ 'Accept-Encoding': 'gzip, br;q=0' }),
    () => get('limit=200'),
    () => get('limit=200&offset=200'),
    () => get('limit=200&sort_key=num'),
  ]
  const once = await Promise.all(asking.map(async (send) => (await send()).bytes()))
  const again = await Promise.all([...asking, ...asking].map(async (send) => (await send()).bytes()))
  expect(again).toEqual([...once, ...once])
  expect(reads).toBe(1)
})

test('as it is when another snapshot is recorded, whose body is another one, at the same address', async () => {
  const before = await columns()
  await store.record(SCOPE, { ...READ, complete: 0.5, rows: rows(3_000, 2) })
  const after = await columns()
  expect(decodeColumns(await after.bytes()).servers[0]).toBe(2)
  expect(after.headers.get('Openports-Complete')).toBe('0.50')
  const id = /\d+/.exec(before.headers.get('ETag') ?? '')?.[0]
  const old = await get(`snapshot=${id}`, { Accept: COLUMNS_TYPE })
  expect(decodeColumns(await old.bytes()).servers[0]).toBe(1)
  expect(reads).toBe(2) // the number of a snapshot and "the current one" are the same body
})

test('with the times and the share that are true now', async () => {
  await columns()
  await store.record(SCOPE, { ...READ, readTo: '2026-11-24T09:00:00.000Z', complete: 1, rows: rows(3_000) })
  expect((await columns()).headers.get('Openports-Read-To')).toBe('2026-11-24T09:00:00.000Z')
  expect(reads).toBe(1)
})

test('but never for a client without access', async () => {
  await columns()
  const other = await giveToken(store, 'other', [{ projects: ['elsewhere'], role: 'viewer' }])
  expect((await columns({ 'X-Auth-Token': 'wrong' })).status).toBe(401)
  const answer = await columns({ 'X-Auth-Token': other })
  expect([answer.status, answer.headers.get('ETag')]).toEqual([404, null])
})
