import { beforeAll, describe, expect, test } from 'vitest'

import { asking, ENGINES, newScope, openTestStore, row, snapshot } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('the past of a project in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('is recorded once, oldest first, and what follows goes on from it', async () => {
    const { project, ...scope } = newScope()
    const past = [
      { scope, ...snapshot(1, [row('22/TCP 1 danger')]) },
      { scope, ...snapshot(2, [row('22/TCP 2 danger')]) },
    ]
    expect(await store.recordPast(project, past)).toBe(true)
    const told = await store.moments({ project, ...scope })
    expect(told.map(({ at }) => at)).toEqual(past.map(({ readTo }) => readTo).toReversed())

    const now = await store.record({ project, ...scope }, snapshot(9, [row('22/TCP 3 danger')]))
    expect(await store.recordPast(project, past)).toBe(false)
    expect(await store.moments({ project, ...scope })).toEqual([{ id: now.id, at: now.readTo }, ...told])
    const oldest = told.at(-1)?.id ?? 0
    const before = await store.statistics({ ...asking({ project, ...scope }), snapshot: oldest })
    expect(before.rows).toEqual([row('22/TCP 1 danger')])
  })

  test('is not asked for where there is one, of whatever scope', async () => {
    const scope = newScope()
    await store.record(scope, snapshot(1, []))
    const past = {
      [Symbol.iterator]: () => {
        throw new Error('asked for')
      },
    }
    expect(await store.recordPast(scope.project, past)).toBe(false)
    await expect(store.recordPast(`${scope.project} other`, past)).rejects.toThrow('asked for')
  })

  test('is recorded completely or not at all', async () => {
    const { project, ...scope } = newScope()
    const twice = [row('22/TCP 1 danger'), row('22/TCP 2 danger')]
    const past = [
      { scope, ...snapshot(1, [row('22/TCP 1 danger')]) },
      { scope, ...snapshot(2, twice) },
    ]
    await expect(store.recordPast(project, past)).rejects.toThrow('occurs twice')
    expect((await store.extent({ scopeQuery: { project, ...scope } })).mark).toBeNull()
  })

  test('of two that record it one does', async () => {
    const { project, ...scope } = newScope()
    const past = [
      { scope, ...snapshot(1, [row('22/TCP 1 danger')]) },
      { scope, ...snapshot(2, [row('22/TCP 2 danger')]) },
    ]
    const both = await Promise.all([store.recordPast(project, past), store.recordPast(project, past)])
    expect(both.toSorted()).toEqual([false, true])
    expect(await store.moments({ project, ...scope })).toHaveLength(2)
  })
})
