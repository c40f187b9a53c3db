import { beforeAll, describe, expect, test } from 'vitest'

import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'

import { allOf, asking, ENGINES, host, listener, newScope, openTestStore, readAt } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('all rows of a scope query in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  const told = (set: RowSet) =>
    Array.from({ length: set.size }, (_, i) => {
      const { port, type, servers } = rowAt(set, i)
      return `${port}/${type} ${servers}${set.together === null ? '' : ` of ${set.together[i]}`}`
    })

  test('tell how many servers have a port in both address families, now and in an earlier snapshot', async () => {
    const scope = newScope()
    const both = [listener(443), listener(443, { type: 'TCP6' })]
    await store.recordInventory(
      scope,
      [
        host('a', both),
        host('b', [listener(443), listener(443, { listeningAddress: '10.0.0.1' })]),
        host('c', [listener(443, { type: 'TCP6' }), listener(443, { type: 'UDP' })]),
      ],
      readAt(1),
    )
    const first = (await store.extent({ scopeQuery: scope })).mark?.id
    await store.recordInventory(scope, [host('b', both)], readAt(2))
    await store.recordInventory({ ...scope, enterpriseProject: 'e1' }, [host('d', both)], readAt(2))

    const { set, mark } = await store.rowSet({ scopeQuery: scope })
    expect(told(set)).toEqual(['443/TCP 2 of 3', '443/TCP6 3 of 3', '443/UDP 1 of 1'])
    expect(mark).toEqual((await store.statistics(asking(scope))).mark)
    const earlier = await store.rowSet({ scopeQuery: scope, ...(first !== undefined && { snapshot: first }) })
    expect(told(earlier.set)).toEqual(['443/TCP 2 of 3', '443/TCP6 2 of 3', '443/UDP 1 of 1'])
    const everywhere = await store.rowSet({ scopeQuery: allOf(scope) })
    expect(told(everywhere.set)).toEqual(['443/TCP 3 of 4', '443/TCP6 4 of 4', '443/UDP 1 of 1'])
  })

  test('in the category of containers, a container is the server', async () => {
    const scope = { ...newScope(), category: 'container' as const }
    const inOne = { containerId: 'c1', containerName: 'one' }
    const inTwo = { containerId: 'c2', containerName: 'two' }
    const listeners = [
      listener(80, inOne),
      listener(80, { ...inOne, type: 'TCP6' }),
      listener(80, { ...inTwo, type: 'TCP6' }),
    ]
    await store.recordInventory(scope, [host('a', listeners)], readAt(1))
    const { set } = await store.rowSet({ scopeQuery: scope })
    expect(told(set)).toEqual(['80/TCP 1 of 2', '80/TCP6 2 of 2'])
  })

  test('say nothing of it where the source names no servers, and are none where nothing was read', async () => {
    const scope = newScope()
    expect(await store.rowSet({ scopeQuery: scope })).toMatchObject({ set: { size: 0 }, mark: null })
    const rows = [
      { port: 80, type: 'TCP', servers: 4, status: 'unknown' },
      { port: 80, type: 'TCP6', servers: 2, status: 'unknown' },
    ]
    await store.record(scope, { ...readAt(1), complete: 1, rows })
    const { set } = await store.rowSet({ scopeQuery: scope })
    expect(told(set)).toEqual(['80/TCP 4', '80/TCP6 2'])
  })
})
