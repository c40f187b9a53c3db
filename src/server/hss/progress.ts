import { Failure } from '#contract/status.ts'
import type { SweepFigures } from '#contract/status.ts'
import { z } from '#contract/zod.ts'
import type { Sweep } from '#server/store/sweep-types.ts'

import { HssError } from './errors.ts'
import { parseJson } from './json.ts'
import { SweepState } from './sweep-state.ts'

/** Raised when `SweepState` changes its meaning: a sweep of another version begins again. */
const VERSION = 3

/** What the store keeps of a sweep between two pages: where it is, and what went wrong so far. */
const Progress = z.object({ version: z.literal(VERSION), state: SweepState, errors: z.array(Failure) })
export type Progress = z.infer<typeof Progress>

/** Errors of one sweep that are kept, the newest. */
const ERRORS_KEPT = 20

export const writeProgress = (state: SweepState, errors: Failure[]): string => {
  const progress: Progress = { version: VERSION, state, errors: errors.slice(-ERRORS_KEPT) }
  return JSON.stringify(progress)
}

/** @returns Null for what another version wrote, or a disk. */
export function readProgress(text: string): Progress | null {
  const parsed = parseJson(text)
  const progress = Progress.safeParse('value' in parsed ? parsed.value : null)
  return progress.success ? progress.data : null
}

/** How much of what HSS claims a sweep has: 1 only when it ended `complete`. */
export function completeOf({ outcome, most, rows }: SweepState): number {
  if (outcome === 'complete') return 1
  return most === 0 ? 0 : Math.min(0.99, rows / most)
}

/** A failure in the words of the status. One that is not HSS's is the store's, or a fault of ours. */
export function failureOf(error: unknown, at: string): Failure {
  if (error instanceof HssError) {
    const { code, advice, requestId, clockSkew } = error
    // A clock that is wrong has another remedy than a key that is.
    return { kind: clockSkew === null ? error.kind : 'clock', code, advice, requestId, at }
  }
  const advice = 'What was read cannot be stored: the log of the server has more.'
  return { kind: 'store', code: error instanceof Error ? error.name : 'Error', advice, requestId: null, at }
}

/** A sweep as the status tells it; null for what another version wrote. */
export function figuresOf(sweep: Sweep): SweepFigures | null {
  const progress = readProgress(sweep.progress)
  if (!progress) return null
  const { outcome, rows, most, calls, moved, ignores, refused } = progress.state
  return {
    begun: sweep.begun,
    readTo: sweep.readTo,
    outcome: sweep.ended === null ? null : (outcome ?? 'superseded'),
    rows,
    claimed: most,
    calls,
    moved,
    ignores,
    refused,
    errors: progress.errors,
  }
}
