import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

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

const rowsOfPart = fc
  .uniqueArray(
    fc.record({
      port: fc.constantFrom(22, 23, 80),
      servers: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom('danger', 'unknown'),
    }),
    { selector: ({ port }) => port },
  )
  .map((rows) => rows.map((row) => ({ ...row, type: 'TCP' })))
const readings = fc.array(
  fc.record({ part: fc.constantFrom('0', 'b'), rows: rowsOfPart, complete: fc.constantFrom(1, 1, 1, 0.5) }),
  { minLength: 1, maxLength: 7 },
)

describe.each(ENGINES)('the course of figures in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('has the figures of the rows at each of its instants', async () => {
    await fc.assert(
      fc.asyncProperty(readings, fc.nat(9), async (readings, begin) => {
        const scope = newScope()
        const parts = new Map<string, number>()
        const known = new Map<string, { rows: number; dangerous: number; instances: number }>()
        for (const [minute, { part, rows, complete }] of readings.entries()) {
          const isFirst = !parts.has(part)
          const mark = await store.record(
            { ...scope, enterpriseProject: part },
            snapshot(minute, rows, isFirst ? complete : 1),
          )
          if (mark.complete >= 1) parts.set(part, mark.id)
          if (parts.size === 0 || mark.complete < 1) continue
          // Of a scope that is not whole yet nothing counts, so it is asked for those that are.
          const whole = await Promise.all(
            [...parts.keys()].map((part) => store.statistics(asking({ ...scope, enterpriseProject: part }))),
          )
          const all = whole.flatMap(({ rows }) => rows)
          const ports = (of: typeof all) => new Set(of.map(({ port }) => port)).size
          known.set(readAt(minute).readTo, {
            rows: ports(all),
            dangerous: ports(all.filter(({ status }) => status === 'danger')),
            instances: all.reduce((sum, { servers }) => sum + servers, 0),
          })
        }
        const from = readAt(begin).readTo
        const { points } = await store.course({
          scopeQuery: allOf(scope),
          from: { at: from },
          to: { at: readAt(60).readTo },
        })
        expect(points.map(({ at }) => at)).toEqual([...new Set(points.map(({ at }) => at))].toSorted())
        for (const { at, rows, dangerous, instances, affected } of points) {
          const then = [...known].findLast(([instant]) => instant <= at)?.[1]
          expect({ rows, dangerous, instances }).toEqual(then)
          expect(affected).toBeNull()
        }
        expect(points.length > 0).toBe(known.size > 0)
      }),
      { numRuns: 40 },
    )
  })

  test('counts servers with a dangerous port, and goes to when they were seen last', async () => {
    const scope = newScope()
    const read = (minute: number, ...ports: number[]) =>
      store.recordInventory(
        scope,
        [
          host(
            'a',
            ports.map((port) => listener(port)),
          ),
          host('bb', []),
        ],
        readAt(minute),
      )
    await read(0, 22)
    await read(1, 22, 23)
    await read(2, 22)
    await read(9, 22)
    const { points, gaps, isKnown } = await store.course({
      scopeQuery: scope,
      from: { at: readAt(1).readTo },
    })
    expect(points).toEqual([
      { at: readAt(1).readTo, scopes: 1, rows: 2, dangerous: 1, instances: 2, affected: 1 },
      { at: readAt(2).readTo, scopes: 1, rows: 1, dangerous: 0, instances: 1, affected: 0 },
      { at: readAt(9).readTo, scopes: 1, rows: 1, dangerous: 0, instances: 1, affected: 0 },
    ])
    expect(isKnown).toBe(true)
    // It is long ago that it was read every few minutes.
    expect(gaps).toMatchObject([{ from: readAt(9).readTo }])
  })

  test('times without a reading are gaps, of several scopes as one', async () => {
    const scope = newScope()
    const read = (part: string, minute: number) =>
      store.record({ ...scope, enterpriseProject: part }, snapshot(minute, [row('22/TCP 1 unknown')]))
    for (const minute of [0, 5, 10, 400, 405, 700]) await read('0', minute)
    for (const minute of [0, 5, 10, 300, 305, 310, 700]) await read('b', minute)
    const gaps = async (from: number, to: number) => {
      const asked = { from: { at: readAt(from).readTo }, to: { at: readAt(to).readTo } }
      return (await store.course({ scopeQuery: allOf(scope), ...asked })).gaps
    }
    const gap = (from: number, to: number) => ({ from: readAt(from).readTo, to: readAt(to).readTo })
    expect(await gaps(0, 700)).toEqual([gap(10, 700)])
    expect(await gaps(0, 12)).toEqual([])
    expect(await gaps(100, 200)).toEqual([gap(100, 200)])
    expect(await gaps(301, 309)).toEqual([gap(301, 309)])
    expect(await gaps(402, 404)).toEqual([gap(402, 404)])
  })

  test('nothing that was read is no course', async () => {
    expect(await store.course({ scopeQuery: newScope(), from: { before: 'last' } })).toEqual({
      points: [],
      gaps: [],
      isKnown: false,
    })
  })
})
