import { expect, test } from 'vitest'

import { trustAfter, worse } from './trust.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

test.each([
  ['an answer of a minute ago is as it should be', MINUTE, false, 'good'],
  ['one question without an answer is told at once', SECOND, true, 'late'],
  ['three minutes of silence are told even when nothing failed yet', 3 * MINUTE, false, 'late'],
  ['eleven minutes are too long, whatever the reason', 11 * MINUTE, false, 'lost'],
  ['and so when asking fails', 11 * MINUTE, true, 'lost'],
] as const)('%s', (_, silence, isFailing, trust) => {
  const now = Date.UTC(2026, 10, 24, 14)
  expect(trustAfter({ heardAt: now - silence, now, isFailing })).toBe(trust)
})

test('of two, the worse holds', () => {
  expect(worse('good', 'late')).toBe('late')
  expect(worse('lost', 'late')).toBe('lost')
  expect(worse('good', 'good')).toBe('good')
})
