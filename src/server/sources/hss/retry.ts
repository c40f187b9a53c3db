import { afterFailure, afterSuccess, CLOSED } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import type { HssError } from './errors.ts'

/** The longest random wait before another attempt at one page, doubling from a second. */
const BACKOFF_FIRST = 1_000
const BACKOFF_MAX = 30_000
/** Attempts after which a page is not asked for again at once. */
const ATTEMPTS_MAX = 3
const SETTLE = 12_000
/** What only a person can mend may have been mended meanwhile. */
const MENDED = 10 * 60_000
/** An end that does not prove who it is gets nothing more for long. */
const DISTRUST = 60 * 60_000

/** What went wrong in a row: failed attempts at the page, and how the service does in general. */
export type Trouble = { attempts: number; isRenewed: boolean; breaker: Breaker }

export const NO_TROUBLE: Trouble = { attempts: 0, isRenewed: false, breaker: CLOSED }

export const afterAnswer = ({ breaker }: Trouble): Trouble => ({
  ...NO_TROUBLE,
  breaker: afterSuccess(breaker),
})

/** What to do after a failed call: wait so many milliseconds, null for good; with a new token when `renew`. */
export type Verdict = { trouble: Trouble; wait: number | null; renew: boolean }

export function afterError(
  error: Pick<HssError, 'kind' | 'retryAfter'>,
  before: Trouble,
  random: () => number,
): Verdict {
  const trouble = { ...before, attempts: before.attempts + 1 }
  switch (error.kind) {
    case 'network':
    case 'timeout':
    case 'unavailable':
    case 'garbled':
      return again(error, trouble, random)
    case 'throttled': // the budget has the pause
      return { trouble: before, wait: 0, renew: false }
    case 'expired':
      return before.isRenewed
        ? { trouble, wait: MENDED, renew: true }
        : { trouble: { ...before, isRenewed: true }, wait: 0, renew: true }
    case 'rejected': // one more failed signature may lock the key
      return { trouble, wait: null, renew: false }
    case 'untrusted':
      return { trouble, wait: DISTRUST, renew: false }
    case 'forbidden':
    case 'notFound':
    case 'absent':
    case 'invalid':
      return { trouble, wait: MENDED, renew: false }
  }
}

function again(
  { kind, retryAfter }: Pick<HssError, 'kind' | 'retryAfter'>,
  trouble: Trouble,
  random: () => number,
): Verdict {
  const { breaker, wait } = afterFailure(trouble.breaker, { reached: kind !== 'network', random })
  const isGivenUp = trouble.attempts >= (kind === 'garbled' ? 2 : ATTEMPTS_MAX)
  const backoff = isGivenUp ? SETTLE : random() * Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** trouble.attempts)
  return {
    trouble: { ...trouble, breaker },
    wait: Math.max(wait ?? backoff, retryAfter ?? 0),
    renew: false,
  }
}
