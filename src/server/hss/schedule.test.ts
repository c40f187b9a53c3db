import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dueAt, isWatched, nextScope } from './schedule.ts'
import type { Plan } from './schedule.ts'

const NOW = Date.UTC(2026, 0, 1)
const plan = (name: string, changes: Partial<Plan> = {}): Plan & { name: string } => ({
  name,
  viewedAt: null,
  endedAt: null,
  isOpen: false,
  blockedUntil: 0,
  ...changes,
})
type Named = Plan & { name: string }
const chosen = (...plans: Named[]) => nextScope(plans, NOW, false)?.name ?? null
const chosenAfterWatched = (...plans: Named[]) => nextScope(plans, NOW, true)?.name ?? null

describe('the next page is read', () => {
  const watched = plan('watched', { viewedAt: NOW - 60_000, endedAt: NOW - 40_000 })

  test('of what was never read to its end, before a scope that is synced again, with or without a viewer', () => {
    expect(chosen(watched, plan('new'))).toBe('new')
    expect(chosen(watched, plan('first', { isOpen: true }))).toBe('first')
  })

  test('of a scope with a viewer every other time, and each time where nothing else is due', () => {
    const old = plan('old', { endedAt: NOW - 3_600_000 })
    expect(chosen(old, watched)).toBe('watched')
    expect(chosenAfterWatched(old, watched)).toBe('old')
    expect(chosenAfterWatched(watched)).toBe('watched')
    expect(chosen(old)).toBe('old')
  })

  test('of what was never read, before what goes on', () => {
    expect(chosen(plan('open', { isOpen: true }), plan('new'))).toBe('new')
  })

  test('of what goes on, before another is begun again', () => {
    const open = plan('open', { isOpen: true, endedAt: NOW - 60_000 })
    expect(chosen(plan('old', { endedAt: NOW - 3_600_000 }), open)).toBe('open')
  })

  test('of what was read longest ago', () => {
    const [older, newer] = [plan('older', { endedAt: 1 }), plan('newer', { endedAt: 2 })]
    expect(chosen(newer, older)).toBe('older')
  })

  test('of nothing that HSS refused lately, nor of what was read just now', () => {
    expect(chosen(plan('refused', { blockedUntil: NOW + 1 }), plan('fresh', { endedAt: NOW }))).toBeNull()
  })
})

test('law: everything is read once before anything is read again, and nothing then waits for three rounds', () => {
  const scopes = fc.array(fc.record({ pages: fc.integer({ min: 1, max: 30 }), isWatched: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(scopes, (scopes) => {
      const plans = scopes.map(({ pages }, i) => ({ ...plan(String(i)), pages, left: pages, endedIn: 0 }))
      const round = scopes.reduce((sum, { pages }) => sum + pages, 0)
      let [now, calls, wasWatched] = [NOW, 0, false]
      const page = (): void => {
        now += 12_000
        for (const [i, { isWatched }] of scopes.entries()) plans[i]!.viewedAt = isWatched ? now : null
        const next = nextScope(plans, now, wasWatched)
        if (!next) return
        wasWatched = isWatched(next, now)
        calls += 1
        next.left -= 1
        next.isOpen = next.left > 0
        if (next.isOpen) return
        next.left = next.pages
        next.endedAt = now
        next.endedIn = calls
      }
      for (let i = 0; i < round; i++) page()
      expect(plans.every(({ endedAt }) => endedAt !== null)).toBe(true)
      const pause = 75 // calls in a quarter of an hour
      for (let i = 0; i < 6 * round; i++) {
        page()
        expect(calls - Math.min(...plans.map(({ endedIn }) => endedIn))).toBeLessThanOrEqual(
          3 * round + pause,
        )
      }
    }),
  )
})

test('a scope with a viewer is due half a minute after its sync, any other after a quarter of an hour', () => {
  expect(dueAt(plan('', { endedAt: NOW, viewedAt: NOW }), NOW) - NOW).toBe(30_000)
  expect(dueAt(plan('', { endedAt: NOW }), NOW) - NOW).toBe(900_000)
})

test('F29: a clock that was set back an hour delays nothing by an hour', () => {
  expect(dueAt(plan('', { endedAt: NOW + 3_600_000 }), NOW) - NOW).toBe(900_000)
})
