import { beforeAll, describe, expect, test } from 'vitest'

import { kindOf } from '#analysis/changes.ts'

import {
  allOf,
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

describe.each(ENGINES)('the history of a port in %s', { timeout: 60_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  const historyOf = async (scope: ReturnType<typeof newScope>, port: number, type = 'TCP') => {
    const { firstSeen, total, changes } = await store.portHistory({ scopeQuery: scope, port, type })
    return {
      firstSeen,
      total,
      changes: changes.map(
        ({ at, change }) => `${at.slice(14, 16)} ${kindOf(change)} ${change.after?.servers ?? 0}`,
      ),
    }
  }

  test('has each change with its cause, newest first, and when it was first seen', async () => {
    const scope = newScope()
    for (const [minute, texts] of [
      ['22/TCP 1 unknown'],
      ['22/TCP 1 unknown', '23/TCP 2 unknown'],
      ['22/TCP 1 unknown', '23/TCP 2 danger'],
      ['22/TCP 9 unknown'],
      ['22/TCP 9 unknown', '23/TCP 4 danger'],
    ].entries())
      await store.record(
        scope,
        snapshot(
          minute,
          texts.map((text) => row(text)),
        ),
      )
    const { changes, firstSeen, total } = await historyOf(scope, 23)
    expect([total, changes.map((text) => text.slice(3))]).toEqual([
      4,
      ['reopened 4', 'closed 0', 'relabelled 2', 'opened 2'],
    ])
    expect((await historyOf(scope, 22)).changes.map((text) => text.slice(3))).toEqual([
      'servers 9',
      'firstRead 1',
    ])
    expect(firstSeen).not.toBeNull()
    expect(await historyOf(scope, 24)).toEqual({ firstSeen: null, total: 0, changes: [] })
  })

  test('servers that were not covered before are first read, and others opened', async () => {
    const scope = newScope()
    await store.recordInventory(scope, [host('a', [listener(22)])], readAt(1))
    await store.recordInventory(scope, [host('a', [listener(22)]), host('b', [listener(22)])], readAt(2))
    await store.recordInventory(scope, [host('a', [listener(22), listener(80)])], readAt(3))
    const { changes } = await store.portHistory({ scopeQuery: allOf(scope), port: 22, type: 'TCP' })
    expect(changes.map(({ change }) => [kindOf(change), change.servers])).toEqual([
      ['servers', { firstRead: 1 }],
      ['firstRead', { firstRead: 1 }],
    ])
    expect((await historyOf(scope, 80)).changes.map((text) => text.slice(3))).toEqual(['opened 1'])
  })
})
