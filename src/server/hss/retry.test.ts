import { describe, expect, test } from 'vitest'

import { randomOf } from '#demo/random.ts'

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

test('F01: one that cannot be reached is found within half a minute of its return', () => {
  let trouble: Trouble = NO_TROUBLE
  for (let i = 0; i < 50; i++) {
    const decision = afterError(error('network'), trouble, () => 0.999)
    expect(decision.wait).toBeLessThan(25_000)
    trouble = decision.trouble
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

test('F12: failures that alternate with answers never stop the calls', () => {
  let trouble: Trouble = NO_TROUBLE
  for (let i = 0; i < 50; i++) {
    const decision = afterError(error('unavailable'), trouble, () => 0.999)
    expect(decision.wait).toBeLessThan(2_000)
    trouble = afterAnswer(decision.trouble)
  }
})

/** How long it takes, at five calls a minute, to get an answer to each page where each call fails by chance. */
function reading(seed: string, pages: number, kinds: readonly HssErrorKind[]) {
  const random = randomOf(seed)
  const at: number[] = []
  let trouble: Trouble = NO_TROUBLE
  let [now, done, isLost] = [0, 0, false]
  let page: PageTrouble | undefined
  while (done < pages) {
    now = Math.max(now, (at.at(-5) ?? -60_000) + 60_000)
    at.push(now)
    const kind = kinds[random.between(0, 2 * kinds.length - 1)]
    if (kind === undefined) {
      done += 1
      trouble = afterAnswer(trouble)
      page = undefined
      continue
    }
    const failed = afterPageError(kind, String(done), page, trouble.breaker)
    const decision = afterError(error(kind), trouble, () => random.next())
    page = failed.trouble
    isLost ||= failed.isLost
    trouble =
      failed.aside === null || decision.isOpen ? decision.trouble : { ...decision.trouble, attempts: 0 }
    now += Math.max(failed.aside ?? 0, failed.aside === null || decision.isOpen ? decision.wait : 0)
  }
  return { calls: at.length, minutes: now / 60_000, isLost }
}

test.each<HssErrorKind[][]>([[['unavailable']], [['unavailable', 'network', 'garbled', 'timeout']]])(
  'F12: a service that fails by chance, half of the time, costs twice the calls, and is taken for an outage seldom (%j)',
  (kinds) => {
    const pages = 22 // 4,000 rows
    const readings = Array.from({ length: 200 }, (_, i) => reading(`coin ${i}`, pages, kinds))
    const calls = readings.reduce((sum, { calls }) => sum + calls, 0) / readings.length
    expect(calls / pages).toBeLessThan(2.1)
    const minutes = readings.map(({ minutes }) => minutes).sort((a, b) => a - b)
    expect(minutes[100]).toBeLessThan(10)
    expect(minutes[184]).toBeLessThan(15)
    expect(readings.filter(({ isLost }) => isLost).length).toBeLessThanOrEqual(5)
  },
)

test('F13: one that fails for good after it did well is spared as soon, also after one failure', () => {
  for (const before of ['', '+', '+++++', '++++++++++++', '+-++++++++++']) {
    let trouble: Trouble = NO_TROUBLE
    for (const call of before)
      trouble =
        call === '+' ? afterAnswer(trouble) : afterError(error('unavailable'), trouble, () => 0).trouble
    expect(callsInTenMinutes('unavailable', () => 0.5, trouble)).toBeLessThanOrEqual(6)
  }
})

test('what a person has to mend is tried again after ten minutes', () => {
  expect(afterError(error('forbidden'), NO_TROUBLE, Math.random).wait).toBe(600_000)
})

test('a wait that the service asks for is kept', () => {
  expect(afterError(error('unavailable', 90_000), NO_TROUBLE, Math.random).wait).toBe(90_000)
})
