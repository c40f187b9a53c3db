import fc from 'fast-check'
import { expect, test } from 'vitest'

import { covers, joinRanges } from './coverage.ts'
import type { Coverage } from './types.ts'

const range = fc
  .tuple(fc.constantFrom('TCP', 'UDP'), fc.nat(40), fc.nat(6))
  .map(([type, from, more]): Coverage => ({ type, from, to: from + more }))

test('joined ranges cover the same ports, in order, with a gap between any two', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
      const joined = joinRanges(ranges)
      for (const type of ['TCP', 'UDP'])
        for (let port = 0; port < 50; port++)
          expect(covers(joined, port, type)).toBe(covers(ranges, port, type))
      const touching = joined.filter((range, i) => {
        const next = joined[i + 1]
        return next?.type === range.type && next.from <= range.to + 1
      })
      expect(touching).toEqual([])
      expect(joinRanges(joined)).toEqual(joined)
    }),
  )
})
