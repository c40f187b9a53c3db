import { expect, test } from 'vitest'

import { momentOf, readSince } from './since.ts'

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

test('it is a moment before the rows on screen', () => {
  expect(momentOf('last')).toEqual({ before: 'last' })
  expect(momentOf('24h')).toEqual({ before: 86_400_000 })
  expect(momentOf(12)).toEqual({ snapshot: 12 })
})
