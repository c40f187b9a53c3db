import { describe, expect, test } from 'vitest'

import { afterAnswer, afterError, afterPageError, NO_TROUBLE } from './retry.ts'
import type { PageTrouble, Trouble } from './retry.ts'
import type { HssErrorKind } from './types.ts'

const error = (kind: HssErrorKind, retryAfter: number | null = null) => ({ kind, retryAfter })

/** How often a service is called within ten minutes that always fails in one way. */
function callsInTenMinutes(kind: HssErrorKind, random: () => number): number {
  let trouble: Trouble = NO_TROUBLE
  let calls = 0
  for (let at = 0; at <= 600_000;) {
    const verdict = afterError(error(kind), trouble, random)
    calls += 1
    at += verdict.wait
    trouble = verdict.trouble
  }
  return calls
}

test.each([0, 0.5, 0.999])(
  'F13: a service with a fault of its own gets six calls in ten minutes (%d)',
  (chance) => {
    expect(callsInTenMinutes('unavailable', () => chance)).toBeLessThanOrEqual(6)
  },
)

test('F01: one that cannot be reached is found within half a minute of its return', () => {
  let trouble: Trouble = NO_TROUBLE
  for (let i = 0; i < 50; i++) {
    const verdict = afterError(error('network'), trouble, () => 0.999)
    expect(verdict.wait).toBeLessThan(25_000)
    trouble = verdict.trouble
  }
})

test('F27, SEC-35: a rejected credential is sent again after ten minutes, or when it may be', () => {
  expect(afterError(error('rejected'), NO_TROUBLE, Math.random).wait).toBe(600_000)
  expect(afterError(error('rejected', 90_000), NO_TROUBLE, Math.random).wait).toBe(90_000)
})

describe('F22: an expired token', () => {
  test('is renewed at once, and once', () => {
    const first = afterError(error('expired'), NO_TROUBLE, Math.random)
    expect(first).toMatchObject({ wait: 0, renew: true })
    expect(afterError(error('expired'), first.trouble, Math.random).wait).toBe(600_000)
  })

  test('may be renewed again after an answer', () => {
    const { trouble } = afterError(error('expired'), NO_TROUBLE, Math.random)
    expect(afterError(error('expired'), afterAnswer(trouble), Math.random).wait).toBe(0)
  })
})

test('F13: a service that was away for long and then has a fault begins with the shortest wait', () => {
  let trouble: Trouble = NO_TROUBLE
  for (let i = 0; i < 50; i++) trouble = afterError(error('network'), trouble, () => 0.5).trouble
  expect(afterError(error('unavailable'), trouble, () => 0.5).wait).toBe(30_000)
})

/** For how long the scope of a page waits after each of some failures. */
function asides(kind: HssErrorKind, pages: string[]): (number | null)[] {
  let before: PageTrouble | undefined
  return pages.map((page) => {
    const { trouble, aside } = afterPageError(kind, page, before)
    before = trouble
    return aside
  })
}

test('F03, F07: a page is given up after three attempts, one that is garbled after two', () => {
  expect(asides('timeout', ['a', 'a', 'a', 'a'])).toEqual([null, null, 60_000, 120_000])
  expect(asides('unavailable', ['a', 'a', 'b', 'b', 'b'])).toEqual([null, null, null, null, 60_000])
  expect(asides('garbled', ['a', 'a', 'b', 'b'])).toEqual([null, 60_000, null, 120_000])
  expect(asides('garbled', Array<string>(99).fill('a')).at(-1)).toBe(600_000)
  expect(asides('network', ['a', 'a', 'a', 'a'])).toEqual([null, null, null, null])
})

test('F12: failures that alternate with answers never stop the calls', () => {
  let trouble: Trouble = NO_TROUBLE
  for (let i = 0; i < 50; i++) {
    const verdict = afterError(error('unavailable'), trouble, () => 0.999)
    expect(verdict.wait).toBeLessThan(2_000)
    trouble = afterAnswer(verdict.trouble)
  }
})

test('what a person has to mend is tried again after ten minutes', () => {
  expect(afterError(error('forbidden'), NO_TROUBLE, Math.random).wait).toBe(600_000)
})

test('a wait that the service asks for is kept', () => {
  expect(afterError(error('unavailable', 90_000), NO_TROUBLE, Math.random).wait).toBe(90_000)
})
