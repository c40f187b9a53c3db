import { beforeAll, describe, expect, test } from 'vitest'

import { ENGINES, host, listener, openTestStore, readAt, row, snapshot } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('projects in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('none, then those described and those recorded, in order, with names and figures', async () => {
    expect(await store.projects()).toEqual([])
    await store.describeProject({ id: 'demo', name: 'A demo', kind: 'demo' })
    const enterpriseProjects = [
      { id: 'e2', name: 'Shop' },
      { id: 'e1', name: 'Bank' },
    ]
    await store.describeProject({ id: 'p2', name: 'Beta', kind: 'hss', enterpriseProjects })
    await store.describeProject({ id: 'p1', name: 'Gamma', kind: 'hss' })
    await store.describeProject({ id: 'p1', name: 'Alpha', kind: 'hss', enterpriseProjects: [] })
    await store.describeProject({
      id: 'p2',
      name: 'Beta',
      kind: 'hss',
      enterpriseProjects: [{ id: 'e1', name: 'B' }],
    })

    const p2 = { project: 'p2', category: 'container', enterpriseProject: 'e1' } as const
    const rows = [row('22/TCP 4 danger'), row('80/TCP 6 unknown')]
    const mark = await store.record(p2, snapshot(2, rows, 0.5))
    const older = await store.record({ ...p2, category: 'host' }, snapshot(1, []))
    await store.record({ ...p2, enterpriseProject: '9' }, snapshot(1, []))
    await store.record({ ...p2, enterpriseProject: '0' }, snapshot(1, []))
    const reports = [host('a', [listener(22)]), host('bb', [listener(22)]), host('ccc', [])]
    const inventory = { project: 'inventory', category: 'host', enterpriseProject: '0' } as const
    await store.recordInventory(inventory, reports, readAt(3))

    const projects = await store.projects()
    expect(projects.map(({ id, name, kind }) => [id, name, kind])).toEqual([
      ['inventory', 'inventory', 'inventory'],
      ['p1', 'Alpha', 'hss'],
      ['p2', 'Beta', 'hss'],
      ['demo', 'A demo', 'demo'],
    ])
    expect(projects[2]?.enterpriseProjects.map(({ id, name, scopes }) => [id, name, scopes.length])).toEqual([
      ['0', 'default', 1],
      ['9', '9', 1],
      ['e1', 'B', 2],
      ['e2', 'Shop', 0],
    ])
    expect(projects[2]?.enterpriseProjects[2]?.scopes).toEqual([
      { category: 'host', rows: 0, dangerous: 0, openPortInstances: 0, servers: null, snapshot: older },
      { category: 'container', rows: 2, dangerous: 1, openPortInstances: 10, servers: null, snapshot: mark },
    ])
    expect(projects[0]?.enterpriseProjects[0]?.scopes[0]).toMatchObject({
      rows: 1,
      openPortInstances: 2,
      servers: 3,
    })
    expect(await store.hasProject('p1')).toBe(true)
    expect(await store.hasProject('p3')).toBe(false)
  })
})
