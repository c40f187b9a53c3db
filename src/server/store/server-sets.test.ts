import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import { rowsOfServers } from '#analysis/server-rows.ts'
import type { ServerSet } from '#analysis/server-set.ts'
import { fleetFigures } from '#analysis/servers.ts'
import type { Category } from '#contract/scope.ts'

import { staleBefore } from './server-heads.ts'
import {
  allOf,
  asking,
  ENGINES,
  host,
  listener,
  newScope,
  openTestStore,
  readAt,
  row,
  snapshot,
} from './testing/stores.ts'
import type { Store } from './types.ts'

const port = fc.constantFrom(22, 23, 2375)
const opened = fc.record({
  port,
  type: fc.constantFrom('TCP', 'TCP6'),
  listeningAddress: fc.constantFrom('127.0.0.1', '0.0.0.0', '10.0.0.1'),
  containerId: fc.constantFrom('', 'c1', 'c2'),
})
const reports = fc.uniqueArray(
  fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), open: fc.array(opened, { maxLength: 5 }) }),
  { selector: ({ key }) => key, minLength: 1 },
)
const imports = fc.array(fc.record({ part: fc.constantFrom('0', 'e1'), reports }), {
  minLength: 1,
  maxLength: 5,
})
const EVERYTHING = ['TCP', 'TCP6'].map((type) => ({ type, from: 0, to: 65_535 }))

describe.each(ENGINES)('the servers of a snapshot in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  const setOf = async (scopeQuery: ReturnType<typeof newScope>, id: number): Promise<ServerSet> => {
    const { set, unknown } = await store.servers.set({ scopeQuery, snapshot: id })
    expect(unknown).toEqual([])
    if (set === null) throw new Error('no servers are known')
    return set
  }

  test('rows, figures and the servers of a port say the same, at every moment, in every scope query', async () => {
    await fc.assert(
      fc.asyncProperty(imports, fc.constantFrom<Category>('host', 'container'), async (imports, category) => {
        const scope = newScope({ category })
        const ids = new Set<number>()
        for (const [minute, { part, reports }] of imports.entries()) {
          const { mark } = await store.recordInventory(
            { ...scope, enterpriseProject: part },
            reports.map(({ key, open }) =>
              host(
                key,
                open.map(({ port, ...changes }) => listener(port, changes)),
                { covered: EVERYTHING },
              ),
            ),
            readAt(minute),
          )
          ids.add(mark.id)
        }
        for (const id of ids)
          for (const scopeQuery of [scope, allOf(scope)]) {
            const { rows, mark } = await store.statistics(asking(scopeQuery, { snapshot: id }))
            if (mark === null) continue
            const set = await setOf(scopeQuery, id)
            const counted = rowsOfServers(set, new Uint8Array(set.server.length).fill(1))
            expect(counted.rows.map(({ port, type, servers }) => ({ port, type, servers }))).toEqual(
              rows.map(({ port, type, servers }) => ({ port, type, servers })),
            )
            expect(fleetFigures(set).affected).toBe(mark.affected)
            for (const { port, type, servers } of rows) {
              const listed = await store.portHosts({
                scopeQuery,
                port,
                type,
                snapshot: id,
                limit: 100,
                offset: 0,
              })
              expect([listed.total, listed.hosts.length]).toEqual([servers, servers])
            }
          }
      }),
      { numRuns: 25 },
    )
  })

  const scope = newScope()
  const record = (minute: number, ...reports: ReturnType<typeof host>[]) =>
    store.recordInventory(scope, reports, readAt(minute))

  test('a server keeps its past, and its ports tell when they were opened and closed', async () => {
    const web = (...ports: number[]) =>
      host(
        'web',
        ports.map((port) =>
          listener(port, { path: '/usr/bin/x', listeningAddress: port === 23 ? '127.0.0.1' : '::' }),
        ),
      )
    const first = (await record(1, web(22, 23), host('idle', []))).mark.id
    await record(2, web(22))
    await record(3, web(22, 23))
    const last = (await record(4, web(22, 23, 80))).mark.id

    const set = await setOf(scope, last)
    expect(set.servers.map(({ firstSeen }) => firstSeen)).toEqual([readAt(1).readTo, readAt(1).readTo])
    const found = set.servers[set.server[0] ?? -1]
    if (found === undefined) throw new Error('no server')
    const history = async (snapshot: number) => {
      const { ports, changes } = await store.servers.history({ ...found, category: 'host', snapshot })
      return {
        ports: Object.fromEntries(ports.map(({ port, ...rest }) => [port, rest])),
        changes: changes.map(({ at, port, cause }) => `${at.slice(14, 16)} ${cause} ${port}`),
      }
    }
    const { ports, changes } = await history(last)
    expect(changes).toEqual(['05 opened 80', '04 reopened 23', '03 closed 23'])
    expect(ports[23]).toEqual({
      type: 'TCP',
      reach: 'loopback',
      addresses: ['127.0.0.1'],
      programs: ['/usr/bin/x'],
      pid: 0,
      firstSeen: readAt(1).readTo,
      openSince: readAt(3).readTo,
    })
    expect(Object.keys(ports)).toEqual(['22', '23', '80'])
    expect(await history(first)).toMatchObject({ changes: [] })
    expect(Object.keys((await history(first)).ports)).toEqual(['22', '23'])

    const opened = async (since: Parameters<Store['servers']['opened']>[0]['since']) =>
      (await store.servers.opened({ scopeQuery: scope, snapshot: last, since }))?.opened.get(found.id)
    expect(await opened({ before: 'last' })).toBe(1)
    expect(await opened({ snapshot: first + 1 })).toBe(2)
    expect(await opened({ snapshot: first })).toBe(1) // 23 was open then, and is open now
  })

  test('a port that nothing had looked at before is not opened', async () => {
    const scope = newScope()
    const narrow = { covered: [{ type: 'TCP', from: 22, to: 22 }] }
    await store.recordInventory(scope, [host('a', [listener(22)], narrow)], readAt(1))
    const { mark } = await store.recordInventory(scope, [host('a', [listener(22), listener(80)])], readAt(2))
    const since = { before: 'last' } as const
    const found = await store.servers.opened({ scopeQuery: scope, snapshot: mark.id, since })
    expect(found?.opened).toEqual(new Map())
    const set = await setOf(scope, mark.id)
    const { changes } = await store.servers.history({
      ...set.servers[0]!,
      category: 'host',
      snapshot: mark.id,
    })
    expect(changes).toMatchObject([{ port: 80, cause: 'firstRead' }])
  })

  test('of rows without servers it is said that none are known', async () => {
    const scope = newScope()
    const { id } = await store.record(scope, snapshot(1, [row('22/TCP 4 danger')]))
    expect(await store.servers.set({ scopeQuery: scope, snapshot: id })).toEqual({
      set: null,
      unknown: ['0'],
    })
    const other = { ...scope, enterpriseProject: 'e1' }
    const { mark } = await store.recordInventory(other, [host('a', [listener(22)])], readAt(2))
    const all = await store.servers.set({ scopeQuery: allOf(scope), snapshot: mark.id })
    expect([all.set?.servers.length, all.unknown]).toEqual([1, ['0']])
  })

  test('a removed server leaves rows, lists and figures, keeps its past, and comes back by a report', async () => {
    const scope = newScope()
    const web = host('web', [listener(22), listener(23)])
    const before = (await store.recordInventory(scope, [web, host('db', [listener(22)])], readAt(1))).mark
    const { servers } = await setOf(scope, before.id)
    const [{ id } = { id: '' }] = servers
    expect(await store.servers.remove({ scopeQuery: scope, id: 'another' })).toBeNull()
    expect(await store.servers.remove({ scopeQuery: allOf(scope), id })).toBe('web')
    expect(await store.servers.remove({ scopeQuery: scope, id })).toBeNull()

    const { rows, mark } = await store.statistics(asking(scope))
    expect(rows).toEqual([row('22/TCP 1 unknown')])
    expect(mark).toMatchObject({ readTo: before.readTo, affected: 0 })
    expect((await setOf(scope, mark?.id ?? 0)).servers).toEqual([servers[1]])
    expect((await setOf(scope, before.id)).servers).toEqual(servers)
    const changes = await store.changes({
      scopeQuery: scope,
      from: { snapshot: before.id },
      to: { snapshot: mark?.id ?? 0 },
    })
    expect(changes.changes.map(({ port, servers }) => [port, servers])).toEqual([
      [23, { noLongerRead: -1 }],
      [22, { noLongerRead: -1 }],
    ])

    const after = (await store.recordInventory(scope, [web], readAt(3))).mark
    expect((await setOf(scope, after.id)).servers.map((server) => server.id).sort()).toEqual(
      servers.map((server) => server.id).sort(),
    )
  })

  test('a container is removed alone', async () => {
    const scope = newScope({ category: 'container' })
    const node = host(
      'node',
      ['a', 'b', ''].map((containerId) => listener(80, { containerId })),
    )
    const { id } = (await store.recordInventory(scope, [node], readAt(1))).mark
    const { servers } = await setOf(scope, id)
    const b = servers.find(({ containerId }) => containerId === 'b')
    expect(await store.servers.remove({ scopeQuery: scope, id: b?.id ?? '' })).toBe('node')
    const { rows, mark } = await store.statistics(asking(scope))
    expect(rows).toEqual([row('80/TCP 2 unknown')])
    expect((await setOf(scope, mark?.id ?? 0)).servers.map(({ containerId }) => containerId).sort()).toEqual([
      '',
      'a',
    ])
  })

  test('a server that readings leave out is stale, with its last name and address', async () => {
    const scope = newScope()
    const day = (n: number) => ({ readFrom: readAt(n * 1440).readFrom, readTo: readAt(n * 1440).readTo })
    await store.recordInventory(scope, [host('a', [listener(22)]), host('b', []), host('c', [])], day(0))
    for (const n of [1, 2, 3, 4])
      await store.recordInventory(scope, [host('a', [listener(22)]), host('b', [])], day(n))
    const heads = [...(await store.servers.heads(scope)).values()]
    const isStale = Object.fromEntries(heads.map((head) => [head.name, head.isStale]))
    expect(isStale).toEqual({ a: false, b: false, c: true })
    expect(heads.find(({ name }) => name === 'c')?.lastSeen).toBe(day(0).readTo)
  })
})

test('what is usual is said by the readings, and where servers take turns, by their ages', () => {
  const HOUR = 3_600_000
  const now = 1_000 * HOUR
  const hours = (...ages: number[]) =>
    (now -
      staleBefore(
        ages.map((age) => now - age * HOUR),
        0,
      )) /
    HOUR
  expect(hours(0, 0, 0, 50)).toBe(1) // never shorter than an hour
  expect(hours(0, 8, 16, 24, 24)).toBe(48)
  expect((now - staleBefore([now], 24 * HOUR)) / HOUR).toBe(72)
})
