import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import { decodeErrorBody } from '#contract/errors.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { decodePortHosts, portHostsPath } from '#contract/port-hosts.ts'
import { decodeStatisticsPage, statisticsPath } from '#contract/port-statistics.ts'
import { decodeProjects, PROJECTS_PATH } from '#contract/projects.ts'
import { writeAsk } from '#contract/status.ts'
import type { LookUps } from '#server/hss/lookups.ts'
import type { HostReport, Store } from '#server/store/types.ts'
import { createTestApp, NO_HSS, openTestStore } from '#test/server/test-app.ts'

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']

const listener = { port: 22, type: 'TCP', listeningAddress: '0.0.0.0', pid: 7, path: '/usr/sbin/sshd' }
const everything = [{ type: 'TCP', from: 0, to: 65_535 }]

const servers = (prefix: string, count: number): HostReport[] =>
  Array.from({ length: count }, (_, i) => ({
    key: `${prefix}-${i}`,
    name: `${prefix}-${String(i).padStart(2, '0')}`,
    address: `10.0.0.${i}`,
    listeners: [{ ...listener, containerId: '', containerName: '' }],
    covered: everything,
  }))

beforeAll(async () => {
  store = await openTestStore()
  const read = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:00:00.000Z' }
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  await store.recordInventory(
    { project: 'lab', category: 'host', enterpriseProject: '0' },
    servers('web', 12),
    read,
  )
  await store.recordInventory(
    { project: 'lab', category: 'container', enterpriseProject: '0' },
    [{ ...servers('node', 1)[0]!, listeners: [{ ...listener, containerId: 'c1', containerName: 'shop' }] }],
    read,
  )
  ;({ ask } = await createTestApp(store))
})
afterAll(() => store.close())

const get = async (query: string) => {
  const answer = await ask(`${portHostsPath('lab')}?${query}`)
  expect([query, answer.status]).toEqual([query, 200])
  return decodePortHosts(await answer.json())
}

test('the servers of a port are as many as its row counts, ten at a time', async () => {
  const row = await ask(`${statisticsPath('lab')}?port=22&type=TCP`)
  const { rows } = decodeStatisticsPage(await row.json())
  const first = await get('port=22&type=TCP')
  expect([rows[0]?.servers, first.total, first.hosts.length]).toEqual([12, 12, 10])
  expect(first.hosts[0]).toMatchObject({
    hostName: 'web-00',
    hostIp: '10.0.0.0',
    pid: 7,
    path: '/usr/sbin/sshd',
  })
  expect((await get('port=22&offset=10')).hosts.map(({ hostName }) => hostName)).toEqual(['web-10', 'web-11'])
  expect((await get('port=22&host_name=WEB-1&limit=1000')).total).toBe(2)
  expect((await get('port=22&host_ip=0.0.3')).hosts.map(({ hostName }) => hostName)).toEqual(['web-03'])
})

test('containers are named in their own category alone', async () => {
  const answer = await ask(`${portHostsPath('lab')}?port=22&category=container`)
  expect(await answer.json()).toMatchObject({
    total_num: 1,
    data_list: [{ container_id: 'c1', container_name: 'shop', laddr: '0.0.0.0', status: expect.any(String) }],
  })
  expect(JSON.stringify(await (await ask(`${portHostsPath('lab')}?port=22`)).json())).not.toContain(
    'container',
  )
})

test('as of a snapshot, the servers are those of then', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  const scope = { project: 'past', category: 'host', enterpriseProject: '0' } as const
  const read = (hour: number) => {
    const at = `2026-11-24T0${hour}:00:00.000Z`
    return { readFrom: at, readTo: at }
  }
  const { mark: before } = await store.recordInventory(scope, servers('web', 3), read(1))
  const closed = servers('web', 1).map((report) => ({ ...report, listeners: [] }))
  const { mark: after } = await store.recordInventory(scope, [...closed, ...servers('db', 1)], read(2))
  const rows = [{ port: 22, type: 'TCP', servers: 9, status: 'normal' }]
  const byRows = await store.record(scope, { ...read(3), complete: 1, rows })
  const { ask } = await createTestApp(store)
  const names = async (snapshot: number | null) => {
    const of = snapshot === null ? '' : `&snapshot=${snapshot}`
    const answer = await ask(`${portHostsPath('past')}?port=22${of}`)
    return answer.status === 200
      ? decodePortHosts(await answer.json()).hosts.map(({ hostName }) => hostName)
      : answer.status
  }
  expect(await names(before.id)).toEqual(['web-00', 'web-01', 'web-02'])
  expect(await names(after.id)).toEqual(['db-00', 'web-01', 'web-02'])
  expect(await names(before.id - 1)).toEqual([])
  expect(await names(byRows.id)).toBe(404)
})

test('no server is an answer, an unknown project is not', async () => {
  for (const query of [
    'port=99999',
    'port=22&type=UDP',
    'port=22&host_name=%25',
    'port=22&offset=99999999999999999999',
  ])
    expect((await get(query)).hosts).toEqual([])
  expect((await ask(`${portHostsPath('none')}?port=22`)).status).toBe(404)
})

test('of a project of HSS that cannot be called from here, nothing is known: that is no empty list', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  await store.describeProject({ id: 'tenant', name: 'Tenant', kind: 'hss' })
  const { ask } = await createTestApp(store)
  const waiting = await createTestApp(store, { collector: { ...NO_HSS, isWaitingForIds: () => true } })
  for (const answer of [
    await ask(`${portHostsPath('tenant')}?port=22`),
    await waiting.ask(`${portHostsPath('not-described-yet')}?port=22`),
    await waiting.ask(`${statisticsPath('not-described-yet')}?port=22`),
    await waiting.ask(
      `/api/ask?${writeAsk({ project: 'tenant', category: 'host', enterpriseProject: '0' }, 22).toString()}`,
      { [ACTION_HEADER]: 'ask' },
      'POST',
    ),
  ]) {
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, expect.stringMatching(/^\d+$/)])
    expect(decodeErrorBody(await answer.json()).error_code).toBe('HSS.0041')
  }
})

test('HSS gets no request for a port or a type that it cannot have', async () => {
  let asked = 0
  const lookUps: LookUps = {
    port: () => Promise.reject(new Error('not asked')),
    hosts: () => {
      asked += 1
      return Promise.resolve({ kind: 'answer', answer: { total: 0, hosts: [] } })
    },
  }
  const { ask } = await createTestApp(store, { collector: { ...NO_HSS, lookUps: () => lookUps } })
  for (const [query, parameter] of [
    ['port=0', 'port'],
    ['port=65536', 'port'],
    ['port=22&type=tcp', 'type'],
    ['port=22&type=SCTP', 'type'],
    ['port=22&snapshot=1', 'snapshot'],
  ]) {
    const answer = await ask(`${portHostsPath('tenant')}?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
    expect(decodeErrorBody(await answer.json()).error_msg).toContain(`Invalid parameter ${parameter}: `)
  }
  expect(asked).toBe(0)
  for (const type of ['TCP', 'TCP6', 'UDP', 'UDP6'])
    expect((await ask(`${portHostsPath('tenant')}?port=22&type=${type}`)).status).toBe(200)
  expect(asked).toBe(4)
})

test.each([
  ['', 'port'],
  ['port=', 'port'],
  ['port=ssh', 'port'],
  ['port=22&limit=1001', 'limit'],
  ['port=22&limit=0', 'limit'],
  ['port=22&port=23', 'port'],
  ['port=22&category=vm', 'category'],
  ['port=22&host_name=', 'host_name'],
  ['port=22&sort_key=port', 'sort_key'],
])('%s is 400 and names %s', async (query, parameter) => {
  const answer = await ask(`${portHostsPath('lab')}?${query}`)
  expect(answer.status).toBe(400)
  expect(decodeErrorBody(await answer.json()).error_msg).toContain(`Invalid parameter ${parameter}: `)
})

test('the projects come with the figures of each scope, and take no parameter', async () => {
  const { projects } = decodeProjects(await (await ask(PROJECTS_PATH)).json())
  expect(projects).toMatchObject([
    {
      id: 'lab',
      kind: 'inventory',
      enterpriseProjects: [
        {
          id: '0',
          scopes: [
            { category: 'host', rows: 1, openPortInstances: 12, servers: 12 },
            { category: 'container', rows: 1, openPortInstances: 1, servers: 1 },
          ],
        },
      ],
    },
  ])
  expect((await ask(`${PROJECTS_PATH}?limit=1`)).status).toBe(400)
})
