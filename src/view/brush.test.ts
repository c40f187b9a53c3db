import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseQuery } from '#analysis/query/parse.ts'
import { printQuery } from '#analysis/query/query.ts'
import { query } from '#analysis/query/testing.ts'

import { brushed, brushOf } from './brush.ts'

const read = (text: string) => {
  const parsed = parseQuery(text)
  return parsed.ok ? parsed.query : []
}

test.each([
  ['', 'port:1024-2047'],
  ['port:22,80 is:rare', 'is:rare port:1024-2047'],
  ['-port:22 port:80*', '-port:22 port:80* port:1024-2047'],
  ['port:<=1023', 'port:1024-2047'],
])('a brush over %s', (before, after) => {
  expect(printQuery(brushed(read(before), { from: 1024, to: 2047 }))).toBe(after)
})

test('a second stroke takes the place of the first, and none leaves what else was asked', () => {
  fc.assert(
    fc.property(query, (query) => {
      const once = brushed(query, { from: 0, to: 1023 })
      const { others } = brushOf(query)
      // A list of ports behind the one that was replaced is a condition of its own: it is next.
      fc.pre(brushOf(others).chosen.length === 0)
      expect(brushOf(once)).toEqual({ chosen: [{ from: 0, to: 1023 }], others })
      expect(brushed(once, { from: 5, to: 6 })).toEqual(brushed(query, { from: 5, to: 6 }))
      expect(brushed(once, null)).toEqual(others)
    }),
  )
})
