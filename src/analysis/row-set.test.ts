import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet, findRow, rowAt } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

test('a set gives back its rows, words of any service included', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const set = createRowSet(rows.length + 3, rows)
      expect(Array.from({ length: set.size }, (_, i) => rowAt(set, i))).toEqual(rows)
      rows.forEach((row, i) => expect(findRow(set, row.port, row.type)).toBe(i))
      expect(findRow(set, 1, 'none')).toBe(-1)
    }),
  )
})

test('more rows than announced, or a row that is not there, is an error', () => {
  const row = { port: 22, type: 'TCP', servers: 1, status: 'unknown' }
  expect(() => createRowSet(1, [row, row])).toThrow(RangeError)
  expect(() => rowAt(createRowSet(1, [row]), 1)).toThrow(RangeError)
})
