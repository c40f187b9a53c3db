import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readProgress, writeProgress } from './progress.ts'
import { startSweep } from './sweep-state.ts'
import type { SweepState } from './sweep-state.ts'
import { nextWindow, takeWindow } from './sweep.ts'
import { createMovingSet } from './testing/moving-set.ts'

const failure = {
  kind: 'unavailable',
  code: 'HTTP 503',
  advice: '',
  requestId: null,
  at: '2026-01-01T00:00:00.000Z',
}

/** A sweep of a small set after some pages, and the set. */
const begun = fc.record({ seed: fc.string(), pages: fc.nat(8) }).map(({ seed, pages }) => {
  const set = createMovingSet({ seed, rows: 100, limitCap: 10, inserts: 1, deletes: 1 })
  let state: SweepState = startSweep({ dangerFirst: true, previousRows: 0 })
  for (let i = 0; i < pages; i++) {
    const window = nextWindow(state)
    if (window) ({ state } = takeWindow(state, set.read(window)))
  }
  return { set, state }
})

test('a sweep is read as it was written', () => {
  fc.assert(
    fc.property(begun, ({ state }) => {
      expect(readProgress(writeProgress(state, [failure]))).toMatchObject({ state, errors: [failure] })
    }),
  )
})

test('F37: a value that a disk changed makes it no sweep, or one that still ends', () => {
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1.5, 1e300, 65_536, 'ordered'))
  fc.assert(
    fc.property(begun, fc.nat(), values, ({ set, state }, at, value) => {
      const keys = Object.keys(state)
      const changed = { ...state, [keys[at % keys.length]!]: value }
      let found = readProgress(writeProgress(changed, []))?.state ?? null
      for (let calls = 0; found !== null && found.outcome === null; calls++) {
        const window = nextWindow(found)
        if (window === null) return // it has ended without an outcome: the reader begins again
        expect(calls).toBeLessThan(700_000)
        found = takeWindow(found, set.read(window)).state
      }
    }),
    { numRuns: 300 },
  )
})

test.each(['', 'null', '[]', '{"version":1}', '{"version":0,"state":{},"errors":[]}'])(
  '%s is no sweep',
  (text) => {
    expect(readProgress(text)).toBeNull()
  },
)
