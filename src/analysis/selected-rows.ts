import { findRow } from './row-set.ts'
import type { RowSet } from './row-set.ts'

/** Rows of a set that a reader selected one by one or by the thousand, whatever is shown of them. */
export type SelectedRows = {
  readonly set: RowSet
  /** By row: 1 where it is selected. */
  readonly mask: Uint8Array
  readonly count: number
}

export const selectNone = (set: RowSet): SelectedRows => ({ set, mask: new Uint8Array(set.size), count: 0 })

/** With some rows selected besides, or no longer. */
export function selectRows(
  { set, mask, count }: SelectedRows,
  indices: Iterable<number>,
  selects: boolean,
): SelectedRows {
  const next = mask.slice()
  for (const i of indices) {
    if (next[i] === undefined || (next[i] === 1) === selects) continue
    next[i] = Number(selects)
    count += selects ? 1 : -1
  }
  return { set, mask: next, count }
}

/** The selected rows of an order, in that order. */
export function selectedOf({ mask, count }: SelectedRows, order: Uint32Array): Uint32Array {
  const rows = new Uint32Array(count)
  let found = 0
  for (const i of order) if (mask[i] === 1) rows[found++] = i
  return rows.subarray(0, found)
}

/** The same ports and types in another snapshot of their scope; those that are no longer open are not selected there. */
export function selectedIn(selected: SelectedRows, set: RowSet): SelectedRows {
  if (selected.set === set) return selected
  if (selected.count === 0) return selectNone(set)
  if (selected.count < FEW) {
    const rows: number[] = []
    selected.mask.forEach((isSelected, i) => {
      if (isSelected === 1) rows.push(findRow(set, selected.set.port[i] ?? 0, typeOf(selected.set, i)))
    })
    return selectRows(selectNone(set), rows, true)
  }
  const sockets = new Set<string>()
  selected.mask.forEach((isSelected, i) => {
    if (isSelected === 1) sockets.add(`${selected.set.port[i]}/${typeOf(selected.set, i)}`)
  })
  const rows: number[] = []
  for (let i = 0; i < set.size; i++) if (sockets.has(`${set.port[i]}/${typeOf(set, i)}`)) rows.push(i)
  return selectRows(selectNone(set), rows, true)
}

/** As many as are found quicker one by one than by names made for every row. */
const FEW = 20

const typeOf = (set: RowSet, i: number): string => set.types[set.type[i] ?? 0] ?? ''
