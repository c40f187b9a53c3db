import { describe, expect, test } from 'vitest'

import { dueAt, nextScope } from './schedule.ts'
import type { Plan } from './schedule.ts'

const NOW = Date.UTC(2026, 0, 1)
const plan = (name: string, changes: Partial<Plan> = {}): Plan & { name: string } => ({
  name,
  lookedAt: null,
  endedAt: null,
  isOpen: false,
  blockedUntil: 0,
  ...changes,
})
const chosen = (...plans: (Plan & { name: string })[]) => nextScope(plans, NOW)?.name ?? null

describe('the next page is read', () => {
  test('of what somebody looks at, before what was never read', () => {
    const watched = plan('watched', { lookedAt: NOW - 60_000, endedAt: NOW - 40_000 })
    expect(chosen(plan('new'), watched)).toBe('watched')
  })

  test('of what was never read, before what goes on', () => {
    expect(chosen(plan('open', { isOpen: true }), plan('new'))).toBe('new')
  })

  test('of what goes on, before another is begun again', () => {
    expect(chosen(plan('old', { endedAt: NOW - 3_600_000 }), plan('open', { isOpen: true }))).toBe('open')
  })

  test('of what was read longest ago', () => {
    const [older, newer] = [plan('older', { endedAt: 1 }), plan('newer', { endedAt: 2 })]
    expect(chosen(newer, older)).toBe('older')
  })

  test('of nothing that HSS refused lately, nor of what was read just now', () => {
    expect(chosen(plan('refused', { blockedUntil: NOW + 1 }), plan('fresh', { endedAt: NOW }))).toBeNull()
  })
})

test('what people look at is due half a minute after it was read, anything else after a quarter of an hour', () => {
  expect(dueAt(plan('', { endedAt: NOW, lookedAt: NOW }), NOW) - NOW).toBe(30_000)
  expect(dueAt(plan('', { endedAt: NOW }), NOW) - NOW).toBe(900_000)
})

test('F29: a clock that was set back an hour delays nothing by an hour', () => {
  expect(dueAt(plan('', { endedAt: NOW + 3_600_000 }), NOW) - NOW).toBe(900_000)
})
