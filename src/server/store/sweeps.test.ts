import { beforeAll, describe, expect, test } from 'vitest'

import type { Scope } from '#contract/scope.ts'

import { asking, ENGINES, newScope, openTestStore, row, snapshot } from './testing/stores.ts'
import type { Store, SweepPage } from './types.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
const page = (rows: string[], changes: Partial<SweepPage> = {}): SweepPage => ({
  clear: false,
  replaces: null,
  rows: rows.map(row),
  progress: 'further',
  complete: 0.5,
  readAt: at(30),
  isEnd: false,
  ...changes,
})

describe.each(ENGINES)('sweeps in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })
  const shown = async (scope: Scope) => {
    const { rows, mark } = await store.statistics(asking(scope))
    return { ports: rows.map(({ port }) => port), complete: mark?.complete }
  }

  test('each page is visible at once while there is no whole snapshot', async () => {
    const scope = newScope()
    let sweep = await store.sweeps.begin(scope, at(0), 'begun')
    sweep = await store.sweeps.take(sweep, page(['22/TCP 1 danger', '80/TCP 1 danger'], { complete: 0 }))
    expect(await shown(scope)).toEqual({ ports: [22, 80], complete: 0 })
    sweep = await store.sweeps.take(
      sweep,
      page(['22/TCP 2 danger', '23/TCP 1 normal'], { replaces: { from: 0, to: 40 } }),
    )
    expect(await shown(scope)).toEqual({ ports: [22, 23, 80], complete: 0.5 })
    await store.sweeps.take(
      sweep,
      page(['443/TCP 1 normal'], { replaces: { from: 41, to: 65_535 }, complete: 1, isEnd: true }),
    )
    expect(await shown(scope)).toEqual({ ports: [22, 23, 443], complete: 1 })
    expect(await store.sweeps.wholeRows(scope)).toBe(3)
  })

  test('a whole snapshot stays until the next one is whole', async () => {
    const scope = newScope()
    await store.record(scope, snapshot(0, [row('22/TCP 1 danger')]))
    let sweep = await store.sweeps.begin(scope, at(0), 'begun')
    sweep = await store.sweeps.take(sweep, page(['80/TCP 1 normal']))
    expect(await shown(scope)).toEqual({ ports: [22], complete: 1 })
    await store.sweeps.take(sweep, page([], { isEnd: true, complete: 0.9 }))
    expect(await shown(scope)).toEqual({ ports: [22], complete: 1 })
  })

  test('a new sweep does not hide what a partial one before found', async () => {
    const scope = newScope()
    const first = await store.sweeps.begin(scope, at(0), 'begun')
    await store.sweeps.take(
      first,
      page(['22/TCP 1 danger', '80/TCP 1 normal'], { isEnd: true, complete: 0.9 }),
    )
    const second = await store.sweeps.begin(scope, at(40), 'begun')
    await store.sweeps.take(second, page(['22/TCP 1 danger'], { complete: 0.1 }))
    expect(await shown(scope)).toEqual({ ports: [22, 80], complete: 0.9 })
  })

  test('goes on from its last page, with its rows', async () => {
    const scope = newScope()
    const sweep = await store.sweeps.begin(scope, at(0), 'begun')
    await store.sweeps.take(sweep, page(['22/TCP 1 danger']))
    const [found] = await store.sweeps.ofProject(scope.project)
    expect(found).toMatchObject({
      scope,
      step: 1,
      progress: 'further',
      begun: at(0),
      readTo: at(30),
      ended: null,
    })
    expect(await store.sweeps.rows(found!)).toEqual([row('22/TCP 1 danger')])
  })

  test('whoever was overtaken by another process changes nothing', async () => {
    const scope = newScope()
    const sweep = await store.sweeps.begin(scope, at(0), 'begun')
    await store.sweeps.take(sweep, page(['22/TCP 1 danger']))
    const late = store.sweeps.take(sweep, page(['80/TCP 1 danger']))
    await expect(late).rejects.toMatchObject({ reason: 'superseded' })
    await store.sweeps.begin(scope, at(50), 'again')
    await expect(store.sweeps.note(sweep, 'late')).rejects.toMatchObject({ reason: 'superseded' })
    expect(await shown(scope)).toMatchObject({ ports: [22] })
  })

  test('the last twenty of a scope are kept', async () => {
    const scope = newScope()
    for (let i = 0; i < 25; i++) {
      const sweep = await store.sweeps.begin(scope, at(i), `sweep ${i}`)
      await store.sweeps.take(sweep, page([], { isEnd: true, complete: 1, progress: `sweep ${i}` }))
    }
    const kept = await store.sweeps.ofProject(scope.project)
    expect(kept.map(({ progress }) => progress)).toEqual(
      Array.from({ length: 20 }, (_, i) => `sweep ${24 - i}`),
    )
  })

  test('a document is changed by one at a time', async () => {
    const add = (text: string | null) => ({ text: `${text ?? ''}x`, result: text })
    const results = await Promise.all(Array.from({ length: 10 }, () => store.changeDocument('count', add)))
    expect(new Set(results)).toEqual(
      new Set([null, ...Array.from({ length: 9 }, (_, i) => 'x'.repeat(i + 1))]),
    )
    expect(await store.document('count')).toBe('x'.repeat(10))
    expect(await store.document('nobody wrote it')).toBeNull()
  })
})
