/** Failures in a row that are too many; a steady service gets no further. Coins fall that often on one side, see `patience`. */
const FAILURES_MAX = 4
/** Calls before those failures that tell how steady the service was, and the share of failures from which it was not. */
const BEFORE = 12
const UNSTEADY = 1 / 6
const WINDOW = BEFORE + 2 * FAILURES_MAX

/** The first wait after too many failures, what each further one multiplies it by, and the longest. */
const WAIT_FIRST = 30_000
const WAIT_GROWS = 5 // not 2: an API that fails for ever sees at most six calls in the first ten minutes
const WAIT_MAX = 10 * 60_000
/** A service that cannot be reached is not burdened by a try, and is to be found within half a minute of its return. */
const WAIT_UNREACHED = 20_000
const JITTER = 0.2

/** Outcomes of the last calls, newest last, and how often in a row the breaker opened for a service that was reached. */
export type Breaker = { failures: readonly boolean[]; opened: number }

export const CLOSED: Breaker = { failures: [], opened: 0 }

/**
 * By what the bearable number of failures in a row is multiplied: twice as many where the calls before them failed now and
 * then. A service that fails half of the time fails four times in a row every half minute or so, and is no outage for it.
 */
export function patience({ failures }: Pick<Breaker, 'failures'>): 1 | 2 {
  const before = failures.slice(0, failures.lastIndexOf(false) + 1).slice(-BEFORE)
  const failed = before.filter(Boolean).length
  return failed > 0 && failed >= before.length * UNSTEADY ? 2 : 1
}

/** A success closes it. */
export const afterSuccess = ({ failures }: Breaker): Breaker => ({
  failures: [...failures, false].slice(-WINDOW),
  opened: 0,
})

/**
 * Counts a failure.
 *
 * @param reached Whether the service was reached, and so burdened.
 * @returns With the milliseconds for which no call may go, null while calls may go on. The first call after the wait
 *   decides: if it fails as well, the wait is longer.
 */
export function afterFailure(
  breaker: Breaker,
  { reached, random }: { reached: boolean; random: () => number },
): { breaker: Breaker; wait: number | null } {
  const failures = [...breaker.failures, true].slice(-WINDOW)
  const inARow = failures.length - 1 - failures.lastIndexOf(false)
  const isOpen = breaker.opened > 0 || inARow >= FAILURES_MAX * patience({ failures })
  if (!isOpen) return { breaker: { failures, opened: 0 }, wait: null }
  const grown = Math.min(WAIT_MAX, WAIT_FIRST * WAIT_GROWS ** breaker.opened)
  const wait = (reached ? grown : WAIT_UNREACHED) * (1 - JITTER + 2 * JITTER * random())
  return { breaker: { failures, opened: breaker.opened + (reached ? 1 : 0) }, wait }
}
