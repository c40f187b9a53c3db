import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import { CHANGES_PATH, ChangesAnswer } from '#contract/changes.ts'
import { decodeErrorBody } from '#contract/errors.ts'
import { tokenKey } from '#server/http/auth/access.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const LAB = { project: 'lab', category: 'host', enterpriseProject: '0' } as const
const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']
let visit: Awaited<ReturnType<typeof createTestApp>>['visit']
beforeAll(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  const row = (port: number, servers: number, status = 'unknown') => ({ port, type: 'TCP', servers, status })
  const record = (hour: number, rows: ReturnType<typeof row>[]) =>
    store.record(LAB, { readFrom: at(hour), readTo: at(hour), complete: 1, rows })
  await record(1, [row(22, 3), row(23, 1, 'danger'), row(80, 2)])
  await record(5, [row(22, 5), row(80, 2, 'danger'), row(443, 9)])
  ;({ ask, visit } = await createTestApp(store))
})
afterAll(() => store.close())

const get = async (query: string) => {
  const answer = await ask(`${CHANGES_PATH}?project=lab&${query}`)
  expect([query, answer.status]).toEqual([query, 200])
  return ChangesAnswer.parse(await answer.json())
}

test('changes come worst first, by cause and in windows, with figures that add up', async () => {
  const told = await get('from=last')
  expect(told).toMatchObject({
    from: { at: at(1), isOldest: false },
    complete: 1,
    total: 4,
    scopes: [{ enterpriseProject: '0', from: { at: at(1) }, to: { at: at(5) } }],
    figures: {
      before: { rows: 3, dangerous: 1, instances: 6, affected: null },
      after: { rows: 3, dangerous: 1, instances: 16, affected: null },
      causes: {
        opened: { rows: 1, dangerous: 0, instances: 11, affected: null },
        closed: { rows: -1, dangerous: -1, instances: -1, affected: null },
        relabelled: { rows: 0, dangerous: 1, instances: 0, affected: null },
      },
    },
  })
  expect(told.changes.map(({ port, presence, status }) => [port, presence, status])).toEqual([
    [80, null, 'relabelled'],
    [23, 'closed', null],
    [443, 'opened', null],
    [22, null, null],
  ])
  const ports = async (query: string) => {
    const { total, changes } = await get(`from=last&${query}`)
    return [total, ...changes.map(({ port }) => port)]
  }
  expect(await ports('cause=opened')).toEqual([1, 443])
  expect(await ports('cause=servers')).toEqual([1, 22])
  expect(await ports('cause=firstRead')).toEqual([0])
  expect(await ports('limit=2&offset=1')).toEqual([4, 23, 443])
  expect(await ports('offset=9')).toEqual([4])
})

test('moments are instants, snapshots, or so long before', async () => {
  const { scopes } = await get('from=last')
  const [scope] = scopes
  for (const query of [
    `from=${scope?.from?.id}&to=${scope?.to.id}`,
    `from=${at(2)}&to=${at(6)}`,
    `from=2026-11-24T03:00:00%2B01:00&to=${at(6)}`,
    `from=30d&to=${at(6)}`,
  ])
    expect([query, (await get(query)).total]).toEqual([query, 4])
  expect((await get(`from=24h&to=${at(6)}`)).from).toEqual({ at: at(1), isOldest: true })
  expect((await get(`from=${at(1)}&to=${at(4)}`)).total).toBe(0)
  expect((await get('')).total).toBe(0) // a day before now, all of that had been read
})

test('a user without access to a project learns nothing of its changes', async () => {
  const path = `${CHANGES_PATH}?project=lab`
  expect((await visit(path)).status).toBe(401)
  expect((await ask(`${CHANGES_PATH}?project=none`)).status).toBe(404)
  const created = at(0)
  const given = async (name: string, project: string) => {
    const token = `a-token-of-one-project-${name}-0123456789`
    const grants = [{ role: 'viewer' as const, projects: [project] }]
    await store.tokens.add(tokenKey(token), { name, grants, created, expires: null })
    return { 'X-Auth-Token': token }
  }
  expect((await visit(path, await given('viewer', 'lab'))).status).toBe(200)
  const refused = await visit(path, await given('stranger', 'other'))
  expect(refused.status).toBe(404)
  expect(decodeErrorBody(await refused.json()).error_msg).toBe('Project not found.')
})

test('of a project of HSS that was never read nothing is known, of another one there is nothing', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  await store.describeProject({ id: 'tenant', name: 'Tenant', kind: 'hss' })
  await store.describeProject({ id: 'empty', name: 'Empty', kind: 'inventory' })
  const { ask } = await createTestApp(store)
  const unread = await ask(`${CHANGES_PATH}?project=tenant`)
  expect([unread.status, unread.headers.get('Retry-After')]).toEqual([503, '5'])
  const empty = ChangesAnswer.parse(await (await ask(`${CHANGES_PATH}?project=empty`)).json())
  expect([empty.from, empty.to, empty.total]).toEqual([null, null, 0])
})

test.each([
  ['', 'project'],
  ['project=lab&from=yesterday', 'from'],
  ['project=lab&from=2026-11-24', 'from'],
  ['project=lab&from=-1', 'from'],
  ['project=lab&from=constructor', 'from'],
  ['project=lab&to=last', 'to'],
  ['project=lab&cause=new', 'cause'],
  ['project=lab&limit=0', 'limit'],
  ['project=lab&limit=50001', 'limit'],
  ['project=lab&since=last', 'since'],
])('%s is 400 and names %s', async (query, parameter) => {
  const answer = await ask(`${CHANGES_PATH}?${query}`)
  expect(answer.status).toBe(400)
  expect(decodeErrorBody(await answer.json()).error_msg).toContain(`Invalid parameter ${parameter}: `)
})
