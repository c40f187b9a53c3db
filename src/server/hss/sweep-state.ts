import { MAX_PORT } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { z } from '#contract/zod.ts'

import type { Window } from './types.ts'

/**
 * How a sweep ended. `complete`: it has every row that existed from its first call to its last. `incomplete`: HSS answered
 * with fewer rows than it claims, with nothing readable, or contradicted itself. `unstable`: the set changed, or came
 * without order, so much that the sweep reached its bound on work first.
 */
const SweepOutcome = z.enum(['complete', 'incomplete', 'unstable'])
export type SweepOutcome = z.infer<typeof SweepOutcome>

const count = z.int().check(z.minimum(0))

/**
 * A sweep between two calls: plain data, so that it is stored with the rows it speaks of and goes on after a crash. A
 * disk or another version may have changed it by then, so it is parsed.
 *
 * `settled` is the highest port of which nothing more is expected: each port is settled by one page. `overlap`
 * is how many settled rows the next page should begin with, and `reserve` what was learnt of rows that disappear before
 * the cursor. `size` is the largest page so far, `total` what HSS claimed last, `most` the largest it
 * ever claimed, and `expected` the first claim, which bounds the work.
 */
export const SweepState = z.object({
  phase: z.enum(['danger', 'ordered', 'unordered', 'ended']),
  offset: count,
  settled: z.int().check(z.minimum(-1), z.maximum(MAX_PORT)),
  overlap: count,
  reserve: count,
  stepBack: count,
  size: count,
  total: z.nullable(count),
  most: count,
  expected: count,
  /** Rows that hold now, the dangerous ones of the first call aside. */
  rows: count,
  /** Calls made, and those of them that the bound on work counts. */
  calls: count,
  work: count,
  /** Answers in a row that were not believed at once. */
  doubts: count,
  /** Whether an answer contradicted itself, and again when it was asked for again: the sweep is incomplete then. */
  contradicted: z.boolean(),
  /** Rows of the snapshot before: an empty answer after that has to be given twice. */
  previousRows: count,
  /** Whether HSS's set was seen to change while it was read. */
  moved: z.boolean(),
  refused: z.array(z.object({ reason: z.string(), count })),
  /** What this region does not do as documented. */
  ignores: z.array(z.enum(['status', 'limit', 'sort_key'])),
  /** Rows at the start of a pass over a set that comes in no order. */
  passRows: count,
  outcome: z.nullable(SweepOutcome),
})
export type SweepState = z.infer<typeof SweepState>

/**
 * What a page does to the rows collected so far: all of them go when `clear`, then those of the ports from `from` to
 * `to` give way to `rows`; with `replaces` null, rows replace none but their own (port, type).
 */
export type Change = { clear: boolean; replaces: { from: number; to: number } | null; rows: PortRow[] }

export const NO_CHANGE: Change = { clear: false, replaces: null, rows: [] }

/** A sweep after one more page. */
export type Step = { state: SweepState; change: Change }

/** @param dangerFirst One call for the dangerous rows alone goes first: most of what matters, at once. */
export const startSweep = ({
  dangerFirst,
  previousRows,
}: {
  dangerFirst: boolean
  previousRows: number
}): SweepState => ({
  phase: dangerFirst ? 'danger' : 'ordered',
  offset: 0,
  settled: -1,
  overlap: 0,
  reserve: 0,
  stepBack: 0,
  size: 0,
  total: null,
  most: 0,
  expected: 0,
  rows: 0,
  calls: 0,
  work: 0,
  doubts: 0,
  contradicted: false,
  previousRows,
  moved: false,
  refused: [],
  ignores: [],
  passRows: 0,
  outcome: null,
})

/** A sweep with its end. A count that does not add up shows that the set moved, if nothing else did. */
export function ended(state: SweepState, end: SweepOutcome): SweepState {
  const outcome = end === 'complete' && state.contradicted ? 'incomplete' : end
  // Rows that were refused are counted once more where pages overlap.
  const isOff =
    outcome === 'complete' && state.refused.length === 0 && state.total !== null && state.rows !== state.total
  return { ...state, phase: 'ended', outcome, moved: state.moved || isOff }
}

/** One row a (port, type), the last that came: an answer may repeat itself, a snapshot may not. */
export const oncePerKey = (rows: readonly PortRow[]): PortRow[] => [
  ...new Map(rows.map((row) => [`${row.port}/${row.type}`, row])).values(),
]

/** How many rows a page had, refused ones included: what offsets count. */
export const lengthOf = ({ rows, refused }: Window): number =>
  refused.reduce((sum, { count }) => sum + count, rows.length)
