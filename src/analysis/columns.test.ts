import { fc } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'

import { DecodeError } from '#contract/decode.ts'
import type { PortRow } from '#contract/port-row.ts'
import { STATUSES, TYPES } from '#contract/port-row.ts'

import { decodeColumns, encodeColumns } from './columns.ts'
import { createRowSet, EMPTY_ROW_SET } from './row-set.ts'
import type { RowSet } from './row-set.ts'

const word = fc.string({ unit: 'binary', maxLength: 20 })
const row: fc.Arbitrary<PortRow> = fc.record({
  port: fc.integer({ min: 0, max: 65_535 }),
  type: fc.oneof(fc.constantFrom(...TYPES), word),
  servers: fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xff_ff_ff_ff })),
  status: fc.oneof(fc.constantFrom(...STATUSES), word),
})
const known = fc.record({ servers: fc.nat(500), first: fc.nat(2), opened: fc.nat(2), came: fc.nat(3) })
/** With or without what a server knows beside the rows. */
const rowSet = fc
  .tuple(fc.array(fc.tuple(row, known), { maxLength: 200 }), fc.boolean(), fc.boolean())
  .map(([rows, isShared, hasHistory]): RowSet => {
    const set = createRowSet(
      rows.length,
      rows.map(([row]) => row),
    )
    return {
      ...set,
      together: isShared
        ? Uint32Array.from(rows, ([{ servers }, more]) => Math.min(0xff_ff_ff_ff, servers + more.servers))
        : null,
      history: hasHistory
        ? {
            moments: [9, 1, 4].map((snapshot) => ({ snapshot, at: 1_790_000_000 + snapshot })),
            first: Uint32Array.from(rows, ([, { first }]) => first),
            opened: Uint32Array.from(rows, ([, { opened }]) => opened),
            came: Uint8Array.from(rows, ([, { came }]) => came),
          }
        : null,
    }
  })

test('a row set comes back as it was, in any order and with any words', () => {
  fc.assert(
    fc.property(rowSet, (set) => {
      expect(decodeColumns(encodeColumns(set))).toEqual(set)
    }),
  )
})

test('so do no rows, and as many words as there can be', () => {
  expect(decodeColumns(encodeColumns(EMPTY_ROW_SET))).toEqual(EMPTY_ROW_SET)
  const rows = Array.from({ length: 252 }, (_, i) => ({
    port: i,
    type: `T${i}`,
    servers: 1,
    status: '\uFEFF',
  }))
  const set = createRowSet(rows.length, rows)
  expect(set.types).toHaveLength(256)
  expect(decodeColumns(encodeColumns(set))).toEqual(set)
})

test('a sorted row of a fleet takes some two and a half bytes', () => {
  const rows = Array.from({ length: 4_000 }, (_, i) => {
    return { port: i >> 1, type: TYPES[i & 1] ?? '', servers: 1 + (i % 90), status: 'unknown' }
  })
  expect(encodeColumns(createRowSet(rows.length, rows)).length).toBeLessThan(2.6 * rows.length)
})

describe('bytes that no server of ours sends', () => {
  const bytes = encodeColumns(
    createRowSet(2, [
      { port: 22, type: 'TCP', servers: 300, status: 'danger' },
      { port: 80, type: 'TCP6', servers: 1, status: 'odd' },
    ]),
  )

  test('are refused wherever they were cut, and with anything behind them', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeColumns(bytes.subarray(0, length))).toThrow(DecodeError)
    expect(() => decodeColumns(Uint8Array.of(...bytes, 0))).toThrow('end: expected 1 bytes less')
  })

  test('are refused with what is wrong, or are a row set', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const set = read(bytes) ?? EMPTY_ROW_SET
        expect(decodeColumns(encodeColumns(set))).toEqual(set)
      }),
    )
  })

  test('are refused or read when one of them changed, and never make more rows than they are', () => {
    fc.assert(
      fc.property(rowSet, fc.nat(), fc.integer({ min: 1, max: 255 }), (set, place, change) => {
        const garbled = encodeColumns(set)
        const at = place % garbled.length
        garbled[at] = (garbled[at] ?? 0) ^ change
        expect(read(garbled)?.size ?? 0).toBeLessThanOrEqual(garbled.length / 2)
      }),
    )
  })

  test.each([
    [
      'more rows than there are bytes for',
      [0xff, 0xff, 0xff, 0xff, 0x0f],
      'size: expected a whole number, 0 to 2',
    ],
    ['a number without an end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], 'size: expected'],
    ['too many words', [0, 0x81, 0x02], 'type: expected a whole number, 0 to 256'],
    ['a word longer than all', [0, 1, 0x03, 65], 'type: expected a whole number'],
    ['a word that is not text', [0, 1, 1, 0xff, 0], 'type: expected text in UTF-8'],
    [
      'a type that is not in the dictionary',
      [1, 1, 1, 65, 1, 1, 66, 22, 1, 0, 5],
      'data_list[0], type: expected',
    ],
    [
      'servers beyond 32 bits',
      [1, 1, 1, 65, 1, 1, 66, 22, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x10],
      'num: expected',
    ],
  ])('%s: refused by name', (_, bytes, message) => {
    expect(() => decodeColumns(Uint8Array.from(bytes))).toThrow(message)
  })
})

/** Null for what is refused in one of the two ways there are. */
function read(bytes: Uint8Array) {
  try {
    return decodeColumns(bytes)
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) return null
    throw error
  }
}
