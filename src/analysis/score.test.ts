import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { createRowSet } from './row-set.ts'
import { DEFAULT_WEIGHTS } from './score-weights.ts'
import { explainContribution, largestContributions, scoreRows, scoreWithout } from './score.ts'
import { rows } from './testing/arbitraries.ts'
import { weights } from './testing/weights.ts'

const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((a, b) => a + b, 0)
const score = (rows: readonly PortRow[], w = DEFAULT_WEIGHTS) =>
  scoreRows(createRowSet(rows.length, rows), Uint32Array.from(rows.keys()), w)

test('contributions are those of the rows, and sum to the score', () => {
  fc.assert(
    fc.property(rows, weights, (rows, weights) => {
      const { total, contributions } = score(rows, weights)
      expect(Array.from(contributions)).toEqual(rows.map((row) => explainContribution(row, weights).tenths))
      expect(sum(contributions)).toBe(total)
    }),
  )
})

test('the score without some rows is the score of the others', () => {
  fc.assert(
    fc.property(rows, weights, fc.uniqueArray(fc.nat(70)), (rows, weights, out) => {
      const places = new Set(out)
      const others = rows.filter((_, place) => !places.has(place))
      expect(scoreWithout(score(rows, weights), places)).toBe(score(others, weights).total)
    }),
  )
})

test.each<[string, PortRow, number]>([
  ['a dangerous desktop on one server', { port: 3389, type: 'TCP', servers: 1, status: 'danger' }, 8 * 4 * 1],
  ['the same over IPv6 on three', { port: 3389, type: 'TCP6', servers: 3, status: 'danger' }, 8 * 4 * 2],
  ['a database of unknown risk', { port: 5432, type: 'TCP', servers: 7, status: 'unknown' }, 2 * 3 * 3],
  ['a port of no class', { port: 443, type: 'TCP', servers: 1, status: 'normal' }, 1],
  ['a status that we do not know', { port: 443, type: 'TCP', servers: 1, status: 'odd' }, 4],
  ['no server at all', { port: 3389, type: 'TCP', servers: 0, status: 'danger' }, 0],
])('%s', (_, row, points) => expect(score([row]).total).toBe(points * 10))

test('the largest contributions are those that sorting would put first', () => {
  fc.assert(
    fc.property(rows, weights, fc.nat(20), (rows, weights, count) => {
      const scored = score(rows, weights)
      const contribution = (place: number) => scored.contributions[place] ?? 0
      const sorted = [...rows.keys()].sort((a, b) => contribution(b) - contribution(a) || a - b)
      expect(largestContributions(scored, count)).toEqual(sorted.slice(0, count))
    }),
  )
})
