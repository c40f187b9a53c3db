import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import { ACTION_HEADER } from '#contract/headers.ts'
import { statisticsPath } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import {
  DEFAULT_SERVER_SORT,
  readPortProgramsQuery,
  readServerQuery,
  readServerRowsQuery,
  readServersQuery,
  writePortProgramsQuery,
  writeRemoveServer,
  writeServerQuery,
  writeServerRowsQuery,
  writeServersQuery,
} from '#contract/servers-query.ts'
import type { ServerRowsQuery, ServersQuery } from '#contract/servers-query.ts'
import {
  PORT_PROGRAMS_PATH,
  PortProgramsAnswer,
  SERVER_PATH,
  SERVER_ROWS_PATH,
  ServerAnswer,
  ServerRowsAnswer,
  SERVERS_PATH,
  ServersAnswer,
} from '#contract/servers.ts'
import { host, listener, readAt } from '#server/store/testing/stores.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, giveToken, openTestStore } from '#test/server/test-app.ts'

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']
let first: number

const LAB: ScopeQuery = { project: 'lab', category: 'host', enterpriseProject: '0' }
const everywhere = { covered: ['TCP', 'TCP6'].map((type) => ({ type, from: 0, to: 65_535 })) }
const redis = (listeningAddress: string, type = 'TCP') =>
  listener(6379, { listeningAddress, type, path: '/usr/bin/redis-server' })

beforeAll(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  const web = (n: number, ...more: ReturnType<typeof listener>[]) =>
    host(`web-${n}`, [listener(80, { path: '/usr/sbin/nginx' }), redis('127.0.0.1'), ...more], {
      ...everywhere,
      address: `10.2.0.${n}`,
    })
  const db = host('db', [redis('::', 'TCP6'), redis('127.0.0.1')], { ...everywhere, address: '10.3.0.1' })
  const odd = host('odd', [listener(80, { path: '/tmp/nginx' })], { ...everywhere, address: '10.3.0.2' })
  first = (await store.recordInventory(LAB, [web(1), web(2), web(3), db, odd], readAt(1))).mark.id
  await store.recordInventory(LAB, [web(2, listener(23))], readAt(2))
  await store.record(
    { ...LAB, enterpriseProject: 'rows' },
    { ...readAt(2), complete: 1, rows: [{ port: 22, type: 'TCP', servers: 9, status: 'danger' }] },
  )
  ;({ ask } = await createTestApp(store))
})
afterAll(() => store.close())

const ROWS: ServerRowsQuery = {
  scopeQuery: LAB,
  filter: { q: '', types: [], statuses: [] },
  since: { before: 'last' },
  limit: 50,
  offset: 0,
}
const QUERY: ServersQuery = { ...ROWS, sort: DEFAULT_SERVER_SORT }
async function get<Answer>(
  path: string,
  params: URLSearchParams,
  read: { parse: (body: unknown) => Answer },
) {
  const answer = await ask(`${path}?${params}`)
  expect([`${path}?${params}`, answer.status]).toEqual([`${path}?${params}`, 200])
  return read.parse(await answer.json())
}
const servers = (changes: Partial<ServersQuery> = {}) =>
  get(SERVERS_PATH, writeServersQuery({ ...QUERY, ...changes }), ServersAnswer)
const rows = ({ sort: _sort, ...changes }: Partial<ServersQuery> = {}) => {
  const { sort: _, ...query } = QUERY
  return get(
    SERVER_ROWS_PATH,
    writeServerRowsQuery({ ...query, limit: 50_000, ...changes }),
    ServerRowsAnswer,
  )
}
const q = (q: string) => ({ filter: { q, types: [], statuses: [] } })

test('servers come worst first, with counts, reach and what was opened since', async () => {
  const { total, figures, unknown, servers: listed } = await servers()
  expect([total, unknown]).toEqual([5, []])
  expect(figures).toEqual({ servers: 5, affected: 4, affectedBeyondLoopback: 2 })
  expect(listed.map(({ name, dangerous, opened }) => [name, dangerous, opened])).toEqual([
    ['web-2', 2, 1],
    ['db', 2, 0],
    ['web-1', 1, 0],
    ['web-3', 1, 0],
    ['odd', 0, 0],
  ])
  expect(listed[0]).toMatchObject({
    addresses: ['10.2.0.2'],
    open: 3,
    matching: 3,
    worstTier: 'control',
    reach: { loopback: 1, one: 0, all: 2 },
    firstSeen: readAt(1).readTo,
    lastSeen: readAt(2).readTo,
    isStale: false,
  })
})

test('the filter of the page, and the terms that take servers, choose servers and rows alike', async () => {
  const names = async (text: string) => (await servers(q(text))).servers.map(({ name }) => name)
  expect(await names('class:cache -reach:loopback ip:10.3.0.0/16')).toEqual(['db'])
  expect(await names('10.2.0.0/16 risk:danger port:23')).toEqual(['web-2'])
  expect(await names('is:odd')).toEqual(['odd'])
  expect(await names('program:nginx -host:web')).toEqual(['odd'])
  expect(await names('is:new')).toEqual(['web-2'])
  const { rows: found, total } = await rows(q('ip:10.3.0.0/16 -reach:loopback'))
  expect([total, found]).toEqual([
    2,
    [
      { port: 80, type: 'TCP', servers: 1, loopbackOnly: 0 },
      { port: 6379, type: 'TCP6', servers: 1, loopbackOnly: 0 },
    ],
  ])
  const typed = await servers({ filter: { q: '', types: ['TCP6'], statuses: ['danger'] } })
  expect(typed.servers.map(({ name, matching }) => [name, matching])).toEqual([['db', 1]])
})

test('beside each number stands how many of them are loopback only: by row, and by port', async () => {
  const { rows: all, folded } = await rows()
  expect(all).toEqual([
    { port: 23, type: 'TCP', servers: 1, loopbackOnly: 0 },
    { port: 80, type: 'TCP', servers: 4, loopbackOnly: 0 },
    { port: 6379, type: 'TCP', servers: 4, loopbackOnly: 4 },
    { port: 6379, type: 'TCP6', servers: 1, loopbackOnly: 0 },
  ])
  expect(folded).toEqual([{ port: 6379, protocol: 'TCP', servers: 4, loopbackOnly: 3 }])
  expect((await rows({ limit: 1, offset: 1 })).rows.map(({ port }) => port)).toEqual([80])
})

test('a frozen view has the servers of its moment', async () => {
  const { snapshot, servers: listed, figures } = await servers({ snapshot: first })
  expect(snapshot?.id).toBe(first)
  expect(figures?.affectedBeyondLoopback).toBe(1)
  expect(listed.find(({ name }) => name === 'web-2')).toMatchObject({ open: 2, dangerous: 1 })
  expect((await rows({ snapshot: first })).rows.map(({ port }) => port)).not.toContain(23)
})

test('one server has its ports, worst first, and its changes', async () => {
  const { servers: listed } = await servers(q('host:web-2'))
  const id = listed[0]?.id ?? ''
  const query = { scopeQuery: LAB, id, since: { before: 'last' } } as const
  const { server, ports, changes, changesTotal } = await get(
    SERVER_PATH,
    writeServerQuery(query),
    ServerAnswer,
  )
  expect(server).toEqual(listed[0])
  expect(ports.map(({ port, status, tier, reach, isOdd }) => [port, status, tier, reach, isOdd])).toEqual([
    [6379, 'danger', 'control', 'loopback', false],
    [23, 'danger', 'credentials', 'all', false],
    [80, 'unknown', null, 'all', false],
  ])
  expect([changesTotal, changes]).toEqual([
    1,
    [{ at: readAt(2).readTo, port: 23, type: 'TCP', cause: 'opened' }],
  ])
  expect((await ask(`${SERVER_PATH}?${writeServerQuery({ ...query, id: 'x' })}`)).status).toBe(404)
})

test('the programs of a port, with the odd one', async () => {
  const query = { scopeQuery: LAB, port: 80, type: 'TCP' }
  expect(await get(PORT_PROGRAMS_PATH, writePortProgramsQuery(query), PortProgramsAnswer)).toMatchObject({
    total: 4,
    programs: [
      { program: '/usr/sbin/nginx', servers: 3, isOdd: false },
      { program: '/tmp/nginx', servers: 1, isOdd: true },
    ],
  })
})

test('where the source names no servers, they are unknown, which is not 0', async () => {
  const scopeQuery = { ...LAB, enterpriseProject: 'rows' }
  const answer = await servers({ scopeQuery })
  expect(answer).toMatchObject({ unknown: ['rows'], total: null, figures: null, servers: [] })
  expect(await rows({ scopeQuery })).toMatchObject({ unknown: ['rows'], total: null, rows: [] })
  const all = await servers({ scopeQuery: { ...LAB, enterpriseProject: 'all_granted_eps' } })
  expect([all.unknown, all.total]).toEqual([['rows'], 5])
  const none = await servers({ scopeQuery: { ...LAB, category: 'container' } })
  expect(none).toMatchObject({ snapshot: null, total: null })
})

test('a window is bounded, and what cannot be understood is named', async () => {
  const page = await servers({ limit: 2, offset: 1, sort: { key: 'name', descending: false } })
  expect([page.total, page.servers.map(({ name }) => name)]).toEqual([5, ['odd', 'web-1']])
  for (const [path, params, says] of [
    [SERVERS_PATH, 'project=lab&limit=1001', 'limit: a whole number, 1 to 1000'],
    [SERVERS_PATH, 'project=lab&q=colour:red', 'q: a query'],
    [SERVERS_PATH, 'project=lab&sort_key=risk', 'sort_key: one of worst'],
    [SERVER_ROWS_PATH, 'project=lab&limit=50001', 'limit: a whole number, 1 to 50000'],
    [SERVER_PATH, 'project=lab', 'id: the id of a server'],
  ] as const) {
    const answer = await ask(`${path}?${params}`)
    expect([params, answer.status]).toEqual([params, 400])
    expect(await answer.text()).toContain(says)
  }
})

test('who may not see a project gets none of its servers, whatever the question', async () => {
  const token = await giveToken(store, 'elsewhere', [{ role: 'operator', projects: ['other'] }])
  const paths = [
    `${SERVERS_PATH}?project=lab`,
    `${SERVER_ROWS_PATH}?project=lab&q=host:web`,
    `${SERVER_PATH}?project=lab&id=x`,
    `${PORT_PROGRAMS_PATH}?project=lab&port=80`,
    `${SERVERS_PATH}?project=nothing`,
  ]
  for (const path of paths) {
    const answer = await ask(path, { 'X-Auth-Token': token })
    expect([path, answer.status]).toEqual([path, 404])
    expect(await answer.text()).toContain('Project not found.')
  }
  expect((await ask(statisticsPath('lab'), { 'X-Auth-Token': token })).status).toBe(404)
})

test('operators remove a server that is gone, and the audit log has it', async () => {
  const own = await openTestStore()
  onTestFinished(() => own.close())
  const { ask } = await createTestApp(own)
  await own.recordInventory(LAB, [host('old', [listener(22)]), host('new', [listener(22)])], readAt(1))
  const { mark } = await own.extent({ scopeQuery: LAB })
  const { set } = await own.servers.set({ scopeQuery: LAB, snapshot: mark?.id ?? 0 })
  const path = `${SERVER_PATH}?${writeRemoveServer({ scopeQuery: LAB, id: set?.servers[0]?.id ?? '' })}`
  const token = (role: 'viewer' | 'operator', projects: string[]) =>
    giveToken(own, `${role}-${projects.join()}`, [{ role, projects }])
  const remove = async (headers: Record<string, string>) => (await ask(path, headers, 'DELETE')).status
  const action = { [ACTION_HEADER]: 'remove' }
  expect(await remove({})).toBe(403)
  expect(await remove({ ...action, 'X-Auth-Token': await token('viewer', ['lab']) })).toBe(403)
  expect(await remove({ ...action, 'X-Auth-Token': await token('operator', ['other']) })).toBe(404)
  expect(await remove({ ...action, 'X-Auth-Token': await token('operator', ['lab']) })).toBe(204)
  expect(await remove(action)).toBe(404)
  const listed = ServersAnswer.parse(await (await ask(`${SERVERS_PATH}?project=lab`)).json())
  expect(listed.servers.map(({ name }) => name)).toEqual(['new'])
  expect(await own.audit.list({ limit: 10 })).toMatchObject([
    { action: 'serverRemoved', project: 'lab', detail: 'old' },
  ])
})

test('queries read back as they were written', () => {
  const sort = DEFAULT_SERVER_SORT
  const query = {
    ...ROWS,
    snapshot: 7,
    filter: { q: 'ip:fd00::/8', types: ['TCP'], statuses: ['danger', 'normal'] },
    offset: 3,
  }
  const by = { key: 'name', descending: false } as const
  expect(readServersQuery(writeServersQuery({ ...query, sort: by }))).toEqual({ ...query, sort: by })
  expect(readServersQuery(writeServersQuery({ ...query, sort }))).toEqual({ ...query, sort })
  expect(readServerRowsQuery(writeServerRowsQuery(query))).toEqual(query)
  const one = { scopeQuery: LAB, id: 'a/b', since: { snapshot: 4 } }
  expect(readServerQuery(writeServerQuery(one))).toEqual(one)
  const programs = { scopeQuery: LAB, port: 0, type: 'UDP6', snapshot: 1 }
  expect(readPortProgramsQuery(writePortProgramsQuery(programs))).toEqual(programs)
})
