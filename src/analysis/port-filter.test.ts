import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isPortFilter, parsePortFilter, portMask, printPortFilter } from './port-filter.ts'
import { portFilter } from './testing/arbitraries.ts'

describe('what a person types', () => {
  test.each([
    ['', { kind: 'any' }],
    ['  ,', { kind: 'any' }],
    ['443', { kind: 'ranges', ranges: [{ from: 443, to: 443 }] }],
    ['0', { kind: 'ranges', ranges: [{ from: 0, to: 0 }] }],
    ['8000-8100', { kind: 'ranges', ranges: [{ from: 8000, to: 8100 }] }],
    ['8000 – 8100', { kind: 'ranges', ranges: [{ from: 8000, to: 8100 }] }],
    ['22, 80，443、', { kind: 'ranges', ranges: [22, 80, 443].map((p) => ({ from: p, to: p })) }],
    ['80*', { kind: 'digits', digits: '80' }],
    ['*80*', { kind: 'digits', digits: '80' }],
    ['*080', { kind: 'digits', digits: '080' }],
  ])('%o is understood', (text, filter) => expect(parsePortFilter(text)).toEqual(filter))

  test.each([
    ['ssh', { reason: 'notAPort', part: 'ssh' }],
    ['22,ssh', { reason: 'notAPort', part: 'ssh' }],
    ['-5', { reason: 'notAPort', part: '-5' }],
    ['1e3', { reason: 'notAPort', part: '1e3' }],
    ['８０', { reason: 'notAPort', part: '８０' }],
    ['65536', { reason: 'tooLarge', part: '65536' }],
    ['1-70000', { reason: 'tooLarge', part: '1-70000' }],
    ['90-80', { reason: 'backwards', part: '90-80' }],
    ['22,80*', { reason: 'digitsInList', part: '80*' }],
  ])('%o is refused with its reason', (text, error) => expect(parsePortFilter(text)).toEqual(error))

  test('any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parsePortFilter(text)).toBeTypeOf('object')
      }),
    )
  })
})

test('a printed filter reads back as itself', () => {
  fc.assert(
    fc.property(portFilter, (filter) => {
      expect(parsePortFilter(printPortFilter(filter))).toEqual(filter)
    }),
  )
})

test('the mask has exactly the ports of the filter', () => {
  const matches = (text: string): number[] => {
    const filter = parsePortFilter(text)
    if (!isPortFilter(filter)) throw new Error(text)
    return [...portMask(filter).entries()].filter(([, on]) => on === 1).map(([port]) => port)
  }
  expect(matches('22,65535,8000-8002')).toEqual([22, 8000, 8001, 8002, 65_535])
  expect(matches('5535*')).toEqual([
    5535, 15_535, 25_535, 35_535, 45_535, 55_350, 55_351, 55_352, 55_353, 55_354, 55_355, 55_356, 55_357,
    55_358, 55_359, 55_535, 65_535,
  ])
  expect(matches('')).toHaveLength(65_536)
})
