import { beforeAll, describe, expect, test } from 'vitest'

import { NAMED_ROWS } from './inventory-changes.ts'
import { asking, ENGINES, host, listener, newScope, openTestStore, readAt, row } from './testing/stores.ts'
import type { Store } from './types.ts'

const NOTHING = {
  newHosts: 0,
  opened: { listeners: 0, rows: 0, some: [] },
  closed: { listeners: 0, rows: 0, some: [] },
}

describe.each(ENGINES)('what an import changes in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('is what came and went: a row that only has other servers did neither', async () => {
    const scope = newScope()
    const first = await store.recordInventory(
      scope,
      [host('a', [listener(22), listener(23)]), host('bb', [listener(22)])],
      readAt(1),
    )
    expect(first.changes).toEqual({
      newHosts: 2,
      opened: { listeners: 3, rows: 2, some: [row('23/TCP 1 danger'), row('22/TCP 2 unknown')] },
      closed: NOTHING.closed,
    })
    const second = await store.recordInventory(
      scope,
      [host('a', [listener(80)]), host('ccc', [listener(22), listener(80)])],
      readAt(2),
    )
    expect(second.changes).toEqual({
      newHosts: 1,
      opened: { listeners: 3, rows: 1, some: [row('80/TCP 2 unknown')] },
      closed: { listeners: 2, rows: 1, some: [row('23/TCP 1 danger')] },
    })
  })

  test('is nothing when it is imported again, and when a later report takes back an earlier one', async () => {
    const scope = newScope()
    const report = host('a', [listener(22), listener(23)])
    await store.recordInventory(scope, [report], readAt(1))
    expect((await store.recordInventory(scope, [report], readAt(2))).changes).toEqual(NOTHING)
    const undone = await store.recordInventory(scope, [host('a', [listener(80)]), report], readAt(3))
    expect(undone.changes).toEqual(NOTHING)
  })

  test('names some of many rows', async () => {
    const listeners = Array.from({ length: 100 }, (_, i) => listener(40_000 + i))
    const { changes } = await store.recordInventory(newScope(), [host('a', listeners)], readAt(1))
    expect(changes.opened).toMatchObject({ listeners: 100, rows: 100 })
    expect(changes.opened.some).toHaveLength(NAMED_ROWS)
  })

  test('is told by a preview, which stores nothing', async () => {
    const scope = newScope()
    const reports = [host('a', [listener(22)])]
    const preview = await store.recordInventory(scope, reports, readAt(1), { isPreview: true })
    expect(await store.hasProject(scope.project)).toBe(false)
    const { mark: _, ...figures } = preview
    expect(await store.recordInventory(scope, reports, readAt(1))).toMatchObject(figures)

    const before = await store.statistics(asking(scope))
    const next = [host('a', [listener(80)]), host('bb', [listener(80)])]
    const second = await store.recordInventory(scope, next, readAt(2), { isPreview: true })
    expect(second.changes).toMatchObject({
      newHosts: 1,
      opened: { listeners: 2, rows: 1 },
      closed: { listeners: 1, rows: 1 },
    })
    expect(await store.statistics(asking(scope))).toEqual(before)
    expect((await store.portHosts({ scopeQuery: scope, port: 80, limit: 10, offset: 0 })).total).toBe(0)
  })
})
