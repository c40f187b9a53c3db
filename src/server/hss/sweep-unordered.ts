import type { PortRow } from '#contract/port-row.ts'

import { ended, lengthOf, NO_CHANGE, oncePerKey } from './sweep-state.ts'
import type { Step, SweepState } from './sweep-state.ts'
import type { Window } from './types.ts'

/** Whether a page keeps to the order it was asked for. Types of one port come in any. */
export const isInOrder = (rows: readonly PortRow[]): boolean =>
  rows.every((row, i) => i === 0 || row.port >= (rows[i - 1]?.port ?? 0))

/**
 * Takes a page where the region gives no order, so that nothing tells which rows are still to come. The set is passed
 * over from end to end until one pass brings nothing new, during which HSS always claimed the same number and no more
 * than was collected. Anything less sure ends with the bound on work, as `unstable`.
 */
export function takeUnordered(state: SweepState, window: Window, isKnown: (row: PortRow) => boolean): Step {
  const count = lengthOf(window)
  const fresh = oncePerKey(window.rows).filter((row) => !isKnown(row))
  const total = state.total ?? 0
  const rows = state.rows + fresh.length
  const change = { ...NO_CHANGE, rows: oncePerKey(window.rows) }
  const isIncomplete = count === 0 && total > state.offset
  if (isIncomplete && state.doubts > 0) return { state: ended(state, 'incomplete'), change }
  if (isIncomplete) return { state: { ...state, doubts: 1 }, change }

  const next = { ...state, rows, doubts: 0, offset: state.offset + count }
  if (count > 0 && next.offset < total) return { state: next, change }
  const isSure = rows === state.passRows && !state.moved && rows + refusedOf(state) >= total && rows > 0
  if (isSure) return { state: ended(next, 'complete'), change }
  return { state: { ...next, offset: 0, passRows: rows, moved: false }, change }
}

const refusedOf = ({ refused }: SweepState): number => refused.reduce((sum, { count }) => sum + count, 0)
