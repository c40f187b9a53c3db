import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { startSweep } from './sweep-state.ts'
import type { Change, SweepState } from './sweep-state.ts'
import { nextWindow, takeWindow } from './sweep.ts'
import { createMovingSet, keyOf } from './testing/moving-set.ts'
import type { SetOptions } from './testing/moving-set.ts'
import type { Window } from './types.ts'

/** What the store does with a page. */
function collect(rows: Map<string, PortRow>, { clear, replaces, rows: added }: Change): void {
  for (const [key, { port }] of rows)
    if (clear || (replaces && port >= replaces.from && port <= replaces.to)) rows.delete(key)
  for (const row of added) rows.set(keyOf(row), row)
}

/** Sweeps to the end, through JSON between two calls, as after a crash. */
function sweep(
  read: (window: NonNullable<ReturnType<typeof nextWindow>>) => Window,
  begin: Partial<Parameters<typeof startSweep>[0]> = {},
) {
  const rows = new Map<string, PortRow>()
  let state: SweepState = startSweep({ dangerFirst: true, previousRows: 0, ...begin })
  for (;;) {
    const window = nextWindow(state)
    if (window === null) return { rows, state }
    const { state: next, change } = takeWindow(state, read(window), (row) => rows.has(keyOf(row)))
    collect(rows, change)
    state = JSON.parse(JSON.stringify(next))
  }
}

/** A region that neither says how much it has nor gives more than a few rows a call is read for long, so it moves less. */
const options: fc.Arbitrary<SetOptions> = fc.boolean().chain((claimsTotal) =>
  fc.record({
    seed: fc.string({ minLength: 1, maxLength: 8 }),
    rows: fc.integer({ min: 0, max: 500 }),
    inserts: fc.integer({ min: 0, max: claimsTotal ? 40 : 4 }),
    deletes: fc.integer({ min: 0, max: 40 }),
    relabels: fc.integer({ min: 0, max: 20 }),
    ports: fc.constantFrom(250, 1_000, 65_536),
    limitCap: fc.constantFrom(10, 23, 100, 200),
    claimsTotal: fc.constant(claimsTotal),
  }),
)

/** Sets on which a sweep once lost a row: tried first in every run. One that fast-check prints is to be added here. */
const FAILED_ONCE: [SetOptions][] = [
  [{ seed: ' ', rows: 43, deletes: 2, relabels: 8, ports: 250, limitCap: 10 }], // settled a page's last port
  [{ seed: ' ', rows: 14, deletes: 2, ports: 250, limitCap: 10, claimsTotal: false }], // did not step back
]

const window = (rows: PortRow[], total: number | null, refused: Window['refused'] = []): Window => ({
  rows,
  total,
  refused,
  requestId: null,
})
const rowAt = (port: number): PortRow => ({ port, type: 'TCP', servers: 1, status: 'unknown' })
/** Answers one after the other; the last one again and again. */
const answering = (...answers: Window[]) => {
  let i = 0
  return () => answers[Math.min(i++, answers.length - 1)]!
}

describe('F21: a set that moves while it is read', () => {
  test('what was there throughout is in the snapshot, what never was is not, whatever moves', () => {
    fc.assert(
      fc.property(options, (options) => {
        const set = createMovingSet(options)
        const { rows, state } = sweep(set.read)
        for (const key of rows.keys()) expect(set.ever).toContain(key)
        const missed = [...set.always].filter((key) => !rows.has(key))
        expect(state.outcome !== 'complete' || (missed.length === 0 && state.rows === rows.size)).toBe(true)
      }),
      { numRuns: 100, examples: FAILED_ONCE },
    )
  })

  test('no page brings a row that an earlier one brought', () => {
    fc.assert(
      fc.property(options, (options) => {
        const set = createMovingSet(options)
        const settled: string[] = []
        let state = startSweep({ dangerFirst: false, previousRows: 0 })
        for (let next = nextWindow(state); next; next = nextWindow(state)) {
          const step = takeWindow(state, set.read(next))
          settled.push(...step.change.rows.map(keyOf))
          state = step.state
        }
        expect(new Set(settled).size).toBe(settled.length)
      }),
      { numRuns: 100, examples: FAILED_ONCE },
    )
  })

  test('the usual changes end complete, with the mark that the set changed', () => {
    const set = createMovingSet({ seed: 'ordinary', rows: 5_000, inserts: 10, deletes: 10, relabels: 20 })
    const { state } = sweep(set.read)
    expect(state).toMatchObject({ outcome: 'complete', moved: true })
    expect(state.calls).toBeLessThan(32)
  })

  test('a set that shrinks before the cursor is followed back', () => {
    const set = createMovingSet({ seed: 'shrinking', rows: 4_000, deletes: 30 })
    const { rows, state } = sweep(set.read)
    expect(state.outcome).toBe('complete')
    expect([...set.always].filter((key) => !rows.has(key))).toEqual([])
  })

  test('contradictory responses end the sweep as incomplete', () => {
    const answer = fc.record({
      total: fc.option(fc.nat(3_000)),
      rows: fc.array(fc.nat(65_535).map(rowAt), { maxLength: 30 }),
      refused: fc.constantFrom([], [{ reason: 'port', count: 12 }]),
      requestId: fc.constant(null),
    })
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 40 }), (answers) => {
        let i = 0
        const { state } = sweep(() => answers[i++ % answers.length]!)
        expect(state.calls).toBeLessThanOrEqual(1 + 12 + 3 * 1_000) // 10,000 rows at 10 a page
      }),
      { numRuns: 100 },
    )
  })
})

describe('a quiet set', () => {
  test.each([1, 2, 3])('of 5,000 rows costs at most 1.06 of the least calls (seed %i)', (seed) => {
    const set = createMovingSet({ seed: `quiet ${seed}`, rows: 5_000, ports: seed === 3 ? 1_400 : 65_536 })
    const { rows, state } = sweep(set.read)
    expect(state).toMatchObject({ outcome: 'complete', moved: false, rows: 5_000 })
    expect(rows.size).toBe(5_000)
    expect(state.calls - 1).toBeLessThanOrEqual((5_000 / 200) * 1.06)
  })

  test.each([0, 1, 9, 10, 199, 200, 201, 400])('of %i rows is complete', (count) => {
    for (const claimsTotal of [true, false]) {
      const set = createMovingSet({ seed: 'small', rows: count, claimsTotal })
      const { rows, state } = sweep(set.read, { dangerFirst: false })
      expect(state.outcome).toBe('complete')
      expect(rows.size).toBe(count)
    }
  })

  test('that fits on a page costs one call', () => {
    const { state } = sweep(createMovingSet({ seed: 'one', rows: 150 }).read, { dangerFirst: false })
    expect(state.calls).toBe(1)
  })

  test('beyond the documented end of total_num is read to its real end', () => {
    const set = createMovingSet({ seed: 'long', rows: 10_700 })
    const { rows } = sweep((asked) => {
      const answer = set.read(asked)
      return { ...answer, total: Math.min(10_000, answer.total ?? 0) }
    })
    expect(rows.size).toBe(10_700)
  })
})

describe('the first call', () => {
  test('brings the dangerous rows, before anything else', () => {
    const set = createMovingSet({ seed: 'danger', rows: 600 })
    const state = startSweep({ dangerFirst: true, previousRows: 0 })
    const { change } = takeWindow(state, set.read(nextWindow(state)!))
    const dangerous = [...set.rows.values()].filter((row) => row.status === 'danger')
    expect(new Set(change.rows.map(keyOf))).toEqual(new Set(dangerous.map(keyOf)))
  })

  test('detects a region that ignores status, or sends none', () => {
    const set = createMovingSet({ seed: 'old', rows: 600, ignores: ['status'] })
    const { rows, state } = sweep(set.read)
    expect(state).toMatchObject({ outcome: 'complete', ignores: ['status'] })
    expect(rows.size).toBe(600)
  })
})

describe('F15: an empty list where rows are claimed', () => {
  test('is requested again, and then incomplete: never "all closed"', () => {
    const { state } = sweep(answering(window([], 40)), { dangerFirst: false })
    expect(state).toMatchObject({ outcome: 'incomplete', calls: 2 })
  })

  test('is forgotten when the second answer is better', () => {
    const { state, rows } = sweep(answering(window([], 1), window([rowAt(22)], 1)), { dangerFirst: false })
    expect(state.outcome).toBe('complete')
    expect(rows.size).toBe(1)
  })
})

describe('an answer that contradicts itself', () => {
  const lies: Record<string, { limit?: number; lie: (honest: Window) => Window }> = {
    'has more rows than were requested': { limit: 300, lie: (honest) => honest },
    'has a row twice in place of another': {
      lie: (honest) => ({ ...honest, rows: honest.rows.map((row, i) => (i === 5 ? honest.rows[4]! : row)) }),
    },
    'claims more rows than there are': { lie: (honest) => ({ ...honest, total: honest.total! + 7 }) },
    'claims fewer rows than there are': { lie: (honest) => ({ ...honest, total: honest.total! - 7 }) },
    'claims none': { lie: (honest) => ({ ...honest, total: 0 }) },
  }
  test.each(Object.entries(lies))(
    'and %s is requested again, and its sweep is incomplete',
    (_, { limit = 200, lie }) => {
      fc.assert(
        fc.property(fc.integer({ min: 250, max: 900 }), fc.string(), (rows, seed) => {
          const set = createMovingSet({ seed, rows, limitCap: limit })
          const read = sweep((asked) => lie(set.read({ ...asked, limit })), {
            dangerFirst: false,
          })
          expect(read.state.outcome).toBe('incomplete')
          expect(read.rows.size).toBeGreaterThan(0.97 * rows)
          expect(read.state.calls).toBeLessThanOrEqual(2 * Math.ceil(rows / 190))
        }),
        { numRuns: 30 },
      )
    },
  )

  test('by claiming less than one of its small pages has is read to its end', () => {
    const set = createMovingSet({ seed: 'less', rows: 700, limitCap: 180 })
    const { rows, state } = sweep((asked) => ({ ...set.read(asked), total: 150 }), { dangerFirst: false })
    expect(state).toMatchObject({ outcome: 'incomplete', rows: 700 })
    expect(rows.size).toBe(700)
  })

  test('by claiming more than there is loses no row that came', () => {
    const set = createMovingSet({ seed: 'more', rows: 700 })
    const { rows, state } = sweep((asked) => ({ ...set.read(asked), total: 9_000 }), { dangerFirst: false })
    expect(state).toMatchObject({ outcome: 'incomplete', rows: 700 })
    expect(rows.size).toBe(700)
  })

  test('is forgotten when the second answer is better', () => {
    const twice = window([rowAt(22), rowAt(22)], 2)
    const answers = answering(twice, window([rowAt(22), rowAt(80)], 2))
    expect(sweep(answers, { dangerFirst: false })).toMatchObject({
      state: { outcome: 'complete', rows: 2, calls: 2 },
    })
  })
})

describe('F16: nothing at all after a snapshot with rows', () => {
  test('is believed when it is said twice', () => {
    const { state } = sweep(answering(window([], 0)), { dangerFirst: false, previousRows: 40 })
    expect(state).toMatchObject({ outcome: 'complete', rows: 0, calls: 2 })
  })

  test('is not believed when the second answer has rows', () => {
    const answers = answering(window([], 0), window([rowAt(22)], 1))
    const { rows } = sweep(answers, { dangerFirst: false, previousRows: 40 })
    expect([...rows.keys()]).toEqual(['22/TCP'])
  })

  test('needs no second answer where there was nothing before', () => {
    expect(sweep(answering(window([], 0)), { dangerFirst: false }).state.calls).toBe(1)
  })
})

test.each([10, 100])('F19: a region that returns %i rows a page is collected completely', (limitCap) => {
  const set = createMovingSet({ seed: 'capped', rows: 900, limitCap })
  const { rows, state } = sweep(set.read)
  expect(state).toMatchObject({ outcome: 'complete', ignores: ['limit'], moved: false })
  expect(rows.size).toBe(900)
})

describe('F20: a region that ignores sort_key', () => {
  test('is seen on the first page, and read until one pass brings nothing new', () => {
    const set = createMovingSet({ seed: 'unordered', rows: 900, ignores: ['sort_key'] })
    const { rows, state } = sweep(set.read)
    expect(state).toMatchObject({ outcome: 'complete', ignores: ['sort_key'] })
    expect(rows.size).toBe(900)
  })

  test('is never complete while its set changes in number', () => {
    const set = createMovingSet({ seed: 'unordered', rows: 900, inserts: 3, ignores: ['sort_key'] })
    expect(sweep(set.read).state.outcome).toBe('unstable')
  })
})

test('F17: rows that were refused are counted by reason, and the others kept', () => {
  const refused = [{ reason: 'port', count: 2 }]
  const { rows, state } = sweep(answering(window([rowAt(22), rowAt(80)], 4, refused)), { dangerFirst: false })
  expect(state).toMatchObject({ outcome: 'complete', refused, moved: false })
  expect(rows.size).toBe(2)
})
