import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Filter } from './breakdown.ts'
import { drop, exclude, facetChoices, facetValue, include, only, standingOf } from './choice.ts'
import type { Value } from './choice.ts'
import { DIMENSIONS, PORT_RANGES } from './dimensions.ts'
import type { Dimension } from './dimensions.ts'
import { parseQuery } from './query/parse.ts'
import { printQuery } from './query/query.ts'
import { holds, knowledge } from './query/testing.ts'
import { filter, rows } from './testing/arbitraries.ts'

const port = (port: number): Value => ({ field: 'port', values: [{ from: port, to: port }] })

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(22, 80, 443, 8080).map(port),
  fc.constantFrom('well-known', 'registered', 'dynamic').map((name) => facetValue('range', name)),
  fc.constantFrom('TCP', 'udp', 'SCTP').map((word) => facetValue('type', word)),
  fc.constantFrom('danger', 'unknown').map((word) => facetValue('status', word)),
  fc.constantFrom('data', 'control').map((word) => facetValue('tier', word)),
  fc.constantFrom('database', 'remote').map((word) => facetValue('class', word)),
  fc.constantFrom('redis', 'node exporter').map((word): Value => ({ field: 'service', values: [word] })),
)

const read = (text: string, rest: Partial<Filter> = {}): Filter => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(text)
  return { query: parsed.query, types: [], statuses: [], ...rest }
}

test('what is included, ruled out or dropped stands so, whatever was said before', () => {
  fc.assert(
    fc.property(filter, value, (filter, value) => {
      expect(standingOf(include(filter, value), value)).toBe('included')
      expect(standingOf(only(filter, value), value)).toBe('included')
      expect(standingOf(exclude(filter, value), value)).toBe('excluded')
      expect(standingOf(drop(filter, value), value)).toBe('none')
      expect(drop(include(drop(filter, value), value), value)).toEqual(drop(filter, value))
      expect(drop(exclude(drop(filter, value), value), value)).toEqual(drop(filter, value))
    }),
  )
})

test.each<[text: string, act: (filter: Filter, value: Value) => Filter, value: Value, becomes: string]>([
  ['', include, port(22), 'port:22'],
  ['port:22 -service:redis', include, port(80), 'port:22,80 -service:redis'],
  ['-port:22,80', include, port(22), '-port:80 port:22'],
  ['port:22,80', exclude, port(22), 'port:80 -port:22'],
  ['-class:remote', exclude, facetValue('class', 'database'), '-class:remote,database'],
  ['class:remote -class:mail is:rare', only, facetValue('class', 'database'), 'is:rare class:database'],
  ['', include, facetValue('range', 'well-known'), 'port:<=1023'],
  ['type:tcp', include, facetValue('type', 'UDP'), 'type:tcp,UDP'],
])('%s becomes what is meant', (text, act, value, becomes) => {
  expect(printQuery(act(read(text), value).query)).toBe(becomes)
})

test('types and statuses are chosen by the parameters of the endpoint, and ruled out by the query', () => {
  const tcp = facetValue('type', 'TCP')
  expect(include(read(''), tcp)).toEqual(read('', { types: ['TCP'] }))
  expect(exclude(read('', { types: ['TCP', 'UDP'] }), tcp)).toEqual(read('-type:TCP', { types: ['UDP'] }))
  expect(only(read('type:TCP6 -status:normal', { types: ['UDP'] }), tcp)).toEqual(
    read('-status:normal', { types: ['TCP'] }),
  )
})

test('choices and the rest say together what the filter says', () => {
  fc.assert(
    fc.property(rows, filter, fc.array(value, { maxLength: 3 }), (rows, filter, values) => {
      const chosen = values.reduce<Filter>(
        (before, value, i) => (i % 2 ? exclude : include)(before, value),
        filter,
      )
      const { choices, rest } = facetChoices(chosen)
      const valueOf: Record<Dimension, (row: (typeof rows)[number]) => string> = {
        type: ({ type }) => type,
        status: ({ status }) => status,
        tier: (row) => knowledge.tierOf(row.port, row.type),
        class: (row) => knowledge.classOf(row.port, row.type),
        range: ({ port }) => PORT_RANGES.find(({ from, to }) => port >= from && port <= to)?.name ?? '',
      }
      const has = (words: readonly string[], word: string) =>
        words.some((other) => other.toLowerCase() === word.toLowerCase())
      for (const row of rows) {
        const passes = DIMENSIONS.every((dimension) => {
          const { included, excluded } = choices[dimension]
          const word = valueOf[dimension](row)
          return (included.length === 0 || has(included, word)) && !has(excluded, word)
        })
        const listed =
          (chosen.types.length === 0 || has(chosen.types, row.type)) &&
          (chosen.statuses.length === 0 || has(chosen.statuses, row.status))
        expect(passes && holds(rest, row)).toBe(listed && holds(chosen.query, row))
      }
    }),
  )
})
