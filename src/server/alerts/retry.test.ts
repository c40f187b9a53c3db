import fc from 'fast-check'
import { expect, test } from 'vitest'

import { GIVE_UP_AFTER, nextAttempt, readRetryAfter } from './retry.ts'

const CREATED = new Date('2026-11-30T00:00:00.000Z')

test('attempts come later and later, up to an hour apart, and end after a day', () => {
  const waits: number[] = []
  let at = CREATED
  for (let attempts = 1; ; attempts++) {
    const next = nextAttempt(
      { created: CREATED.toISOString(), attempts },
      { at, retryAfter: null, random: 0 },
    )
    if (next === null) break
    waits.push((next.getTime() - at.getTime()) / 1000)
    at = next
  }
  expect(waits.slice(0, 7)).toEqual([10, 30, 120, 600, 1800, 3600, 3600])
  expect(at.getTime() - CREATED.getTime()).toBeGreaterThan(GIVE_UP_AFTER - 3_600_001)
  expect(waits.length).toBeLessThan(32)
})

test('never before the receiver wants it, nor after it is given up', () => {
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.option(fc.nat(2 * GIVE_UP_AFTER)),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, retryAfter, random) => {
        const next = nextAttempt(
          { created: CREATED.toISOString(), attempts },
          { at: CREATED, retryAfter, random },
        )
        // What is given up would have come too late: every wait is an hour and six minutes at most.
        const least = CREATED.getTime() + (retryAfter ?? 0)
        const most = CREATED.getTime() + GIVE_UP_AFTER
        const at = next?.getTime() ?? Math.max(least, most)
        expect(at).toBeGreaterThanOrEqual(least)
        expect(at).toBeLessThanOrEqual(next === null ? Math.max(least, most) : most)
        expect(next === null).toBe(least > most)
      },
    ),
  )
})

test.each([
  [undefined, null],
  ['120', 120_000],
  ['Mon, 30 Nov 2026 00:01:00 GMT', 60_000],
  ['Sun, 29 Nov 2026 00:00:00 GMT', 0],
  ['soon', null],
])('Retry-After: %s', (header, wait) => expect(readRetryAfter(header, CREATED)).toBe(wait))
