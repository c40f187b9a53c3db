import { afterAll, beforeAll, expect, test } from 'vitest'

import { decodeColumns } from '#analysis/columns.ts'
import { rowAt } from '#analysis/row-set.ts'
import { COLUMNS_TYPE } from '#contract/columns.ts'
import { decodeErrorBody } from '#contract/errors.ts'
import type { PortRow } from '#contract/port-row.ts'
import { decodeStatisticsPage, readMark, statisticsPath } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const READ = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:05:00.000Z' }

const ROWS: PortRow[] = Array.from({ length: 1_200 }, (_, i) => ({
  port: i * 7,
  type: ['TCP', 'UDP6', 'SCTP'][i % 3] ?? '',
  servers: (i * 211) % 40_000,
  status: ['unknown', 'danger', 'ignored'][i % 3] ?? '',
}))

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']
let first: number

beforeAll(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  const scope = { project: 'lab', category: 'host', enterpriseProject: '0' } as const
  first = (await store.record(scope, { ...READ, complete: 1, rows: ROWS.slice(1) })).id
  await store.record(scope, { ...READ, complete: 1, rows: ROWS })
  await store.record(
    { ...scope, enterpriseProject: 'web' },
    { ...READ, complete: 0.4, rows: ROWS.slice(0, 9) },
  )
  ;({ ask } = await createTestApp(store))
})
afterAll(() => store.close())

const get = (params: Record<string, string>, headers = {}) =>
  ask(`${statisticsPath('lab')}?${new URLSearchParams(params).toString()}`, headers)
const askFor = (params: Record<string, string> = {}, headers = {}) =>
  get(params, { Accept: COLUMNS_TYPE, ...headers })
const rowSet = async (answer: Promise<Response>) => decodeColumns(await (await answer).bytes())

test.each(['0', 'web', ALL_ENTERPRISE_PROJECTS])(
  'columns are all rows that JSON has, of the same snapshot: enterprise project %s',
  async (enterpriseProject) => {
    const params = { enterprise_project_id: enterpriseProject }
    const columns = await askFor(params)
    expect([columns.status, columns.headers.get('Content-Type')]).toEqual([200, COLUMNS_TYPE])
    const set = decodeColumns(await columns.bytes())
    const json = await get({ ...params, limit: '50000' })
    expect(readMark(columns.headers)).toEqual(readMark(json.headers))
    expect(Array.from({ length: set.size }, (_, i) => rowAt(set, i))).toEqual(
      decodeStatisticsPage(await json.json()).rows,
    )
  },
)

test('their tag is of the rows, not of the bytes, and by it they are unchanged', async () => {
  const answer = await askFor()
  const tag = answer.headers.get('ETag') ?? ''
  expect([tag, answer.headers.get('Vary')]).toEqual([
    expect.stringMatching(/^W\/"\d+"$/),
    'Accept, Accept-Encoding',
  ])
  const again = await askFor({}, { 'If-None-Match': tag })
  expect([again.status, await again.text(), again.headers.get('Vary')]).toEqual([304, '', 'Accept'])
})

test('of an earlier snapshot they are its rows, and of what was never read none', async () => {
  expect((await rowSet(askFor())).size).toBe(ROWS.length)
  expect((await rowSet(askFor({ snapshot: String(first) }))).size).toBe(ROWS.length - 1)
  const unread = await askFor({ category: 'container' })
  expect([decodeColumns(await unread.bytes()).size, readMark(unread.headers)]).toEqual([0, null])
})

test('they take no parameter that would leave rows out', async () => {
  for (const [name, value] of [
    ['port', '22'],
    ['status', 'danger'],
    ['limit', '10'],
    ['offset', '5'],
    ['sort_key', 'num'],
  ] as const) {
    const answer = await askFor({ [name]: value })
    expect([name, answer.status]).toEqual([name, 400])
    expect(decodeErrorBody(await answer.json()).error_msg).toContain(`Invalid parameter ${name}: no such`)
  }
})
