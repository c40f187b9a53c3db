import { randomUUID } from 'node:crypto'

import { allowanceOf, asOf, BudgetState, EMPTY_BUDGET, endCall, slowDown, takePlace } from './budget-state.ts'
import type { Account } from './budget-state.ts'
import type { Documents } from './documents.ts'
import { parseJson } from './json.ts'
import type { Timing } from './timing.ts'

/** A place for one call. `done` has to be called when it ended, however it ended; with how HSS throttled it, if it did. */
export type Place = { done: (throttled?: { retryAfter: number | null }) => Promise<void> }

/**
 * What takes a place: a sweep, which leaves one call a minute free while `isWatched`, or a user's look-up, which may have that
 * one at any moment.
 */
type Asker = 'sweep' | 'user'

/** The calls that one account may make of one API in any minute. */
export interface Budget {
  /** A place for a call that starts now, or from when there is one (milliseconds since 1970). */
  take: (asker: Asker) => Promise<Place | { freeAt: number }>
  /** How many more calls may start now, how many in a minute, and from when the next may. */
  left: () => Promise<{ left: number; allowed: number; freeAt: number }>
}

const KEY = 'hss calls'

/**
 * @param documents Where the places are kept for all processes. This process keeps its own a second time, by a clock that
 *   cannot be set: a machine whose clock jumps forward would otherwise find all places free.
 */
export function createBudget({
  account,
  perMinute,
  documents,
  timing,
  isWatched,
}: {
  account: Account
  perMinute: number
  documents: Documents
  timing: Timing
  isWatched: () => boolean
}): Budget {
  let own = EMPTY_BUDGET

  async function take(asker: Asker): Promise<Place | { freeAt: number }> {
    const heldBack = asker === 'sweep' && isWatched() ? 1 : 0
    const id = randomUUID()
    const monotonic = timing.monotonic()
    const mine = takePlace(own, account, { perMinute, now: monotonic, heldBack, id })
    if (mine.freeAt !== null) return { freeAt: timing.now() + mine.freeAt - monotonic }
    const now = timing.now()
    const freeAt = await documents.change(KEY, (text) => {
      const { state, freeAt } = takePlace(read(text), account, { perMinute, now, heldBack, id })
      return { text: JSON.stringify(state), result: freeAt }
    })
    if (freeAt !== null) return { freeAt }
    own = takePlace(own, account, { perMinute, now: monotonic, heldBack: 0, id }).state
    return {
      done: async (throttled) => {
        own = endCall(own, id, timing.monotonic())
        const now = timing.now()
        await documents.change(KEY, (text) => {
          const ended = endCall(read(text), id, now)
          const state = throttled ? slowDown(ended, account, { perMinute, now, ...throttled }) : ended
          return { text: JSON.stringify(state), result: undefined }
        })
      },
    }
  }

  return {
    take,

    left: async () => {
      const text = await documents.read(KEY)
      const now = timing.now()
      const state = asOf(read(text), now)
      const { allowed, used, freeAt, pausedUntil } = allowanceOf(state, account, { perMinute, now })
      return { left: pausedUntil > now ? 0 : Math.max(0, allowed - used), allowed, freeAt }
    },
  }
}

/** What cannot be read, another version wrote, or a disk: no call counts for longer than a minute and a half. */
function read(text: string | null): BudgetState {
  const parsed = parseJson(text ?? '')
  const state = BudgetState.safeParse('value' in parsed ? parsed.value : EMPTY_BUDGET)
  return state.success ? state.data : EMPTY_BUDGET
}
