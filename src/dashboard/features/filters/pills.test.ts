import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseQuery } from '#analysis/query/parse.ts'
import { query } from '#analysis/query/testing.ts'
import { filter } from '#analysis/testing/arbitraries.ts'
import { filterText } from '#view/parameters.ts'
import type { Chosen } from '#view/view.ts'

import { pillsOf } from './pills.ts'

const chosen: fc.Arbitrary<Chosen> = fc.record({ filter, off: query })

const read = (text: string) => {
  const parsed = parseQuery(text)
  return parsed.ok ? parsed.query : []
}

test('every word of the address is a pill, and without its pill it is gone', () => {
  fc.assert(
    fc.property(chosen, (chosen) => {
      const { query, types, statuses } = chosen.filter
      const pills = pillsOf(chosen)
      expect(pills).toHaveLength(query.length + types.length + statuses.length + chosen.off.length)
      for (const { removed } of pills) expect(pillsOf(removed).length).toBeLessThan(pills.length)
    }),
  )
})

test('turning a pill of the query round twice, or switching the last one off and on, changes nothing', () => {
  fc.assert(
    fc.property(query, (query) => {
      const before: Chosen = { filter: { query, types: [], statuses: [] }, off: [] }
      const pills = pillsOf(before)
      pills.forEach(({ inverted }, i) => expect(pillsOf(inverted)[i]?.inverted).toEqual(before))
      const last = pills.at(-1)?.switched ?? before
      const again = pillsOf(last).findLast(({ from }) => from === 'off')?.switched ?? before
      expect(filterText(again.filter)).toBe(filterText(before.filter))
    }),
  )
})

test('a type that is switched off waits as a term and comes back as a type', () => {
  const before: Chosen = { filter: { query: read('is:rare'), types: ['TCP', 'UDP'], statuses: [] }, off: [] }
  const [, tcp] = pillsOf(before)
  expect(tcp?.switched).toEqual({
    filter: { query: read('is:rare'), types: ['UDP'], statuses: [] },
    off: read('type:TCP'),
  })
  expect(tcp && pillsOf(tcp.switched).at(-1)?.switched.filter.types).toEqual(['UDP', 'TCP'])
  expect(tcp?.inverted.filter).toEqual({ query: read('is:rare -type:TCP'), types: ['UDP'], statuses: [] })
})
