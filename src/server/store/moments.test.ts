import { beforeAll, describe, expect, test } from 'vitest'

import { SNAPSHOT_LIMITS } from '#contract/snapshots.ts'

import { allOf, ENGINES, newScope, openTestStore, row, snapshot } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('snapshots to compare with in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('are those that differ, newest first, each with when it was read for the first time', async () => {
    const scope = newScope()
    expect(await store.moments(scope)).toEqual([])
    const first = await store.record(scope, snapshot(1, [row('22/TCP 1 danger')]))
    await store.record(scope, snapshot(2, [row('22/TCP 1 danger')]))
    const second = await store.record(scope, snapshot(3, [row('80/TCP 1 unknown')]))
    expect(await store.moments(scope)).toEqual([
      { id: second.id, at: second.readTo },
      { id: first.id, at: first.readTo },
    ])
  })

  test('begin with the first complete one, and a scope that comes later takes none away', async () => {
    const a = newScope({ enterpriseProject: '0' })
    const b = { ...a, enterpriseProject: 'b' }
    await store.record({ ...a, category: 'container' }, snapshot(0, []))
    await store.record(a, snapshot(1, [row('22/TCP 1 danger')], 0.5))
    expect(await store.moments(a)).toEqual([])
    const whole = await store.record(a, snapshot(2, [row('22/TCP 2 danger')]))
    const later = await store.record(a, snapshot(3, [row('22/TCP 3 danger')]))
    expect((await store.moments(allOf(a))).map(({ id }) => id)).toEqual([later.id, whole.id])
    await store.record(b, snapshot(4, [row('80/TCP 1 normal')], 0.5))
    const partly = await store.moments(allOf(a))
    expect(partly.map(({ id }) => id).slice(1)).toEqual([later.id, whole.id])
    const both = await store.record(b, snapshot(5, [row('80/TCP 2 normal')]))
    const last = await store.record(a, snapshot(6, [row('22/TCP 4 danger')]))
    expect((await store.moments(allOf(a))).map(({ id }) => id)).toEqual([
      last.id,
      both.id,
      ...partly.map(({ id }) => id),
    ])
    expect((await store.moments(a)).map(({ id }) => id)).toEqual([last.id, later.id, whole.id])
    const same = await store.record(b, snapshot(6, [row('80/TCP 3 normal')]))
    expect((await store.moments(allOf(a))).map(({ id }) => id)).toEqual([
      same.id,
      both.id,
      ...partly.map(({ id }) => id),
    ])
  })

  test('of many are the newest, and the last of each hour and day before', async () => {
    const scope = newScope()
    const ids: number[] = []
    for (let minute = 0; minute < 130; minute++) {
      ids.push((await store.record(scope, snapshot(minute, [row(`22/TCP ${minute} danger`)]))).id)
    }
    // A snapshot of these is read a minute after its minute: the hours end after 59 and 119 of them.
    const lasts = [ids[118], ids[58]]
    expect((await store.moments(scope)).map(({ id }) => id)).toEqual([
      ...ids.slice(-SNAPSHOT_LIMITS.newest).toReversed(),
      ...lasts.filter((id) => id !== undefined && id < (ids[130 - SNAPSHOT_LIMITS.newest] ?? 0)),
    ])
  })
})
