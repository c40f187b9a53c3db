import { MAX_PORT } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

import { ended, lengthOf, NO_CHANGE, oncePerKey, startSweep } from './sweep-state.ts'
import type { Change, Step, SweepState } from './sweep-state.ts'
import { isInOrder, takeUnordered } from './sweep-unordered.ts'
import type { Window, WindowRequest } from './types.ts'

/** Most rows that HSS gives a call. */
const LIMIT = 200
/** Largest offset that HSS takes. */
export const OFFSET_MAX = 2_000_000
/** Least rows that a page is documented to have when there are more. */
const SIZE_MIN = 10
/** `total_num` is documented to end here, while offsets go further: a full page there may not be the last. */
const TOTAL_DOCUMENTED = 10_000
/** Rows that a set is taken for whose number HSS does not say. */
const EXPECTED = 10_000
/** Settled rows that a page repeats from the one before, when nothing was seen to move. */
const OVERLAP = 4

/** The window to ask for next, null when the sweep has ended, or claims an offset beyond the last one of HSS. */
export function nextWindow({
  phase,
  offset,
}: SweepState): Pick<WindowRequest, 'limit' | 'offset' | 'status'> | null {
  if (phase === 'ended' || offset > OFFSET_MAX) return null
  return { limit: LIMIT, offset, ...(phase === 'danger' && { status: 'danger' }) }
}

/**
 * Takes the answer to `nextWindow`.
 *
 * The rows of one page are contiguous in the order of ports, at one instant. So when its first port is settled, or it
 * begins the set, the page has every row between that port and its last one, which alone may go on behind its end. The
 * ports between are settled, and the next page begins a few settled rows before the first that is not. When rows
 * disappeared and the page begins behind the cursor, the sweep steps back. So a row that exists throughout is taken
 * exactly once, from whatever place it moves to; and as all types of a port come from one page, none is ever repeated.
 *
 * @param isKnown Whether a (port, type) is among the rows collected: asked only where HSS gives no order.
 */
export function takeWindow(
  before: SweepState,
  window: Window,
  isKnown: (row: PortRow) => boolean = () => false,
): Step {
  const read = counted(before, window)
  if (read.phase === 'danger') return takeDanger(read, window)
  const isContradictory = contradictsItself(before, window)
  // Once it was told twice the sweep is incomplete: to ask about each further page would only cost calls.
  if (isContradictory && read.doubts === 0 && !read.contradicted) return bounded(askAgain(read))
  const state = { ...read, contradicted: read.contradicted || isContradictory }
  if (state.phase === 'unordered') return bounded(takeUnordered(state, window, isKnown))
  if (!isInOrder(window.rows)) {
    const { calls, work, most, expected, refused, size, total, previousRows, contradicted } = state
    const again = { ...startSweep({ dangerFirst: false, previousRows }), contradicted }
    const ignores: SweepState['ignores'] = [...state.ignores, 'sort_key']
    return {
      state: { ...again, phase: 'unordered', calls, work, most, expected, refused, size, total, ignores },
      change: { ...NO_CHANGE, clear: true },
    }
  }
  return bounded(takeOrdered(state, window))
}

/**
 * Whether a page has more rows than it was asked for, rows beyond the last that is claimed, or one (port, type) twice in
 * place of another row.
 */
function contradictsItself({ offset }: SweepState, window: Window): boolean {
  const count = lengthOf(window)
  const isBeyond = window.total !== null && window.total < TOTAL_DOCUMENTED && offset + count > window.total
  return count > LIMIT || (count > 0 && isBeyond) || oncePerKey(window.rows).length < window.rows.length
}

/** What is not believed at once is asked for again. */
const askAgain = (state: SweepState): Step => ({
  state: { ...state, doubts: state.doubts + 1 },
  change: NO_CHANGE,
})

/** What every answer adds, whatever comes of it. */
function counted(state: SweepState, window: Window): SweepState {
  const count = lengthOf(window)
  const calls = state.calls + 1
  if (state.phase === 'danger') return { ...state, calls } // its rows come once more, refused ones as well
  const refused = new Map(state.refused.map(({ reason, count }) => [reason, count]))
  for (const { reason, count } of window.refused) refused.set(reason, (refused.get(reason) ?? 0) + count)
  return {
    ...state,
    calls,
    refused: [...refused].map(([reason, count]) => ({ reason, count })),
    work: state.work + 1,
    size: Math.max(state.size, count),
    total: window.total,
    most: Math.max(state.most, window.total ?? 0),
    expected: state.work === 0 ? Math.min(window.total ?? EXPECTED, OFFSET_MAX) : state.expected,
    moved: state.moved || (state.work > 0 && window.total !== state.total),
  }
}

/** The answer to `status=danger`. A row of another status shows that the region takes no such filter. */
function takeDanger(state: SweepState, { rows }: Window): Step {
  const next: SweepState = { ...state, phase: 'ordered' }
  if (rows.some((row) => row.status !== 'danger'))
    return { state: { ...next, ignores: [...state.ignores, 'status'] }, change: NO_CHANGE }
  return { state: next, change: { ...NO_CHANGE, rows: oncePerKey(rows) } }
}

function takeOrdered(state: SweepState, window: Window): Step {
  const { rows } = window
  const count = lengthOf(window)
  const first = rows[0]
  if (first === undefined) return count === 0 ? takeNothing(state) : takeUnreadable(state, count)
  if (state.offset > 0 && first.port > state.settled) return stepBack(state)

  const isEnd = endsSet(state, count)
  const last = rows.at(-1) ?? first
  const to = isEnd ? MAX_PORT : Math.max(state.settled, last.port - 1)
  // There are no more rows, although more are claimed.
  if (!isEnd && to === state.settled && count < Math.max(state.size, SIZE_MIN))
    return state.doubts === 0 ? askAgain(state) : endIncomplete(state, rows)
  const repeated = rows.filter((row) => row.port <= state.settled).length
  const taken = oncePerKey(rows.filter((row) => row.port > state.settled && row.port <= to))
  const learnt = { ...state, ...learn(state, window, repeated), ...seeLimit(state, count) }
  const replaces = to > state.settled ? { from: state.settled + 1, to } : null
  const settled: SweepState = {
    ...learnt,
    settled: to,
    rows: state.rows + taken.length,
    doubts: 0,
    stepBack: 0,
  }
  const change: Change = { clear: false, replaces, rows: taken }
  if (isEnd) return { state: ended(settled, 'complete'), change }

  const open = rows.filter((row) => row.port > to).length
  const overlap = overlapOf(settled.reserve, count)
  const offset = Math.max(0, state.offset + count - open - overlap)
  return { state: { ...settled, offset, overlap }, change }
}

/** Whether a page is the last. A full one never is: claims end at a documented maximum, and may be wrong. */
function endsSet({ offset, total, size }: SweepState, count: number): boolean {
  if (total === null || offset + count > total) return count < size || count < SIZE_MIN
  const isFull = count >= LIMIT || (total >= TOTAL_DOCUMENTED && count >= size)
  return offset + count >= total && !isFull
}

/** The last port may have more rows than came, but those that came are there. */
function endIncomplete(state: SweepState, rows: readonly PortRow[]): Step {
  const left = oncePerKey(rows.filter((row) => row.port > state.settled))
  const change: Change = { clear: false, replaces: null, rows: left }
  return { state: ended({ ...state, rows: state.rows + left.length }, 'incomplete'), change }
}

/** An empty list: the end of a set that shrank, an empty set, or rows left out. The last two are believed when said twice. */
function takeNothing(state: SweepState): Step {
  const { total, offset, doubts, previousRows } = state
  const isIncomplete = total !== null && total > offset
  if (offset > 0 && !isIncomplete) return stepBack({ ...state, offset: Math.min(offset, total ?? offset) })
  const isExpected = !isIncomplete && total === 0 && previousRows === 0
  if (doubts === 0 && !isExpected) return askAgain(state)
  if (isIncomplete) return { state: ended(state, 'incomplete'), change: NO_CHANGE }
  const change: Change = { clear: false, replaces: { from: state.settled + 1, to: MAX_PORT }, rows: [] }
  return { state: ended({ ...state, settled: MAX_PORT }, 'complete'), change }
}

/** A page of nothing but refused rows tells no port, so nothing behind it can be known to be complete. */
function takeUnreadable(state: SweepState, count: number): Step {
  const isAll = state.offset === 0 && endsSet(state, count)
  return { state: ended(state, isAll ? 'complete' : 'incomplete'), change: NO_CHANGE }
}

/** Rows before the cursor disappeared: further back, twice as far each time, until the page begins before the cursor. */
function stepBack(state: SweepState): Step {
  const step = state.stepBack === 0 ? Math.max(OVERLAP, Math.floor(state.size / 4)) : state.stepBack * 2
  const offset = Math.max(0, state.offset - step)
  const overlap = state.overlap + state.offset - offset
  return { state: { ...state, moved: true, offset, overlap, stepBack: step }, change: NO_CHANGE }
}

/** How far the set moved under the cursor since the page before: what was lost once may be lost again. */
function learn(
  state: SweepState,
  { rows, refused }: Window,
  repeated: number,
): Pick<SweepState, 'moved' | 'reserve'> {
  const isTold = repeated < rows.length && refused.length === 0
  const lost = isTold ? state.overlap - repeated : 0
  const reserve = Math.max(Math.ceil(lost * 1.5), Math.floor(state.reserve * 0.8))
  return { reserve, moved: state.moved || lost !== 0 }
}

const overlapOf = (reserve: number, count: number): number => {
  const least = Math.min(OVERLAP, Math.max(1, Math.floor(count / 20)))
  return Math.min(least + reserve, Math.max(1, Math.floor(count / 2)))
}

/** A page below what was asked for, and not at the end, is what this region gives. */
const seeLimit = ({ offset, total, ignores }: SweepState, count: number): Pick<SweepState, 'ignores'> => ({
  ignores:
    count < LIMIT && total !== null && offset + count < total && !ignores.includes('limit')
      ? [...ignores, 'limit']
      : ignores,
})

/**
 * Ends a sweep that has cost three times what the set would cost as it was claimed to be at first, and some calls more:
 * one that grows faster than it can be read would never end.
 */
function bounded(step: Step): Step {
  const { state } = step
  const ideal = Math.ceil(state.expected / Math.max(SIZE_MIN, state.size))
  const isSpent = state.outcome === null && state.work >= 12 + 3 * ideal
  return isSpent || state.offset > OFFSET_MAX ? { ...step, state: ended(state, 'unstable') } : step
}
