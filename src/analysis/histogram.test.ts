import fc from 'fast-check'
import { expect, test } from 'vitest'

import { histogram } from './histogram.ts'
import { createRowSet } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

test('the bars hold every port once, and the rows that are theirs', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 300 }), (rows, bins) => {
      const bars = histogram(createRowSet(rows.length, rows), rows.keys(), bins)
      expect(bars).toHaveLength(bins)
      expect(bars[0]?.from).toBe(0)
      expect(bars.at(-1)?.to).toBe(65_535)
      expect(bars.slice(1).map(({ from }) => from)).toEqual(bars.slice(0, -1).map(({ to }) => to + 1))
      bars.forEach(({ from, to, rows: count }) => {
        expect(count).toBe(rows.filter(({ port }) => port >= from && port <= to).length)
      })
      const widths = bars.map(({ from, to }) => to - from)
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1)
    }),
  )
})
