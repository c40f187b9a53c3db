import { beforeAll, describe, expect, test } from 'vitest'

import { asking, ENGINES, host, listener, newScope, openTestStore, readAt, row } from './testing/stores.ts'
import type { HostReport, Store } from './types.ts'

describe.each(ENGINES)('the inventory in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('servers are distinct hosts, and the status is that of our own table', async () => {
    const scope = newScope()
    const result = await store.recordInventory(
      scope,
      [
        host('a', [
          listener(23),
          listener(23, { listeningAddress: '127.0.0.1' }),
          listener(23, { listeningAddress: '127.0.0.1', pid: 7 }),
          listener(40_000, { containerId: 'c1' }),
          listener(40_000, { containerId: 'c2' }),
        ]),
        host('bb', [listener(23), listener(23, { type: 'TCP6', listeningAddress: '::' })]),
        host('ccc', []),
      ],
      readAt(1),
    )
    const mark = (await store.extent({ scopeQuery: scope })).mark
    expect(result).toMatchObject({ hosts: 3, listeners: 6, rows: 3, openPortInstances: 4, mark })
    expect((await store.statistics(asking(scope))).rows).toEqual([
      row('23/TCP 2 danger'),
      row('23/TCP6 1 danger'),
      row('40000/TCP 1 unknown'),
    ])
  })

  test('in the container category servers are containers, or the host of those that have none', async () => {
    const scope = newScope({ category: 'container' })
    await store.recordInventory(
      scope,
      [
        host('a', [
          listener(40_000, { containerId: 'c1' }),
          listener(40_000, { containerId: 'c1', listeningAddress: '::' }),
          listener(40_000, { containerId: 'c2' }),
          listener(40_000),
        ]),
        host('bb', []),
      ],
      readAt(1),
    )
    expect((await store.statistics(asking(scope))).rows).toEqual([row('40000/TCP 3 unknown')])
    const found = await store.portHosts({ scopeQuery: scope, port: 40_000, limit: 10, offset: 0 })
    expect(found.total).toBe(3)
    const project = (await store.projects()).find(({ id }) => id === scope.project)
    expect(project?.enterpriseProjects[0]?.scopes[0]?.servers).toBe(3)
  })

  test('a report replaces what it covers and nothing else', async () => {
    const scope = newScope()
    const before = [listener(22), listener(80), listener(8080), listener(53, { type: 'UDP' })]
    await store.recordInventory(scope, [host('a', before), host('bb', [listener(80)])], readAt(1))
    const covered = [{ type: 'TCP', from: 1, to: 1024 }]
    await store.recordInventory(scope, [host('a', [listener(443)], { covered, name: 'renamed' })], readAt(2))
    expect((await store.statistics(asking(scope))).rows.map((row) => [row.port, row.servers])).toEqual([
      [53, 1],
      [80, 1],
      [443, 1],
      [8080, 1],
    ])
    const { hosts } = await store.portHosts({ scopeQuery: scope, port: 8080, limit: 10, offset: 0 })
    expect(hosts.map((host) => host.hostName)).toEqual(['renamed'])
  })

  test('a report that knows no name keeps the one that is known, and brings one where there was none', async () => {
    const scope = newScope()
    const names = async (...reports: HostReport[]) => {
      await store.recordInventory(scope, reports, readAt(1))
      const { hosts } = await store.portHosts({ scopeQuery: scope, port: 22, limit: 10, offset: 0 })
      return hosts.map(({ hostName }) => hostName)
    }
    const scan = (name: string) =>
      host('10.1.2.3', [listener(22)], {
        address: '10.1.2.3',
        name,
        covered: [{ type: 'TCP', from: 22, to: 22 }],
      })
    expect(await names(scan('10.1.2.3'))).toEqual(['10.1.2.3'])
    expect(await names(scan('web-1'))).toEqual(['web-1'])
    expect(await names(scan('10.1.2.3'))).toEqual(['web-1'])
    expect(await names(scan(''))).toEqual(['web-1'])
    expect(await names(scan('web-2'))).toEqual(['web-2'])
  })

  test('a scan of a thousand ranges replaces what lies in them, and nothing between', async () => {
    const scope = newScope()
    const covered = Array.from({ length: 1_000 }, (_, i) => ({ type: 'TCP', from: 3 * i + 1, to: 3 * i + 2 }))
    const ports = [1, 2, 3, 4, 2_999, 3_000]
    const scans = (open: number[]) =>
      Array.from({ length: 20 }, (_, i) =>
        host(
          `h${i}`,
          open.map((port) => listener(port)),
          { covered },
        ),
      )
    await store.recordInventory(scope, scans(ports), readAt(1))
    await store.recordInventory(scope, scans([]), readAt(2))
    expect((await store.statistics(asking(scope))).rows).toEqual([
      row('3/TCP 20 unknown'),
      row('3000/TCP 20 unknown'),
    ])
  })

  test('the same reports again change nothing, not even the number of the snapshot', async () => {
    const scope = newScope()
    const reports = [host('a', [listener(22), listener(23)]), host('bb', [listener(22)], { covered: [] })]
    const first = await store.recordInventory(scope, reports, readAt(1))
    const again = await store.recordInventory(scope, reports, readAt(2))
    expect({ ...again, changes: first.changes }).toEqual({
      ...first,
      mark: { ...first.mark, readTo: readAt(2).readTo },
    })
  })

  test('of more reports than are taken together every one counts, and of two of one server the later', async () => {
    const scope = newScope()
    const reports = Array.from({ length: 300 }, (_, i) =>
      host(`host-${i}`, [listener(22), listener(1_000 + i)]),
    )
    const again = [host('host-7', [listener(443)]), host('host-7', [listener(80)])]
    const result = await store.recordInventory(scope, [...reports, ...again], readAt(1))
    expect(result).toMatchObject({ hosts: 300, listeners: 602, rows: 301, openPortInstances: 599 })
    const { rows } = await store.statistics(asking(scope))
    expect(rows.find(({ port }) => port === 22)).toEqual(row('22/TCP 299 unknown'))
    expect([80, 443, 1_007, 1_008].map((port) => rows.some((row) => row.port === port))).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  test('reports that fail midway leave nothing behind', async () => {
    const scope = newScope()
    const before = await store.recordInventory(scope, [host('a', [listener(22)])], readAt(1))
    async function* broken(): AsyncGenerator<HostReport> {
      yield host('a', [listener(80)])
      yield host('bb', [listener(80)])
      await Promise.resolve()
      throw new Error('line 3: not a report')
    }
    await expect(store.recordInventory(scope, broken(), readAt(2))).rejects.toThrow('line 3: not a report')
    expect(await store.statistics(asking(scope))).toEqual({
      total: 1,
      rows: [row('22/TCP 1 unknown')],
      mark: before.mark,
    })
    expect((await store.portHosts({ scopeQuery: scope, port: 80, limit: 10, offset: 0 })).total).toBe(0)

    const fresh = newScope()
    await expect(store.recordInventory(fresh, broken(), readAt(2))).rejects.toThrow('line 3')
    expect(await store.hasProject(fresh.project)).toBe(false)
  })
})
