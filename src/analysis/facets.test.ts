import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'

import { DIMENSIONS, PORT_RANGES } from './dimensions.ts'
import type { Dimension } from './dimensions.ts'
import { countFacets } from './facets.ts'
import type { Choices } from './facets.ts'
import { createRowSet } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

const valueOf: Record<Dimension, (row: PortRow) => string> = {
  type: (row) => row.type,
  status: (row) => row.status,
  tier: ({ port, type }) => tierOf(port, type),
  class: ({ port, type }) => dangerClassOf(port, type),
  range: ({ port }) => PORT_RANGES.find(({ from, to }) => port >= from && port <= to)?.name ?? '',
}
const values: Record<Dimension, readonly string[]> = {
  type: ['TCP', 'TCP6', 'UDP', 'SCTP', 'DCCP'],
  status: ['danger', 'unknown', 'normal', 'suspicious', 'absent'],
  tier: ['control', 'data', 'credentials', 'discovery'],
  class: ['remote', 'database', 'cache', 'amplification', 'mail'],
  range: ['well-known', 'registered', 'dynamic'],
}
const choice = (dimension: Dimension) =>
  fc.record({
    included: fc.uniqueArray(fc.constantFrom(...values[dimension]), { maxLength: 2 }),
    excluded: fc.uniqueArray(fc.constantFrom(...values[dimension]), { maxLength: 1 }),
  })
const choices: fc.Arbitrary<Choices> = fc.record({
  type: choice('type'),
  status: choice('status'),
  tier: choice('tier'),
  class: choice('class'),
  range: choice('range'),
})
/** Rows of which many have a class. */
const classed = rows.map((rows) =>
  rows.map((row, i) => ({
    ...row,
    port: i < 8 ? ([3389, 5432, 6379, 11211, 389, 110, 53, 50_000][i] ?? 0) : row.port,
  })),
)

test('each value has the rows that the other choices leave of it', () => {
  fc.assert(
    fc.property(classed, choices, fc.integer({ min: 1, max: 3 }), (rows, choices, step) => {
      const indices = [...rows.keys()].filter((i) => i % step === 0)
      const facets = countFacets(createRowSet(rows.length, rows), indices, choices)
      const passes = (row: PortRow, dimension: Dimension): boolean => {
        const { included, excluded } = choices[dimension]
        const value = valueOf[dimension](row)
        return (included.length === 0 || included.includes(value)) && !excluded.includes(value)
      }
      for (const dimension of DIMENSIONS) {
        const left = indices
          .map((i) => rows[i]!)
          .filter((row) => DIMENSIONS.every((other) => other === dimension || passes(row, other)))
        const expected = new Map<string, number>()
        for (const row of left) {
          const value = valueOf[dimension](row)
          if (value !== '') expected.set(value, (expected.get(value) ?? 0) + 1)
        }
        const { included, excluded } = choices[dimension]
        for (const value of [...included, ...excluded]) if (!expected.has(value)) expected.set(value, 0)
        const facet = facets[dimension]
        expect(new Map(facet.map(({ value, rows }) => [value, rows]))).toEqual(expected)
        expect(facet.map(({ rows }) => rows)).toEqual(facet.map(({ rows }) => rows).toSorted((a, b) => b - a))
      }
    }),
  )
})

test('a value says how it is chosen, and equals stand in listing order', () => {
  const set = createRowSet(3, [
    { port: 161, type: 'UDP', servers: 1, status: 'danger' },
    { port: 22, type: 'TCP', servers: 2, status: 'unknown' },
    { port: 60_000, type: 'TCP', servers: 3, status: 'normal' },
  ])
  const facets = countFacets(set, set.port.keys(), {
    type: { included: ['TCP'], excluded: [] },
    status: { included: [], excluded: ['unknown'] },
    tier: { included: [], excluded: [] },
    class: { included: [], excluded: [] },
    range: { included: [], excluded: [] },
  })
  expect(facets).toEqual({
    type: [
      { value: 'TCP', rows: 1, choice: 'included' },
      { value: 'UDP', rows: 1, choice: 'none' },
    ],
    status: [
      { value: 'unknown', rows: 1, choice: 'excluded' },
      { value: 'normal', rows: 1, choice: 'none' },
    ],
    tier: [],
    class: [],
    range: [{ value: 'dynamic', rows: 1, choice: 'none' }],
  })
})
