import { setImmediate as nextTurn } from 'node:timers/promises'

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import type { Engine } from './engine.ts'
import { openStore } from './open.ts'
import type { StorePlace } from './open.ts'
import {
  asking,
  ENGINES,
  newPlace,
  newScope,
  openTables,
  row,
  RECORDER_ROWS,
  snapshot,
  startRecorder,
} from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('record in %s', { timeout: 120_000 }, (engine) => {
  let place: StorePlace
  let remove: () => Promise<void>
  let store: Store
  let tables: Engine
  beforeAll(async () => {
    ;({ place, remove } = await newPlace(engine))
    store = await openStore(place)
    tables = await openTables(place)
  })
  afterAll(async () => {
    await tables.close()
    await store.close()
    await remove()
  })

  const intervalsOf = async (project: string): Promise<number> => {
    const intervals = await tables.reader
      .selectFrom('port_row')
      .innerJoin('scope', 'scope.id', 'port_row.scope_id')
      .where('scope.project', '=', project)
      .select('since')
      .execute()
    return intervals.length
  }

  test('the first snapshot is the current one, with when it was read', async () => {
    const scope = newScope()
    expect(await store.statistics(asking(scope))).toEqual({ total: 0, rows: [], mark: null })
    expect((await store.extent({ scopeQuery: scope })).mark).toBeNull()

    const mark = await store.record(
      scope,
      snapshot(1, [row('22/TCP 4 danger'), row('53/UDP 2 unknown')], 0.45),
    )
    expect(mark).toEqual({
      id: mark.id,
      readFrom: '2026-01-01T00:01:00.000Z',
      readTo: '2026-01-01T00:02:00.000Z',
      complete: 0.45,
    })
    const rows = [row('22/TCP 4 danger'), row('53/UDP 2 unknown')]
    expect(await store.statistics(asking(scope))).toEqual({ total: 2, rows, mark })
    expect((await store.extent({ scopeQuery: scope })).mark).toEqual(mark)
  })

  test('an unchanged snapshot keeps its number and moves the end of its time, never back', async () => {
    const scope = newScope()
    const first = await store.record(scope, snapshot(1, [row('22/TCP 4 danger')]))
    const again = await store.record(scope, snapshot(5, [row('22/TCP 4 danger')]))
    expect(again).toEqual({ ...first, readTo: '2026-01-01T00:06:00.000Z' })
    expect(await store.record(scope, snapshot(3, [row('22/TCP 4 danger')]))).toEqual(again)
    expect((await store.extent({ scopeQuery: scope })).mark).toEqual(again)
  })

  test('a (port, type) that occurs twice is refused before anything is written', async () => {
    const scope = newScope()
    const mark = await store.record(scope, snapshot(1, [row('22/TCP 4 danger')]))
    const twice = snapshot(2, [row('80/TCP 1 unknown'), row('81/TCP 1 unknown'), row('80/TCP 2 unknown')])
    await expect(store.record(scope, twice)).rejects.toMatchObject({
      name: 'StoreError',
      reason: 'duplicate',
      message: expect.stringContaining('80/TCP'),
    })
    expect(await store.statistics(asking(scope))).toEqual({ total: 1, rows: [row('22/TCP 4 danger')], mark })
  })

  test('words with characters that PostgreSQL cannot hold are kept and found by what they became', async () => {
    const scope = newScope({ enterpriseProject: 'e\0' })
    await store.record(scope, snapshot(1, [row('22/T\0P 4 danger'), row('22/\ud800 4 danger')]))
    const { rows } = await store.statistics(asking(scope))
    expect(rows.map((row) => row.type)).toEqual(['T\ufffdP', '\ufffd'])
    expect((await store.statistics(asking(scope, { filter: { type: 'T\0P' } }))).rows).toHaveLength(1)
    expect(await store.hasProject('\0')).toBe(false)
  })

  test('law: what was recorded is read, as of each snapshot, and only differences are kept', async () => {
    const rows = fc.uniqueArray(
      fc.record({
        port: fc.nat(4),
        type: fc.constantFrom('TCP', 'UDP6'),
        servers: fc.integer({ min: 1, max: 2 }),
        status: fc.constantFrom('danger', 'unknown'),
      }),
      { selector: (row) => `${row.port}/${row.type}` },
    )
    const history = fc.array(fc.record({ rows, complete: fc.constantFrom(1, 0.5) }), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(history, async (history) => {
        const scope = newScope()
        const recorded = new Map<number, { rows: PortRow[]; complete: number }>()
        let last = 0
        for (const [minute, { rows, complete }] of history.entries()) {
          const before = recorded.get(last)
          const unchanged =
            before !== undefined && sameRows(before.rows, rows) && before.complete === complete
          const { id } = await store.record(scope, snapshot(minute, rows, complete))
          expect(Math.sign(id - last)).toBe(unchanged ? 0 : 1)
          last = id
          recorded.set(id, { rows, complete })
        }
        for (const [id, { rows, complete }] of recorded) {
          const read = await store.statistics(asking(scope, { snapshot: id }))
          expect(read.rows).toEqual(inOrder(rows))
          expect(read.mark).toMatchObject({ id, complete })
        }
        expect((await store.statistics(asking(scope))).rows).toEqual(inOrder(recorded.get(last)?.rows ?? []))
        expect(await intervalsOf(scope.project)).toBe(runs([...recorded.values()].map(({ rows }) => rows)))
      }),
      { numRuns: 25 },
    )
  })

  test('recorders of one scope, in one process and in two, come one after the other', async () => {
    const scope = newScope()
    const other = await openStore(place)
    const values = [1, 2, 3]
    await store.record(scope, uniform(0))
    const child = startRecorder(
      place,
      scope,
      values.map((value) => value + 100),
    )
    const writers = until(
      Promise.all([
        child.done,
        ...[store, other].map(async (store, writer) => {
          for (const value of values) await store.record(scope, uniform(value + writer * 10))
        }),
      ]),
    )

    const seen: number[] = []
    while (await writers.underWay()) seen.push(servers((await store.statistics(asking(scope))).rows).length)
    expect(Math.max(...seen)).toBe(1)
    await writers.done
    expect(child.recorded()).toEqual([101, 102, 103])

    const { id = 0 } = (await store.extent({ scopeQuery: scope })).mark ?? {}
    const marks = new Map<number, number[]>()
    for (let at = id; at > 0;) {
      const { rows, mark } = await store.statistics(asking(scope, { snapshot: at }))
      if (!mark) break
      marks.set(mark.id, servers(rows))
      expect(rows).toHaveLength(RECORDER_ROWS)
      at = mark.id - 1
    }
    expect([...marks.values()].every((values) => values.length === 1)).toBe(true)
    expect(marks.size).toBe(10)
    await other.close()
  })

  test('a process killed while it records leaves one whole snapshot, and no lock', async () => {
    const scope = newScope()
    await store.record(scope, uniform(0))
    const values = Array.from({ length: 300 }, (_, i) => i + 1)
    for (const delay of [10, 70, 160]) {
      const child = startRecorder(place, scope, values)
      await child.opened
      await new Promise((resolve) => setTimeout(resolve, delay))
      child.kill()
      await child.done
      const { rows } = await store.statistics(asking(scope))
      expect(rows).toHaveLength(RECORDER_ROWS)
      expect(servers(rows)).toHaveLength(1)
      expect(servers(rows)[0]).toBeGreaterThanOrEqual(child.recorded().at(-1) ?? 0)
      await store.record(scope, uniform(0))
    }
  })

  test('a record that fails midway leaves the previous snapshot intact', async () => {
    const scope = newScope()
    const mark = await store.record(scope, uniform(1))
    const broken = snapshot(2, [
      ...uniform(2).rows.slice(0, -1),
      { ...row('9999/TCP 1 unknown'), servers: NaN },
    ])
    await expect(store.record(scope, broken)).rejects.toThrow(/sweep_row/)
    const read = await store.statistics(asking(scope))
    expect(read.mark).toEqual(mark)
    expect(read.total).toBe(RECORDER_ROWS)
    expect(servers(read.rows)).toEqual([1])
  })

  test('closing ends a record in progress, and leaves the previous snapshot intact', async () => {
    const scope = newScope()
    await store.record(scope, uniform(1))
    const other = await openStore(place)
    const recording = other.record(scope, uniform(2)).catch((error: unknown) => error)
    await nextTurn()
    await other.close()
    expect(await recording).toMatchObject({ reason: 'closed' })
    expect(servers((await store.statistics(asking(scope))).rows)).toEqual([1])
  })

  test('262,144 rows are recorded while requests are served', async () => {
    const scope = newScope()
    const types = ['TCP', 'TCP6', 'UDP', 'UDP6']
    const rows = Array.from({ length: 262_144 }, (_, i) => ({
      port: i >> 2,
      type: types[i % 4] ?? '',
      servers: i % 1000,
      status: i % 50 === 0 ? 'danger' : 'unknown',
    }))
    let served = 0
    const record = until(store.record(scope, snapshot(1, rows)))
    while (await record.underWay()) {
      await store.extent({ scopeQuery: scope })
      served++
    }
    await record.done
    expect(served).toBeGreaterThan(20)
    const last = await store.statistics(asking(scope, { limit: 2, offset: 262_142 }))
    expect(last).toMatchObject({ total: 262_144, rows: rows.slice(-2) })
  })
})

/** Work that goes on beside the test; asking whether it does gives it a turn. */
function until<Result>(work: Promise<Result>) {
  let ended = false
  const done = work.finally(() => (ended = true))
  done.catch(() => {})
  return {
    done,
    underWay: async (): Promise<boolean> => {
      await nextTurn()
      return !ended
    },
  }
}

const uniform = (servers: number) =>
  snapshot(
    servers,
    Array.from({ length: RECORDER_ROWS }, (_, port) => ({ port, type: 'TCP', servers, status: 'unknown' })),
  )

/** The different numbers of servers in rows: one in every snapshot of a recorder, two in a mixture. */
const servers = (rows: readonly PortRow[]): number[] => [...new Set(rows.map((row) => row.servers))]

const inOrder = (rows: readonly PortRow[]): PortRow[] =>
  rows.toSorted((a, b) => a.port - b.port || (a.type < b.type ? -1 : 1))

const sameRows = (a: readonly PortRow[], b: readonly PortRow[]): boolean =>
  JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

/** In how many pieces the rows of a history hold, when a row that stays the same from one to the next is one piece. */
function runs(history: readonly (readonly PortRow[])[]): number {
  let before = new Set<string>()
  let pieces = 0
  for (const rows of history) {
    const now = new Set(rows.map((row) => JSON.stringify([row.port, row.type, row.servers, row.status])))
    for (const row of now) if (!before.has(row)) pieces += 1
    before = now
  }
  return pieces
}
