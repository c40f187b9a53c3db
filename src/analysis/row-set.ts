import { STATUSES, TYPES } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

/**
 * All rows of a snapshot, as columns: row `i` is `port[i]`, `types[type[i]]`, `servers[i]`, `statuses[status[i]]`.
 *
 * Columns, because a filter over 262,144 objects misses a frame where one pass over four typed arrays takes a
 * millisecond. Words are kept once, in dictionaries that begin with those we know, in the order in which they are
 * listed everywhere; a word we do not know follows in order of appearance.
 */
export type RowSet = {
  readonly size: number
  readonly port: Uint16Array
  readonly type: Uint8Array
  readonly servers: Uint32Array
  readonly status: Uint8Array
  readonly types: readonly string[]
  readonly statuses: readonly string[]
  /**
   * By row: how many servers have its port open over its protocol, in either address family. Null where the source names no
   * servers, so that a server with both cannot be told from two.
   */
  readonly together: Uint32Array | null
  /** When the rows began; null where the source does not tell. */
  readonly history: RowHistory | null
  /** Of a folded set: the rows that its entries stand for. */
  readonly folds?: Folds
}

/**
 * What the entries of a folded set are made of: entry `i` is row `i` of `rows` alone, entry `rows.size + p` rows `first[p]` and
 * `second[p]` together, which are one port over one protocol in two address families. A row is listed alone where a filter
 * hides the other one: so which entries there are depends on nothing but the rows, and each order of them is computed once.
 */
export type Folds = {
  readonly rows: RowSet
  readonly first: Uint32Array
  readonly second: Uint32Array
  /** By row: 1 where it is part of an entry of two. */
  readonly isPart: Uint8Array
  /** By entry: the most servers that there can be, where `servers` of the set are the least. */
  readonly most: Uint32Array
}

/**
 * When the rows of a snapshot began: at `moments[first[i]]` row `i` was seen first, and since `moments[opened[i]]` it has been open.
 * The two differ where it was closed in between, as far as that lies not more than 30 days back.
 */
export type RowHistory = {
  /** Snapshots, and when each was read, in seconds since 1970. */
  readonly moments: readonly { readonly snapshot: number; readonly at: number }[]
  readonly first: Uint32Array
  readonly opened: Uint32Array
  /** By row: whether it came at its moments, {@link CAME} and {@link CAME_FIRST}, or was only looked at first: it may be older. */
  readonly came: Uint8Array
}

/** It was not open before it was opened last: what was looked at before did not show it. */
export const CAME = 1
/** It was not open before it was seen first. */
export const CAME_FIRST = 2

/**
 * Builds the row set of a snapshot.
 *
 * @param size how many rows there are at most.
 * @param listed the types in the order in which rows of a port are listed; others follow as they appear.
 * @throws {RangeError} when there are more rows than `size`, or more than 256 different types or statuses.
 */
export function createRowSet(
  size: number,
  rows: Iterable<PortRow>,
  listed: readonly string[] = TYPES,
): RowSet {
  const port = new Uint16Array(size)
  const type = new Uint8Array(size)
  const servers = new Uint32Array(size)
  const status = new Uint8Array(size)
  const types = createDictionary(listed)
  const statuses = createDictionary(STATUSES)
  let i = 0
  for (const row of rows) {
    if (i === size) throw new RangeError(`more than the ${size} rows announced`)
    port[i] = row.port
    type[i] = types.indexOf(row.type)
    servers[i] = row.servers
    status[i] = statuses.indexOf(row.status)
    i++
  }
  return {
    size: i,
    port: port.subarray(0, i),
    type: type.subarray(0, i),
    servers: servers.subarray(0, i),
    status: status.subarray(0, i),
    types: types.words,
    statuses: statuses.words,
    together: null,
    history: null,
  }
}

export const EMPTY_ROW_SET: RowSet = createRowSet(0, [])

/** Row `i` as an object. @throws {RangeError} when there is no such row. */
export function rowAt(set: RowSet, i: number): PortRow {
  const port = set.port[i]
  const type = set.types[set.type[i] ?? -1]
  const servers = set.servers[i]
  const status = set.statuses[set.status[i] ?? -1]
  if (port === undefined || type === undefined || servers === undefined || status === undefined) {
    throw new RangeError(`no row ${i} in a set of ${set.size}`)
  }
  return { port, type, servers, status }
}

/** The index of the row of a port and type, its letters in either case; -1 when the set has none. */
export function findRow(set: RowSet, port: number, type: string): number {
  const word = set.types.findIndex((known) => known.toLowerCase() === type.toLowerCase())
  for (let i = 0; i < set.size; i++) if (set.port[i] === port && set.type[i] === word) return i
  return -1
}

/** Words by index, those that are known first. @throws {RangeError} beyond 256. */
export function createDictionary(known: readonly string[]) {
  const words = [...known]
  const indices = new Map(words.map((word, i) => [word, i]))
  const indexOf = (word: string): number => {
    const known = indices.get(word)
    if (known !== undefined) return known
    if (words.length === 256) throw new RangeError('more than 256 different types or statuses')
    indices.set(word, words.length)
    return words.push(word) - 1
  }
  return { words, indexOf }
}
