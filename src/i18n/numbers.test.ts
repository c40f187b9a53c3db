import { expect, test } from 'vitest'

import { en } from './en.ts'
import { numbersIn } from './numbers.ts'
import { zh } from './zh.ts'

test('a word has the form that goes with its count', () => {
  const { plural } = numbersIn('en')
  expect([0, 1, 2, 21].map((n) => plural(n, 'port', 'ports'))).toEqual(['ports', 'port', 'ports', 'ports'])
})

test('a text writes its own counts', () => {
  expect(en.filters.rows(1)).toBe('1 row')
  expect(en.filters.rows(6482)).toBe('6,482 rows')
  expect(zh.filters.rows(6482)).toBe('6,482 条记录')
})
