import { DecodeError } from '#contract/decode.ts'
import { MAX_PORT, STATUSES, TYPES } from '#contract/port-row.ts'

import { CAME, CAME_FIRST, createDictionary } from './row-set.ts'
import type { RowHistory, RowSet } from './row-set.ts'

/**
 * A row set as bytes, column after column: the form of `COLUMNS_TYPE`, which docs/api.md describes. 262,144 rows are 0.6 MB and
 * compress to a fifth of what their JSON does, because alike stands beside alike; it is made and read in some milliseconds.
 */
export function encodeColumns({
  size,
  port,
  type,
  servers,
  status,
  types,
  statuses,
  together,
  history,
}: RowSet): Uint8Array<ArrayBuffer> {
  const words = [types, statuses].map((words) => words.map((word) => new TextEncoder().encode(word)))
  const lengths = words.flat().map(({ length }) => length + VARINT)
  const bytes = new Uint8Array(
    3 * VARINT + sum(lengths) + size * (PORT + 2 + 2 * VARINT) + 3 + historyLength(history),
  )
  let at = 0
  const varint = (value: number): void => {
    for (; value > 0x7f; value = Math.floor(value / 0x80)) bytes[at++] = (value % 0x80) | 0x80
    bytes[at++] = value
  }
  const indices = (column: Uint8Array, words: number): void => {
    const { width, perByte } = packingOf(words)
    for (let i = 0; i < size; i++) {
      const byte = at + Math.floor(i / perByte)
      bytes[byte] = (bytes[byte] ?? 0) | ((column[i] ?? 0) << ((i % perByte) * width))
    }
    at += Math.ceil(size / perByte)
  }

  varint(size)
  for (const dictionary of words) {
    varint(dictionary.length)
    for (const word of dictionary) {
      varint(word.length)
      bytes.set(word, at)
      at += word.length
    }
  }
  for (let i = 0, before = 0; i < size; i++) {
    const own = port[i] ?? 0
    varint((own - before) & MAX_PORT)
    before = own
  }
  indices(type, types.length)
  indices(status, statuses.length)
  for (let i = 0; i < size; i++) varint(servers[i] ?? 0)
  varint(together === null ? 0 : 1)
  if (together) for (let i = 0; i < size; i++) varint((together[i] ?? 0) - (servers[i] ?? 0))
  varint(history === null ? 0 : 1)
  if (history) {
    const { moments, first, opened, came } = history
    varint(moments.length)
    for (const moment of moments) {
      varint(moment.snapshot)
      varint(moment.at)
    }
    for (const column of [first, opened, came]) for (let i = 0; i < size; i++) varint(column[i] ?? 0)
  }
  return bytes.slice(0, at)
}

/**
 * The inverse of {@link encodeColumns}. What is held while reading is bounded by the bytes that came, whatever they say.
 *
 * @throws {DecodeError} with the column that is wrong, or `end` where there are too few bytes or too many.
 */
export function decodeColumns(bytes: Uint8Array): RowSet {
  let at = 0
  const varint = (field: string, max: number): number => {
    let value = 0
    for (let factor = 1; factor <= LAST_FACTOR; factor *= 0x80) {
      const byte = bytes[at++]
      if (byte === undefined) throw new DecodeError('end', 'more bytes')
      value += (byte & 0x7f) * factor
      if (byte < 0x80 && value <= max) return value
      if (byte < 0x80) break
    }
    throw new DecodeError(field, `a whole number, 0 to ${max}`)
  }
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new DecodeError('end', 'more bytes')
    return bytes.subarray(at, (at += length))
  }
  /** The words of a dictionary by our own indices, which begin with the words that we know. */
  const words = (field: string, known: readonly string[]) => {
    const { words, indexOf } = createDictionary(known)
    const count = varint(field, MAX_WORDS)
    const own = new Uint8Array(count)
    for (let i = 0; i < count; i++) own[i] = indexOf(text(field, take(varint(field, bytes.length - at))))
    return { words, own, count }
  }
  const indices = (field: string, { own, count }: { own: Uint8Array; count: number }): Uint8Array => {
    const { width, perByte, mask } = packingOf(count)
    const packed = take(Math.ceil(size / perByte))
    const column = new Uint8Array(size)
    for (let i = 0; i < size; i++) {
      const index = ((packed[Math.floor(i / perByte)] ?? 0) >> ((i % perByte) * width)) & mask
      if (index >= count) throw new DecodeError(field, `one of ${count} words`, i)
      column[i] = own[index] ?? 0
    }
    return column
  }

  const readHistory = (): RowHistory => {
    const count = varint('moments', Math.floor((bytes.length - at) / LEAST_PER_ROW))
    const moments = Array.from({ length: count }, () => ({
      snapshot: varint('moments', MAX_SERVERS),
      at: varint('moments', MAX_SERVERS),
    }))
    const column = (field: string, max: number): Uint32Array =>
      Uint32Array.from({ length: size }, () => varint(field, max))
    const first = column('first', count - 1)
    const opened = column('opened', count - 1)
    return { moments, first, opened, came: Uint8Array.from(column('came', CAME | CAME_FIRST)) }
  }

  const size = varint('size', Math.floor(bytes.length / LEAST_PER_ROW))
  const types = words('type', TYPES)
  const statuses = words('status', STATUSES)
  const port = new Uint16Array(size)
  for (let i = 0, before = 0; i < size; i++) {
    before = (before + varint('port', MAX_PORT)) & MAX_PORT
    port[i] = before
  }
  const type = indices('type', types)
  const status = indices('status', statuses)
  const servers = new Uint32Array(size)
  for (let i = 0; i < size; i++) servers[i] = varint('num', MAX_SERVERS)
  const together = varint('together', 1) === 0 ? null : new Uint32Array(size)
  if (together)
    for (let i = 0; i < size; i++) {
      const own = servers[i] ?? 0
      together[i] = own + varint('together', MAX_SERVERS - own)
    }
  const history = varint('history', 1) === 0 ? null : readHistory()
  if (at !== bytes.length) throw new DecodeError('end', `${bytes.length - at} bytes less`)
  return {
    size,
    port,
    type,
    servers,
    status,
    types: types.words,
    statuses: statuses.words,
    together,
    history,
  }
}

const historyLength = (history: RowHistory | null): number =>
  history === null
    ? 1
    : 1 + VARINT + 2 * VARINT * history.moments.length + history.first.length * (2 * VARINT + 1)

/** Bytes of a number: seven bits each, the lowest first; all but the last have the eighth bit set. */
const VARINT = 5
const LAST_FACTOR = 0x80 ** (VARINT - 1)
const PORT = 3
/** A row has a byte of its port and one of its servers at least. */
const LEAST_PER_ROW = 2
const MAX_SERVERS = 0xff_ff_ff_ff
const MAX_WORDS = 256

/** How indices of so many words are packed: 1, 2, 4 or 8 bits each, the first in the lowest bits of a byte. */
function packingOf(words: number): { width: number; perByte: number; mask: number } {
  const width = [1, 2, 4].find((bits) => words <= 2 ** bits) ?? 8
  return { width, perByte: 8 / width, mask: 2 ** width - 1 }
}

function text(field: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new DecodeError(field, 'text in UTF-8')
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
