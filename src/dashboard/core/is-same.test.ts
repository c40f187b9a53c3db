import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSame } from './is-same.ts'

test('copies are the same, and what JSON tells apart is not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(isSame(a, structuredClone(a))).toBe(true)
      expect(isSame(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
  expect(isSame([], {})).toBe(false)
})

test('a function is the same as itself alone', () => {
  const act = () => 1
  expect(isSame({ rows: [1], act }, { rows: [1], act })).toBe(true)
  expect(isSame({ rows: [1], act }, { rows: [1], act: () => 1 })).toBe(false)
})
