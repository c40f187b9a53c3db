import { findRow } from './row-set.ts'
import type { RowSet } from './row-set.ts'

/** Rows of a set that a reader picked one by one or by the thousand, whatever is shown of them. */
export type Picked = {
  readonly set: RowSet
  /** By row: 1 where it is picked. */
  readonly mask: Uint8Array
  readonly count: number
}

export const pickNone = (set: RowSet): Picked => ({ set, mask: new Uint8Array(set.size), count: 0 })

/** With some rows picked besides, or no longer. */
export function pick({ set, mask, count }: Picked, indices: Iterable<number>, picks: boolean): Picked {
  const next = mask.slice()
  for (const i of indices) {
    if (next[i] === undefined || (next[i] === 1) === picks) continue
    next[i] = Number(picks)
    count += picks ? 1 : -1
  }
  return { set, mask: next, count }
}

/** The picked rows of an order, in that order. */
export function pickedOf({ mask, count }: Picked, order: Uint32Array): Uint32Array {
  const rows = new Uint32Array(count)
  let found = 0
  for (const i of order) if (mask[i] === 1) rows[found++] = i
  return rows.subarray(0, found)
}

/** The same ports and types in another reading of their scope; those that are no longer open are not picked there. */
export function pickedIn(picked: Picked, set: RowSet): Picked {
  if (picked.set === set) return picked
  if (picked.count === 0) return pickNone(set)
  if (picked.count < FEW) {
    const rows: number[] = []
    picked.mask.forEach((isPicked, i) => {
      if (isPicked === 1) rows.push(findRow(set, picked.set.port[i] ?? 0, typeOf(picked.set, i)))
    })
    return pick(pickNone(set), rows, true)
  }
  const sockets = new Set<string>()
  picked.mask.forEach((isPicked, i) => {
    if (isPicked === 1) sockets.add(`${picked.set.port[i]}/${typeOf(picked.set, i)}`)
  })
  const rows: number[] = []
  for (let i = 0; i < set.size; i++) if (sockets.has(`${set.port[i]}/${typeOf(set, i)}`)) rows.push(i)
  return pick(pickNone(set), rows, true)
}

/** As many as are found quicker one by one than by names made for every row. */
const FEW = 20

const typeOf = (set: RowSet, i: number): string => set.types[set.type[i] ?? 0] ?? ''
