import { isWorseStatus, protocolOf } from '#contract/port-row.ts'

import { listingOrder } from './order.ts'
import { CAME, CAME_FIRST, findRow } from './row-set.ts'
import type { Folds, RowHistory, RowSet } from './row-set.ts'

/**
 * The rows of a set by port and protocol. Of two rows together, the type is that of the first, the status the worse one,
 * and the servers as many as there are at least: exact where the rows tell how many there are together.
 */
export function foldRows(rows: RowSet): RowSet {
  const known = folded.get(rows)
  if (known) return known
  const { first, second } = pairsOf(rows)
  const size = rows.size + first.length
  const grow = <Column extends Uint8Array | Uint16Array | Uint32Array>(
    own: Column,
    column: Column,
  ): Column => {
    column.set(own)
    return column
  }
  const port = grow(rows.port, new Uint16Array(size))
  const type = grow(rows.type, new Uint8Array(size))
  const status = grow(rows.status, new Uint8Array(size))
  const servers = grow(rows.servers, new Uint32Array(size))
  const most = grow(rows.servers, new Uint32Array(size))
  const isPart = new Uint8Array(rows.size)
  const isWorse = rows.statuses.map((a) => rows.statuses.map((b) => isWorseStatus(a, b)))
  for (let p = 0; p < first.length; p++) {
    const entry = rows.size + p
    const a = first[p] ?? 0
    const b = second[p] ?? 0
    isPart[a] = isPart[b] = 1
    port[entry] = rows.port[a] ?? 0
    type[entry] = rows.type[a] ?? 0
    const [own, other] = [rows.status[a] ?? 0, rows.status[b] ?? 0]
    status[entry] = isWorse[other]?.[own] === true ? other : own
    const [ofA, ofB] = [rows.servers[a] ?? 0, rows.servers[b] ?? 0]
    servers[entry] = rows.together?.[a] ?? Math.max(ofA, ofB)
    most[entry] = rows.together?.[a] ?? ofA + ofB
  }
  const { types, statuses } = rows
  const folds = { rows, first, second, isPart, most }
  const set = {
    size,
    port,
    type,
    servers,
    status,
    types,
    statuses,
    together: null,
    history: foldHistory(rows, folds),
    folds,
  }
  folded.set(rows, set)
  return set
}

/** A port came over a protocol when the first of its address families did. */
function foldHistory(rows: RowSet, { first, second }: Pick<Folds, 'first' | 'second'>): RowHistory | null {
  const { history } = rows
  if (history === null) return null
  const grow = <Column extends Uint8Array | Uint32Array>(own: Column, column: Column): Column => {
    column.set(own)
    return column
  }
  const size = rows.size + first.length
  const own = grow(history.first, new Uint32Array(size))
  const opened = grow(history.opened, new Uint32Array(size))
  const came = grow(history.came, new Uint8Array(size))
  const atOf = history.moments.map(({ at }) => at)
  for (let p = 0; p < first.length; p++) {
    const entry = rows.size + p
    const [a, b] = [first[p] ?? 0, second[p] ?? 0]
    /** The row that began earlier; of two at one moment, the one that may be older. */
    const earlier = (column: Uint32Array, bit: number): number => {
      const difference = (atOf[column[a] ?? 0] ?? 0) - (atOf[column[b] ?? 0] ?? 0)
      if (difference !== 0) return difference < 0 ? a : b
      return ((history.came[a] ?? 0) & bit) <= ((history.came[b] ?? 0) & bit) ? a : b
    }
    const byFirst = earlier(history.first, CAME_FIRST)
    const byOpened = earlier(history.opened, CAME)
    own[entry] = history.first[byFirst] ?? 0
    opened[entry] = history.opened[byOpened] ?? 0
    came[entry] = ((history.came[byOpened] ?? 0) & CAME) | ((history.came[byFirst] ?? 0) & CAME_FIRST)
  }
  return { moments: history.moments, first: own, opened, came }
}

const folded = new WeakMap<RowSet, RowSet>()

/** The rows of the same port over the same protocol, two and two: there are no more, since a protocol has two families. */
function pairsOf(rows: RowSet): Pick<Folds, 'first' | 'second'> {
  const order = listingOrder(rows)
  const other = rows.types.map((type) =>
    protocolOf(type) === type
      ? rows.types.findIndex((word) => word !== type && protocolOf(word) === type)
      : -1,
  )
  const first = new Uint32Array(rows.size >> 1)
  const second = new Uint32Array(rows.size >> 1)
  let count = 0
  for (let from = 0, to = 0; from < order.length; from = to) {
    const port = rows.port[order[from] ?? 0]
    while (to < order.length && rows.port[order[to] ?? 0] === port) to++
    for (let at = from; at < to; at++) {
      const wanted = other[rows.type[order[at] ?? 0] ?? 0] ?? -1
      if (wanted === -1) continue
      for (let next = from; next < to; next++) {
        if (rows.type[order[next] ?? 0] !== wanted) continue
        first[count] = order[at] ?? 0
        second[count++] = order[next] ?? 0
      }
    }
  }
  return { first: first.slice(0, count), second: second.slice(0, count) }
}

/** How many entries a set lists without a filter: rows, or ports with a protocol where it is folded. */
export const countListed = ({ size, folds }: RowSet): number =>
  folds === undefined ? size : folds.rows.size - folds.first.length

/** The rows that an entry stands for, as indices of the set that they are rows of. */
export function rowsOfEntry({ folds }: RowSet, entry: number): number[] {
  const p = folds === undefined ? -1 : entry - folds.rows.size
  return p < 0 ? [entry] : [folds?.first[p] ?? 0, folds?.second[p] ?? 0]
}

/** The rows of some entries, in their order. */
export function rowsOfEntries(set: RowSet, entries: Uint32Array): Uint32Array {
  if (set.folds === undefined) return entries
  const { rows, first, second } = set.folds
  const found = new Uint32Array(rows.size)
  let count = 0
  for (const entry of entries) {
    const p = entry - rows.size
    if (p < 0) found[count++] = entry
    else {
      found[count++] = first[p] ?? 0
      found[count++] = second[p] ?? 0
    }
  }
  return found.subarray(0, count)
}

/** All rows in an order of the entries: a row that is part of an entry of two stands where that one does. */
export function rowsInOrder(set: RowSet, order: Uint32Array): Uint32Array {
  const { folds } = set
  if (folds === undefined) return order
  return rowsOfEntries(
    set,
    order.filter((entry) => folds.isPart[entry] !== 1),
  )
}

/** The entries that some rows make; as many rows as a filter lets through of each. @param isIn by row: 1 where it is among them. */
export function markEntries({ size, folds }: RowSet, isIn: Uint8Array): Uint8Array {
  if (folds === undefined) return isIn
  const isListed = new Uint8Array(size)
  isListed.set(isIn)
  const { rows, first, second } = folds
  for (let p = 0; p < first.length; p++) {
    const a = first[p] ?? 0
    const b = second[p] ?? 0
    if (isIn[a] !== 1 || isIn[b] !== 1) continue
    isListed[a] = isListed[b] = 0
    isListed[rows.size + p] = 1
  }
  return isListed
}

/** Rows two and two, each two of one entry. */
export type Pairs = Pick<Folds, 'first' | 'second'>

/** Those two rows of one entry of which both are among some rows: counted by rows, they count once too often. */
export function pairsAmong({ folds }: RowSet, indices: Uint32Array): Pairs {
  if (folds === undefined) return { first: new Uint32Array(), second: new Uint32Array() }
  const isIn = new Uint8Array(folds.rows.size)
  for (const i of indices) isIn[i] = 1
  const first = new Uint32Array(folds.first.length)
  const second = new Uint32Array(folds.first.length)
  let count = 0
  for (let p = 0; p < folds.first.length; p++) {
    const a = folds.first[p] ?? 0
    const b = folds.second[p] ?? 0
    if (isIn[a] !== 1 || isIn[b] !== 1) continue
    first[count] = a
    second[count++] = b
  }
  return { first: first.subarray(0, count), second: second.subarray(0, count) }
}

/** The entries that some rows make, counted. @param isIn by row: 1 where it is among them. */
export function countEntries({ folds }: RowSet, isIn: Uint8Array, rows: number): number {
  let entries = rows
  for (let p = 0; p < (folds?.first.length ?? 0); p++)
    if (isIn[folds?.first[p] ?? 0] === 1 && isIn[folds?.second[p] ?? 0] === 1) entries--
  return entries
}

/** The entry of a port with a type, in either case; of a folded set, of all its rows of that protocol. -1 when there is none. */
export function findEntry(set: RowSet, port: number, type: string): number {
  const { folds } = set
  if (folds === undefined) return findRow(set, port, type)
  const { rows, first } = folds
  const protocol = protocolOf(type.toUpperCase())
  for (let i = 0; i < rows.size; i++) {
    if (rows.port[i] !== port || protocolOf(rows.types[rows.type[i] ?? 0] ?? '').toUpperCase() !== protocol)
      continue
    if (folds.isPart[i] !== 1) return i
    const p = first.indexOf(i)
    if (p !== -1) return rows.size + p
  }
  return -1
}

/** At which place of an order an entry stands where nothing is filtered. */
export function placeUnfiltered({ folds }: RowSet, order: Uint32Array, entry: number): number {
  let place = 0
  for (const other of order) {
    if (other === entry) return place
    if (folds?.isPart[other] !== 1) place++
  }
  return -1
}
