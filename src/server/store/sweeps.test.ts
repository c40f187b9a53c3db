import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Scope } from '#contract/scope.ts'

import type { SweepPage } from './sweep-types.ts'
import { asking, ENGINES, newScope, openTestStore, row, snapshot } from './testing/stores.ts'
import type { Store } from './types.ts'

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

const keyOf = ({ port, type }: PortRow): string => `${port}/${type}`

/** A page as any region might bring it, of a few ports that come again and again. */
const anyPage: fc.Arbitrary<Pick<SweepPage, 'clear' | 'replaces' | 'rows' | 'complete'>> = fc
  .record({
    clear: fc.constantFrom(false, false, false, true),
    ends: fc.option(fc.tuple(fc.nat(9), fc.nat(9))),
    rows: fc.uniqueArray(
      fc.record({
        port: fc.nat(9),
        type: fc.constantFrom('TCP', 'UDP6'),
        servers: fc.integer({ min: 1, max: 2 }),
        status: fc.constantFrom('danger', 'unknown'),
      }),
      { selector: keyOf },
    ),
    complete: fc.constantFrom(0, 0.3, 0.6, 0.9),
  })
  .map(({ ends, rows, ...rest }) => {
    const replaces = ends && { from: Math.min(...ends), to: Math.max(...ends) }
    const isIn = (port: number) => !replaces || (port >= replaces.from && port <= replaces.to)
    return { ...rest, replaces, rows: rows.filter(({ port }) => isIn(port)) }
  })

/** What a page makes of the rows before it. */
function after(
  rows: readonly PortRow[],
  { clear, replaces, rows: added }: Pick<SweepPage, 'clear' | 'replaces' | 'rows'>,
) {
  const stay = rows.filter(
    ({ port }) => !clear && !(replaces && port >= replaces.from && port <= replaces.to),
  )
  const byKey = new Map([...stay, ...added].map((row) => [keyOf(row), row]))
  return [...byKey.values()].sort((a, b) => a.port - b.port || (a.type < b.type ? -1 : 1))
}

const figuresOf = (rows: readonly PortRow[]) => ({
  rows: rows.length,
  dangerous: rows.filter(({ status }) => status === 'danger').length,
  openPortInstances: rows.reduce((sum, { servers }) => sum + servers, 0),
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

  test('each page is visible at once while there is no complete snapshot', async () => {
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
    expect(await store.sweeps.completeRows(scope)).toBe(3)
  })

  test('pages without rows show none, until one is complete', async () => {
    const scope = newScope()
    let sweep = await store.sweeps.begin(scope, at(0), 'begun')
    sweep = await store.sweeps.take(sweep, page([], { complete: 0 }))
    expect(await shown(scope)).toEqual({ ports: [], complete: undefined })
    sweep = await store.sweeps.take(sweep, page(['22/TCP 1 danger'], { complete: 0 }))
    sweep = await store.sweeps.take(sweep, page([], { clear: true, complete: 0 }))
    expect(await shown(scope)).toEqual({ ports: [22], complete: 0 })
    await store.sweeps.take(sweep, page([], { complete: 1, isEnd: true }))
    expect(await shown(scope)).toEqual({ ports: [], complete: 1 })
  })

  test('law: what is shown is what one sweep brought so far, never two, and its figures are those of its rows', async () => {
    const readings = fc.array(fc.array(anyPage, { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(readings, async (readings) => {
        const scope = newScope()
        let before: PortRow[] | null = null
        for (const pages of readings) {
          let sweep = await store.sweeps.begin(scope, at(0), 'begun')
          let rows: PortRow[] = []
          let isItself = before === null
          for (const changes of pages) {
            const known = await store.statistics(asking(scope))
            sweep = await store.sweeps.take(sweep, page([], changes))
            rows = after(rows, changes)
            const { rows: seen, total, mark } = await store.statistics(asking(scope))
            if (rows.length === 0) {
              // What was known stays, as if another sweep had brought it.
              before = known.mark && known.rows
              isItself = before === null
            }
            isItself ||= JSON.stringify(seen) !== JSON.stringify(before)
            expect(seen).toEqual(isItself ? rows : before)
            expect(total).toBe(seen.length)
            if (mark === null) continue
            const project = (await store.projects()).find(({ id }) => id === scope.project)
            expect(project!.enterpriseProjects[0]!.scopes).toMatchObject([figuresOf(seen)])
          }
          const last = await store.statistics(asking(scope))
          before = last.mark && last.rows
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a page costs what it brings, however much was taken before', async () => {
    const scope = newScope()
    let sweep = await store.sweeps.begin(scope, at(0), 'begun')
    const take = async (from: number, count: number): Promise<number> => {
      const rows = Array.from({ length: count }, (_, i) => ({
        port: from + i,
        type: 'TCP',
        servers: 1,
        status: 'unknown',
      }))
      const begin = performance.now()
      sweep = await store.sweeps.take(sweep, page([], { rows, replaces: { from, to: from + count - 1 } }))
      return performance.now() - begin
    }
    const fastest = async (from: number): Promise<number> => {
      const times: number[] = []
      for (let i = 0; i < 10; i++) times.push(await take(from + i * 200, 200))
      return Math.min(...times)
    }
    const early = await fastest(0)
    await take(2_000, 60_000)
    expect(await fastest(62_000)).toBeLessThan(5 * early)
  })

  test('a complete snapshot stays until the next one is complete', async () => {
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

  test('all enterprise projects are not complete while one of them was never read', async () => {
    const read = newScope()
    const unread = { ...read, enterpriseProject: 'unread' }
    const all = { ...read, enterpriseProject: ALL_ENTERPRISE_PROJECTS }
    const first = await store.record(read, snapshot(0, [row('22/TCP 1 danger')]))
    const sweep = await store.sweeps.begin(unread, at(0), 'begun')
    expect(await shown(all)).toEqual({ ports: [22], complete: 0 })
    expect((await store.extent(asking(all))).mark).toMatchObject({ complete: 0 })
    expect(await shown(read)).toEqual({ ports: [22], complete: 1 })
    await store.sweeps.take(sweep, page(['80/TCP 1 normal'], { complete: 1, isEnd: true }))
    expect(await shown(all)).toEqual({ ports: [22, 80], complete: 1 })
    expect((await store.extent({ ...asking(all), snapshot: first.id })).mark).toMatchObject({ complete: 1 })
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
    expect(await store.sweeps.rows(found!, [22])).toEqual([row('22/TCP 1 danger')])
  })

  test('a process that was overtaken by another changes nothing', async () => {
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
    expect(await store.document('never written')).toBeNull()
  })
})
