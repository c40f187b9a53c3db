import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'

import { compileQuery } from './match.ts'
import { holds, knowledge, query } from './testing.ts'

test('a query passes the rows that it means', () => {
  fc.assert(
    fc.property(rows, query, (rows, query) => {
      const set = createRowSet(rows.length, rows)
      const match = compileQuery(query, set, knowledge)
      rows.forEach((row, i) => {
        expect(match(i)).toBe(holds(query, row))
      })
    }),
    { numRuns: 500 },
  )
})
