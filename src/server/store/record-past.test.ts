import { beforeAll, describe, expect, test } from 'vitest'

import { statusOf } from '#knowledge/dangerous-ports.ts'

import {
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
import type { HostReport, Past, Store } from './types.ts'

const TELNET = [listener(23)]

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
      at(scope, 1, [host('a', TELNET), host('bb', [])], () => 'unknown'),
      at(scope, 2, [host('bb', TELNET)], () => 'unknown'),
      at(scope, 3, []),
    ]
    expect(await store.recordPast(project, past)).toBe(true)
    const told = await store.moments({ project, ...scope })
    expect(told.map(({ at }) => at)).toEqual(past.map(({ readTo }) => readTo).toReversed())

    const now = await store.record({ project, ...scope }, snapshot(9, [row('23/TCP 3 danger')]))
    expect(await store.recordPast(project, past)).toBe(false)
    expect(await store.moments({ project, ...scope })).toEqual([{ id: now.id, at: now.readTo }, ...told])
    const rowsThen = await Promise.all(
      told.map(async ({ id }) => {
        const { rows } = await store.statistics({ ...asking({ project, ...scope }), snapshot: id })
        return rows
      }),
    )
    expect(rowsThen).toEqual([[row('23/TCP 2 danger')], [row('23/TCP 2 unknown')], [row('23/TCP 1 unknown')]])
  })

  test('saw all its servers each time, and so does a reading that confirms it', async () => {
    const scope = newScope()
    const { project, ...rest } = scope
    await store.recordPast(project, [
      at(rest, 1, [host('a', TELNET), host('bb', [])]),
      at(rest, 2, [host('bb', [])]),
    ])
    const seen = async () =>
      [...(await store.servers.heads(scope)).values()].map(({ name, lastSeen }) => [name, lastSeen])
    const then = readAt(2).readTo
    expect(await seen()).toEqual([
      ['a', then],
      ['bb', then],
    ])
    await store.record(scope, snapshot(3, [row('23/TCP 1 danger')]))
    const now = readAt(3).readTo
    expect(await seen()).toEqual([
      ['a', now],
      ['bb', now],
    ])
  })

  test('is not made where there is one, of whatever scope', async () => {
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
    function* broken(): Generator<Past> {
      yield at(scope, 1, [host('a', TELNET)])
      throw new Error('forgotten')
    }
    await expect(store.recordPast(project, broken())).rejects.toThrow('forgotten')
    expect((await store.extent({ scopeQuery: { project, ...scope } })).mark).toBeNull()
  })

  test('of two that record it one does', async () => {
    const { project, ...scope } = newScope()
    const past = [at(scope, 1, [host('a', TELNET)]), at(scope, 2, [host('bb', TELNET)])]
    const both = await Promise.all([store.recordPast(project, past), store.recordPast(project, past)])
    expect(both.toSorted()).toEqual([false, true])
    expect(await store.moments({ project, ...scope })).toHaveLength(2)
  })
})

const at = (
  scope: Past['scope'],
  minute: number,
  reports: HostReport[],
  judge: Past['statusOf'] = statusOf,
): Past => ({ scope, ...readAt(minute), reports, statusOf: judge })
