import { expect, test } from 'vitest'

import { baseOf, earlierThan } from './since-base.ts'
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

test.each([
  ['last', 7, false],
  ['24h', 4, false], // as old as that to the second
  ['7d', 2, true],
  ['30d', 2, true],
  [2, 2, false],
] as const)('since %s is compared to snapshot %i', (since, id, isShort) => {
  expect(baseOf(moments, shown, since)).toMatchObject({ moment: { id }, isShort })
})

test('rows that have been the same for as long are compared to themselves', () => {
  const unchanged = { ...shown, readTo: '2026-11-25T12:00:00.000Z' }
  expect(baseOf(moments, unchanged, '24h')).toMatchObject({ moment: { id: 9 }, isShort: false })
  expect(baseOf(moments, unchanged, '7d')).toMatchObject({ moment: { id: 2 }, isShort: true })
  expect(baseOf(moments, unchanged, 'last')).toMatchObject({ moment: { id: 7 }, isShort: false })
})

test('there is nothing to compare to before the first snapshot, nor to one that there is not', () => {
  const first = { ...shown, id: 2, readTo: '2026-11-20T12:00:00.000Z' }
  expect(earlierThan(moments, first)).toEqual([])
  for (const since of ['last', '24h', 9] as const) expect(baseOf(moments, first, since)).toBeNull()
  expect(baseOf(moments, shown, 3)).toBeNull()
  expect(baseOf(moments, shown, 9)).toBeNull()
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
