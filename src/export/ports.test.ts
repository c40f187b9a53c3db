import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseQuery } from '#analysis/query/parse.ts'

import { compressPorts, portsOver } from './ports.ts'

const anyPort = fc.oneof(fc.nat(65_535), fc.integer({ min: 65_500, max: 65_535 }), fc.nat(40))

/** The ports of a text, as the search field reads it. */
function expandPorts(text: string): number[] {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.query.flatMap(({ condition }) => {
    if (condition.field !== 'port') throw new Error(text)
    return condition.values.flatMap((value) => {
      if ('digits' in value) throw new Error(text)
      return Array.from({ length: value.to - value.from + 1 }, (_, i) => value.from + i)
    })
  })
}

test('the search field reads back the ports', () => {
  fc.assert(
    fc.property(fc.array(anyPort, { maxLength: 60 }), (ports) => {
      expect(expandPorts(compressPorts(ports))).toEqual([...new Set(ports)].toSorted((a, b) => a - b))
    }),
    { numRuns: 50 },
  )
})

test.each([
  [[], ''],
  [[443, 80, 22, 80], '22,80,443'],
  [[8001, 8000, 8003, 8002, 22], '22,8000-8003'],
  [[65_535, 0, 65_534], '0,65534-65535'],
  [Array.from({ length: 65_536 }, (_, port) => port), '0-65535'],
])('%# is written shortly', (ports, text) => expect(compressPorts(ports)).toBe(text))

test('a protocol has the ports of both its address families', () => {
  const rows = [
    { port: 53, type: 'UDP6' },
    { port: 22, type: 'TCP' },
    { port: 23, type: 'TCP6' },
    { port: 9, type: 'SCTP' },
  ]
  expect(portsOver('TCP', rows)).toEqual([22, 23])
  expect(portsOver('UDP', rows)).toEqual([53])
})
