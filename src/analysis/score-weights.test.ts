import fc from 'fast-check'
import { expect, test } from 'vitest'

import { DEFAULT_WEIGHTS, parseWeights, printWeights, WEIGHT_GROUPS } from './score-weights.ts'
import { weights } from './testing/weights.ts'

test('printed weights read back as themselves', () => {
  fc.assert(
    fc.property(weights, (weights) => {
      expect(parseWeights(printWeights(weights))).toEqual(weights)
    }),
  )
})

test('only what differs from the default is written', () => {
  expect(printWeights(DEFAULT_WEIGHTS)).toBe('')
  expect(printWeights({ ...DEFAULT_WEIGHTS, danger: 10, database: 2.5, none: 0 })).toBe(
    'danger:10,database:2.5,none:0',
  )
})

test.each([
  'danger',
  'danger:',
  'danger:-1',
  'danger:1e2',
  'danger:101',
  'danger:1,danger:1',
  'colour:1',
  'toString:1',
  ',',
])('%s is no list of weights', (text) => expect(parseWeights(text)).toBeNull())

test('every weight is shown in one of the groups', () => {
  expect(WEIGHT_GROUPS.flatMap(({ names }) => [...names])).toEqual(Object.keys(DEFAULT_WEIGHTS))
})
