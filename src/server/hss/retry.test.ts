import { describe, expect, test } from 'vitest'

import { CLOSED } from './breaker.ts'
import type { HssErrorKind } from './errors.ts'
import { afterAnswer, afterError, afterPageError, NO_TROUBLE } from './retry.ts'
import type { PageTrouble, Trouble } from './retry.ts'

const error = (kind: HssErrorKind, retryAfter: number | null = null) => ({ kind, retryAfter })

/** How often a service is called within ten minutes that always fails in one way. */
function callsInTenMinutes(kind: HssErrorKind, random: () => number, before: Trouble = NO_TROUBLE): number {
  let trouble = before
  let calls = 0
  for (let at = 0; at <= 600_000;) {
    const decision = afterError(error(kind), trouble, random)
    calls += 1
    at += decision.wait
    trouble = decision.trouble
  }
  return calls
}

test.each([0, 0.5, 0.999])(
  'F13: a service with a fault of its own gets six calls in ten minutes (%d)',
  (chance) => {
    expect(callsInTenMinutes('unavailable', () => chance)).toBeLessThanOrEqual(6)
  },
)

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
    const { trouble, aside } = afterPageError(kind, page, before, CLOSED)
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

test('F13: one that fails for good after it did well is spared as soon, also after one failure', () => {
  for (const before of ['', '+', '+++++', '++++++++++++', '+-++++++++++']) {
    let trouble: Trouble = NO_TROUBLE
    for (const call of before)
      trouble =
        call === '+' ? afterAnswer(trouble) : afterError(error('unavailable'), trouble, () => 0).trouble
    expect(callsInTenMinutes('unavailable', () => 0.5, trouble)).toBeLessThanOrEqual(6)
  }
})

test('what an administrator has to fix is retried after ten minutes', () => {
  expect(afterError(error('forbidden'), NO_TROUBLE, Math.random).wait).toBe(600_000)
})
