import { beforeAll, describe, expect, test } from 'vitest'

import { CAME, CAME_FIRST, rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'

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

  /** When a row was seen first and last opened, by the names of moments, in brackets where it may be older. */
  const began = (set: RowSet, names: ReadonlyMap<number, string>) =>
    Array.from({ length: set.size }, (_, i) => {
      const { port, type } = rowAt(set, i)
      const { moments = [], first, opened, came = [] } = set.history ?? {}
      const at = (place: number | undefined, bit: number) => {
        const name = names.get(moments[place ?? -1]?.snapshot ?? 0) ?? '?'
        return ((came[i] ?? 0) & bit) === 0 ? `[${name}]` : name
      }
      return `${port}/${type} ${at(first?.[i], CAME_FIRST)} ${at(opened?.[i], CAME)}`
    })
  const named = async (scopeQuery: ReturnType<typeof newScope>, names: string) => {
    const moments = await store.moments(scopeQuery)
    return new Map(moments.toReversed().map(({ id }, i) => [id, names[i] ?? '?']))
  }

  test('tell when each was seen first and opened last, of rows alone', async () => {
    const scope = newScope()
    const rows = (...texts: string[]) => texts.map(row)
    for (const [minute, shown] of [
      rows('22/TCP 5 unknown', '80/TCP 1 unknown'),
      rows('22/TCP 6 unknown', '443/TCP 1 unknown'),
      rows('22/TCP 6 unknown', '443/TCP 2 unknown', '80/TCP 1 unknown'),
    ].entries())
      await store.record(scope, snapshot(minute, shown))
    const names = await named(scope, 'abc')
    const { set } = await store.rowSet({ scopeQuery: scope })
    expect(began(set, names)).toEqual(['22/TCP [a] [a]', '80/TCP [a] c', '443/TCP b b'])
    const [second] = [...names].flatMap(([id, name]) => (name === 'b' ? [id] : []))
    const earlier = await store.rowSet({ scopeQuery: scope, ...(second && { snapshot: second }) })
    expect(began(earlier.set, names)).toEqual(['22/TCP [a] [a]', '443/TCP b b'])
  })

  test('call nothing new that was only looked at for the first time', async () => {
    const scope = newScope()
    const part = [{ type: 'TCP', from: 0, to: 1023 }]
    await store.recordInventory(scope, [host('a', [listener(22)], { covered: part })], readAt(1))
    await store.recordInventory(
      scope,
      [host('a', [listener(22), listener(80), listener(8080)]), host('b', [listener(443)])],
      readAt(2),
    )
    await store.recordInventory(scope, [host('b', [listener(443), listener(8443)])], readAt(3))
    const names = await named(scope, 'abc')
    const { set } = await store.rowSet({ scopeQuery: scope })
    expect(began(set, names)).toEqual([
      '22/TCP [a] [a]',
      '80/TCP b b',
      '443/TCP [b] [b]',
      '8080/TCP [b] [b]',
      '8443/TCP c c',
    ])
  })

  test('are there since the first of several enterprise projects had them', async () => {
    const scope = newScope()
    const other = { ...scope, enterpriseProject: 'e1' }
    await store.record(scope, snapshot(1, [row('22/TCP 5 unknown')]))
    await store.record(other, snapshot(2, [row('22/TCP 5 unknown'), row('53/UDP 1 unknown')]))
    await store.record(
      other,
      snapshot(3, [row('22/TCP 7 unknown'), row('53/UDP 1 unknown'), row('80/TCP 1 unknown')]),
    )
    await store.record(scope, snapshot(4, [row('22/TCP 5 unknown'), row('80/TCP 1 unknown')]))
    const names = new Map<number, string>()
    for (const own of [scope, other])
      for (const { id, at } of await store.moments(own)) names.set(id, String(new Date(at).getUTCMinutes()))
    const { set } = await store.rowSet({ scopeQuery: allOf(scope) })
    expect(began(set, names)).toEqual(['22/TCP [2] [2]', '53/UDP [3] [3]', '80/TCP 4 4'])
  })
})
