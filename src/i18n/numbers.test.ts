import { expect, test } from 'vitest'

import { en } from './en.ts'
import { numbersIn } from './numbers.ts'
import { zh } from './zh.ts'

test('a word has the form that goes with its count', () => {
  const { plural } = numbersIn('en')
  expect([0, 1, 2, 21].map((n) => plural(n, 'port', 'ports'))).toEqual(['ports', 'port', 'ports', 'ports'])
})

test('a text writes its own counts', () => {
  expect(en.filters.counted(1, true)).toBe('1 port')
  expect(en.filters.counted(6482, false)).toBe('6,482 rows')
  expect(zh.filters.counted(6482, false)).toBe('6,482 条记录')
})
