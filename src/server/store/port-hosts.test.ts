import { beforeAll, describe, expect, test } from 'vitest'

import type { PortHostsQuery } from '#contract/port-hosts.ts'

import { allOf, ENGINES, host, listener, newScope, openTestStore, readAt } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('the servers that have a port in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    await store.recordInventory(
      scope,
      [
        host('web_1', [
          listener(80, { listeningAddress: '127.0.0.1' }),
          listener(80, { listeningAddress: '10.0.0.5', pid: 70_000, path: '/usr/sbin/nginx' }),
          listener(80, { type: 'TCP6', listeningAddress: '::1' }),
          listener(80, { type: 'TCP6', listeningAddress: 'fe80::1' }),
          listener(80, { type: 'TCP6', listeningAddress: '::' }),
        ]),
        host('webX1', [listener(80)], { key: 'x', address: '10.0.0.9' }),
        host('Web_1', [listener(80)], { key: 'y', address: '10.0.0.8' }),
        host('web_1', [listener(80), listener(23)], { key: 'z', address: '10.0.0.10' }),
        host('50%\\off', [listener(80)]),
      ],
      readAt(1),
    )
    await store.recordInventory(other, [host('db', [listener(80)])], readAt(1))
    return opened.remove
  })

  const scope = newScope()
  const other = { ...scope, enterpriseProject: 'e1' }
  const ask = (changes?: Partial<PortHostsQuery>) =>
    store.portHosts({ scopeQuery: scope, port: 80, limit: 100, offset: 0, ...changes })
  const names = async (changes: Partial<PortHostsQuery>) =>
    (await ask(changes)).hosts.map((host) => `${host.hostName} ${host.hostIp}`)

  test('one entry a server and type, by its broadest address, in order of name and address', async () => {
    const { total, hosts } = await ask()
    expect(total).toBe(6)
    expect(hosts.map((host) => [host.hostName, host.hostIp, host.type, host.listeningAddress])).toEqual([
      ['50%\\off', '10.0.0.7', 'TCP', '0.0.0.0'],
      ['Web_1', '10.0.0.8', 'TCP', '0.0.0.0'],
      ['webX1', '10.0.0.9', 'TCP', '0.0.0.0'],
      ['web_1', '10.0.0.10', 'TCP', '0.0.0.0'],
      ['web_1', '10.0.0.5', 'TCP', '10.0.0.5'],
      ['web_1', '10.0.0.5', 'TCP6', '::'],
    ])
    expect(hosts[4]).toEqual({
      hostId: expect.stringMatching(/^[0-9a-f]{32}$/),
      hostName: 'web_1',
      hostIp: '10.0.0.5',
      listeningAddress: '10.0.0.5',
      port: 80,
      type: 'TCP',
      status: 'unknown',
      pid: 70_000,
      path: '/usr/sbin/nginx',
      containerId: '',
      containerName: '',
      enterpriseProject: '0',
    })
  })

  test('as many as the row says, where its type is requested', async () => {
    const { rows } = await store.statistics({
      scopeQuery: scope,
      filter: { port: 80 },
      sort: { key: 'port', descending: false },
      limit: 10,
      offset: 0,
    })
    for (const { type, servers } of rows) expect((await ask({ type })).total).toBe(servers)
    expect((await ask({ port: 23 })).hosts[0]?.status).toBe('danger')
  })

  test('name and address contain the words, in any case and with no wildcards', async () => {
    expect(await names({ hostName: 'WEB_1' })).toHaveLength(4)
    expect(await names({ hostName: 'b_1', hostIp: '0.0.8' })).toEqual(['Web_1 10.0.0.8'])
    expect(await names({ hostName: '%' })).toEqual(['50%\\off 10.0.0.7'])
    expect(await names({ hostName: '\\o' })).toEqual(['50%\\off 10.0.0.7'])
    expect(await names({ hostIp: '\0' })).toEqual([])
  })

  test('a window, all enterprise projects, and what is out of range', async () => {
    expect(await ask({ limit: 1, offset: 3 })).toMatchObject({ total: 6, hosts: [{ hostIp: '10.0.0.10' }] })
    const all = await ask({ scopeQuery: allOf(scope), offset: 1, limit: 2 })
    expect(all.total).toBe(7)
    expect(all.hosts.map((host) => host.enterpriseProject)).toEqual(['0', 'e1'])
    expect(await ask({ offset: 1e31 })).toEqual({ total: 6, hosts: [] })
    expect(await ask({ port: 99_999 })).toEqual({ total: 0, hosts: [] })
    expect(await ask({ scopeQuery: newScope() })).toEqual({ total: 0, hosts: [] })
  })

  test('a server keeps its id when it is imported again, and has another in another scope', async () => {
    const again = newScope()
    const idsAfter = async (minute: number) => {
      await store.recordInventory(
        again,
        [host('a', [listener(80)]), host('bb', [listener(80)])],
        readAt(minute),
      )
      return (await ask({ scopeQuery: again })).hosts.map((host) => host.hostId)
    }
    const first = await idsAfter(1)
    expect(new Set(first).size).toBe(2)
    expect(await idsAfter(2)).toEqual(first)
    const elsewhere = { ...again, enterpriseProject: 'e' }
    await store.recordInventory(elsewhere, [host('a', [listener(80)])], readAt(1))
    expect(first).not.toContain((await ask({ scopeQuery: elsewhere })).hosts[0]?.hostId)
  })
})
