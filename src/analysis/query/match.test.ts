import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'

import { compileQuery } from './match.ts'
import { began, historyOf, holds, knowledge, query } from './testing.ts'

test('a query passes the rows that it means', () => {
  fc.assert(
    fc.property(rows, query, fc.array(began, { minLength: 60, maxLength: 60 }), (rows, query, days) => {
      const history = historyOf(days.slice(0, rows.length))
      const set = { ...createRowSet(rows.length, rows), history }
      const match = compileQuery(query, set, knowledge)
      rows.forEach((row, i) => {
        expect(match(i)).toBe(holds(query, row, days[i]))
      })
    }),
    { numRuns: 500 },
  )
})
