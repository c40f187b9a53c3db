import { expect, test } from 'vitest'

import { baseOf, earlierThan } from './base.ts'
import { readSince } from './since.ts'

const moments = [
  { id: 9, at: '2026-11-24T12:00:00.000Z' },
  { id: 7, at: '2026-11-24T09:00:00.000Z' },
  { id: 4, at: '2026-11-23T12:00:00.000Z' },
  { id: 2, at: '2026-11-20T12:00:00.000Z' },
]
const shown = {
  id: 9,
  readFrom: '2026-11-24T12:00:00.000Z',
  readTo: '2026-11-24T12:00:00.000Z',
  complete: 1,
}
const earlier = earlierThan(moments, shown)

test.each([
  ['last', 7, false],
  ['24h', 4, false], // as old as that to the second
  ['7d', 2, true],
  ['30d', 2, true],
  [2, 2, false],
] as const)('since %s is compared to snapshot %i', (since, id, isShort) => {
  expect(baseOf(earlier, shown, since)).toMatchObject({ moment: { id }, isShort })
})

test('there is nothing to compare to before the first snapshot, nor to one that there is not', () => {
  expect(baseOf(earlierThan(moments, { ...shown, id: 2 }), shown, 'last')).toBeNull()
  expect(baseOf(earlier, shown, 3)).toBeNull()
  expect(baseOf(earlier, shown, 9)).toBeNull()
})

test.each([
  ['last', 'last'],
  ['30d', '30d'],
  ['12', 12],
  ['2h', null],
  ['-1', null],
  ['', null],
])('an address that says %j is read as %j', (text, since) => {
  expect(readSince(text)).toBe(since)
})
