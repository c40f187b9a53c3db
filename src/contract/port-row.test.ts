import { describe, expect, test } from 'vitest'

import { PortRowCodec, protocolOf, readStatus, statusSeverity } from './port-row.ts'
import { z } from './zod-mini.ts'

describe('a row on the wire', () => {
  test('reads as HSS documents it and writes back the same', () => {
    const wire = { port: 123, type: 'UDP', num: 4, status: 'danger' }
    const row = { port: 123, type: 'UDP', servers: 4, status: 'danger' }
    expect(z.decode(PortRowCodec, wire)).toEqual(row)
    expect(z.encode(PortRowCodec, row)).toEqual(wire)
  })

  test('may lack everything but the port, as every SDK says', () => {
    expect(z.decode(PortRowCodec, { port: 22 })).toEqual({
      port: 22,
      type: '',
      servers: 0,
      status: 'unknown',
    })
  })

  test('keeps words that we do not know, and reads unknow as unknown', () => {
    expect(z.decode(PortRowCodec, { port: 0, type: 'SCTP', num: 1, status: 'suspicious' })).toEqual({
      port: 0,
      type: 'SCTP',
      servers: 1,
      status: 'suspicious',
    })
    expect(z.decode(PortRowCodec, { port: 68, type: 'UDP', num: 1, status: 'unknow' }).status).toBe('unknown')
  })

  test.each([
    {},
    { port: '22' },
    { port: 65_536 },
    { port: -1 },
    { port: 22.5 },
    { port: null },
    { port: 22, num: -1 },
    { port: 22, num: '4' },
    { port: 22, type: 6 },
    { port: 22, status: null },
  ])('%j is no row', (wire) => expect(PortRowCodec.safeParse(wire).success).toBe(false))
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
