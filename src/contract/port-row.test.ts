import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DecodeError } from './decode.ts'
import { decodeRow, encodeRow, MAX_PORT, protocolOf, readStatus, statusSeverity } from './port-row.ts'
import { z } from './zod.ts'

describe('a row on the wire', () => {
  test('reads as HSS documents it and writes back the same', () => {
    const wire = { port: 123, type: 'UDP', num: 4, status: 'danger' }
    const row = { port: 123, type: 'UDP', servers: 4, status: 'danger' }
    expect(decodeRow(wire)).toEqual(row)
    expect(encodeRow(row)).toEqual(wire)
  })

  test('may lack everything but the port, as every SDK says', () => {
    expect(decodeRow({ port: 22 })).toEqual({ port: 22, type: '', servers: 0, status: 'unknown' })
  })

  test('keeps words that we do not know, and reads unknow as unknown', () => {
    const wire = { port: 0, type: 'SCTP', num: 1, status: 'suspicious' }
    expect(decodeRow(wire)).toEqual({ port: 0, type: 'SCTP', servers: 1, status: 'suspicious' })
    expect(decodeRow({ ...wire, status: 'unknow' }).status).toBe('unknown')
  })

  test.each([
    [{}, 'port'],
    [{ port: '22' }, 'port'],
    [{ port: 65_536 }, 'port'],
    [{ port: -1 }, 'port'],
    [{ port: 22.5 }, 'port'],
    [{ port: null }, 'port'],
    [{ port: 22, num: -1 }, 'num'],
    [{ port: 22, num: '4' }, 'num'],
    [{ port: 22, num: 2 ** 53 }, 'num'],
    [{ port: 22, type: 6 }, 'type'],
    [{ port: 22, status: null }, 'status'],
    [[], 'row'],
    [null, 'row'],
    ['22', 'row'],
  ])('%j is no row, for its %s', (wire, field) => {
    expect(() => decodeRow(wire)).toThrow(expect.objectContaining({ name: 'DecodeError', field }))
    expect(() => decodeRow(wire, 3)).toThrow(`data_list[3], ${field}: expected `)
  })

  const word = fc.oneof(fc.constantFrom('TCP', 'UDP6', 'danger', 'unknow', ''), fc.string({ unit: 'binary' }))

  test('reads back as it was written, hostile words included', () => {
    const row = fc.record({
      port: fc.nat(MAX_PORT),
      type: word,
      servers: fc.maxSafeNat(),
      status: word.filter((status) => status !== 'unknow'),
    })
    fc.assert(
      fc.property(row, (row) => {
        expect(decodeRow(encodeRow(row))).toEqual(row)
        expect(JSON.parse(JSON.stringify(encodeRow(row)))).toEqual(encodeRow(row))
      }),
    )
  })

  test('is taken or refused as a schema of it does', () => {
    const count = z.int().check(z.minimum(0))
    const Documented = z.object({
      port: z.int().check(z.minimum(0), z.maximum(MAX_PORT)),
      type: z._default(z.string(), ''),
      num: z._default(count, 0),
      status: z._default(z.string(), 'unknown'),
    })
    const anything = fc.oneof(fc.integer(), fc.double(), word, fc.constantFrom(null, undefined, true, [], {}))
    const port = fc.integer({ min: -1, max: MAX_PORT + 1 })
    const nearly = fc.record(
      {
        port: fc.oneof({ weight: 4, arbitrary: port }, anything),
        type: fc.oneof(word, anything),
        num: fc.oneof(fc.maxSafeNat(), anything),
        status: fc.oneof(word, anything),
      },
      { requiredKeys: [] },
    )
    const bySchema = (wire: unknown) => {
      const { data, error } = Documented.safeParse(wire)
      if (error) return { field: error.issues[0]?.path[0] ?? 'row' }
      const { port, type, num, status } = data
      return { row: { port, type, servers: num, status: readStatus(status) } }
    }
    const byDecoder = (wire: unknown) => {
      try {
        return { row: decodeRow(wire) }
      } catch (error) {
        return { field: error instanceof DecodeError ? error.field : error }
      }
    }
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: nearly }, anything), (wire) => {
        expect(byDecoder(wire)).toEqual(bySchema(wire))
      }),
      { numRuns: 2000 },
    )
  })
})

test('protocols fold the address families', () => {
  expect(['TCP', 'TCP6', 'UDP', 'UDP6', 'SCTP', ''].map(protocolOf)).toEqual([
    'TCP',
    'TCP',
    'UDP',
    'UDP',
    'SCTP',
    '',
  ])
})

test('severity puts danger first and a new word before unknown', () => {
  const words = ['normal', 'unknown', 'suspicious', 'danger']
  expect(words.toSorted((a, b) => statusSeverity(b) - statusSeverity(a))).toEqual([
    'danger',
    'suspicious',
    'unknown',
    'normal',
  ])
  expect(readStatus('normal')).toBe('normal')
})
