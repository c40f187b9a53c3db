import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createBudget } from './budget.ts'
import type { Budget, Place } from './budget.ts'
import { createDocuments } from './documents.ts'
import { createSimulatedTime } from './testing/simulated-time.ts'
import type { Timing } from './timing.ts'

const account = { api: 'port/statistics', credential: 'key', origin: 'https://hss.example' }
const signal = new AbortController().signal

/** Most instants that fall into one minute, wherever it begins. */
const busiest = (instants: readonly number[]): number =>
  Math.max(0, ...instants.map((from) => instants.filter((at) => at >= from && at < from + 60_000).length))

async function waitForPlace(budget: Budget, timing: Timing): Promise<Place> {
  for (;;) {
    const taken = await budget.take('sweep')
    if ('done' in taken) return taken
    await timing.sleep(Math.max(1, taken.freeAt - timing.now()), signal)
  }
}

function world(documents = createDocuments()) {
  const time = createSimulatedTime()
  const arrivals: number[] = []
  const budget = (changes: { isWatched?: boolean; account?: typeof account; perMinute?: number } = {}) =>
    createBudget({
      account: changes.account ?? account,
      perMinute: changes.perMinute ?? 5,
      documents,
      timing: time.timing,
      isWatched: () => changes.isWatched ?? false,
    })
  /** Calls for ever: each is on its way for `there` ms, and its answer for `back`. */
  const caller = async (own = budget(), delays: readonly { there: number; back: number }[] = []) => {
    for (let i = 0; ; i++) {
      const { there, back } = delays[i % delays.length] ?? { there: 0, back: 100 }
      const place = await waitForPlace(own, time.timing)
      await time.timing.sleep(there, signal)
      arrivals.push(time.timing.monotonic())
      await time.timing.sleep(back, signal)
      await place.done()
    }
  }
  return { time, arrivals, budget, caller }
}

describe('at most five calls in any minute', () => {
  test('are made, and hardly fewer', async () => {
    const { time, arrivals, caller } = world()
    void caller()
    await time.run(3_600_000)
    expect(busiest(arrivals)).toBe(5)
    expect(arrivals.length).toBeGreaterThan(285)
  })

  test('F52: whatever the delays on the way there and back', async () => {
    const delay = fc.record({ there: fc.nat(900), back: fc.nat(14_000) })
    await fc.assert(
      fc.asyncProperty(fc.array(delay, { minLength: 1, maxLength: 12 }), async (delays) => {
        const { time, arrivals, budget, caller } = world()
        const shared = budget()
        void caller(shared, delays)
        void caller(shared, delays.toReversed())
        await time.run(600_000)
        expect(busiest(arrivals)).toBeLessThanOrEqual(5)
      }),
      { numRuns: 25 },
    )
  })

  test('F51: by a process that is killed and started again and again, and by two at once', async () => {
    const documents = createDocuments()
    const { time, arrivals, budget, caller } = world(documents)
    for (let restart = 0; restart < 20; restart++) {
      void caller(budget())
      await time.run(6_000)
    }
    await time.run(300_000)
    expect(busiest(arrivals)).toBe(5)
  })

  test('F29: when the clock is set back an hour, or forward a day', async () => {
    for (const jump of [-3_600_000, 86_400_000]) {
      const { time, arrivals, caller } = world()
      void caller()
      await time.run(90_000)
      time.jump(jump)
      await time.run(600_000)
      expect(busiest(arrivals)).toBe(5)
      expect(arrivals.length).toBeGreaterThan(45)
    }
  })

  test('of two credentials from one address', async () => {
    const { time, arrivals, budget, caller } = world()
    void caller(budget())
    void caller(budget({ account: { ...account, credential: 'another key' } }))
    await time.run(300_000)
    expect(busiest(arrivals)).toBe(5)
  })
})

test('what is kept of 600 calls a minute is little, since it is read and written twice for each', async () => {
  const documents = createDocuments()
  const { time, arrivals, budget, caller } = world(documents)
  void caller(budget({ perMinute: 600 }))
  await time.run(60_000)
  expect(arrivals).toHaveLength(600)
  const kept = await documents.read('hss calls')
  expect(kept!.length).toBeLessThan(15 * 600)
})

test('another API has a budget of its own', async () => {
  const { time, arrivals, budget, caller } = world()
  void caller(budget())
  void caller(budget({ account: { ...account, api: 'ports/detail' } }))
  await time.run(300_000)
  expect(busiest(arrivals)).toBe(10)
})

describe('one call a minute', () => {
  test('is reserved for a user while a page is open', async () => {
    const { time, arrivals, budget, caller } = world()
    const watched = budget({ isWatched: true })
    void caller(watched)
    await time.run(30_000)
    expect(arrivals.length).toBe(4)
    expect(await watched.take('user')).toHaveProperty('done')
    expect(await watched.take('user')).toHaveProperty('freeAt')
  })

  test('is not, where the quota is one', async () => {
    const { time, arrivals, budget, caller } = world()
    void caller(budget({ isWatched: true, perMinute: 1 }))
    await time.run(600_000)
    expect(arrivals.length).toBeGreaterThanOrEqual(9)
  })
})

describe('when HSS throttles', () => {
  const throttle = async (retryAfter: number | null) => {
    const { time, arrivals, budget, caller } = world()
    const own = budget()
    const place = await waitForPlace(own, time.timing)
    await place.done({ retryAfter })
    void caller(own)
    return { time, arrivals, own }
  }

  test('F09: nothing is sent for as long as it says', async () => {
    const { time, arrivals } = await throttle(60_000)
    await time.run(59_900)
    expect(arrivals).toEqual([])
    await time.run(1_200)
    expect(arrivals.length).toBe(2)
  })

  test.each([null, 3_000])('F10, F11: nothing is sent for 12 seconds when it says %o', async (retryAfter) => {
    const { time, arrivals } = await throttle(retryAfter)
    await time.run(11_900)
    expect(arrivals).toEqual([])
    await time.run(1_000)
    expect(arrivals.length).toBe(1) // of two, one place is the throttled call's
  })

  test('F11: nor for longer than two minutes, whatever it says', async () => {
    const { time, arrivals } = await throttle(86_400_000)
    await time.run(121_000)
    expect(arrivals.length).toBeGreaterThan(0)
  })

  test('the rate halves for five minutes, then grows by one a minute', async () => {
    const { time, arrivals } = await throttle(null)
    await time.run(290_000)
    expect(busiest(arrivals)).toBe(2)
    await time.run(600_000)
    expect(busiest(arrivals)).toBe(5)
  })
})
