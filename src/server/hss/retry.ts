import { afterFailure, afterSuccess, CLOSED, patience } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import type { HssError, HssErrorKind } from './errors.ts'

/** The longest random wait before another attempt, doubling from a second. */
const BACKOFF_FIRST = 1_000
const BACKOFF_MAX = 30_000
/** Attempts at one page, by how it fails, after which its scope waits and others are read. */
const ATTEMPTS_MAX: Partial<Record<HssErrorKind, number>> = { garbled: 2, timeout: 3, unavailable: 3 }
/** How long a scope is set aside for a page that was given up, doubling each time in a row. */
const ASIDE_FIRST = 60_000
const ASIDE_MAX = 10 * 60_000
/** How often in a row a garbled page is given up, before it is taken for one that cannot be read. */
const LOST_AFTER = 3
/** What only a person can mend may have been mended meanwhile. */
const MENDED = 10 * 60_000
/** An end that does not prove who it is gets nothing more for long. */
const DISTRUST = 60 * 60_000

/** What went wrong in a row: failed attempts, and how the service does in general. */
export type Trouble = { attempts: number; isRenewed: boolean; breaker: Breaker }

export const NO_TROUBLE: Trouble = { attempts: 0, isRenewed: false, breaker: CLOSED }

export const afterAnswer = ({ breaker }: Trouble): Trouble => ({
  ...NO_TROUBLE,
  breaker: afterSuccess(breaker),
})

/**
 * What to do after a failed call: wait so many milliseconds; with a new token when `renew`. `isOpen` says
 * that so many calls fail that no scope should be tried.
 */
type RetryDecision = { trouble: Trouble; wait: number; renew: boolean; isOpen: boolean }

export function afterError(
  error: Pick<HssError, 'kind' | 'retryAfter'>,
  before: Trouble,
  random: () => number,
): RetryDecision {
  const trouble = { ...before, attempts: before.attempts + 1 }
  switch (error.kind) {
    case 'network':
    case 'timeout':
    case 'unavailable':
    case 'garbled':
      return again(error, trouble, random)
    case 'throttled': // the budget has the pause
    case 'pageSize': // the client has the next size
      return { trouble: before, wait: 0, renew: false, isOpen: false }
    case 'expired':
      return before.isRenewed
        ? { trouble, wait: MENDED, renew: true, isOpen: false }
        : { trouble: { ...before, isRenewed: true }, wait: 0, renew: true, isOpen: false }
    case 'rejected': // more failed signatures may lock the key
      return { trouble, wait: error.retryAfter ?? MENDED, renew: false, isOpen: true }
    case 'untrusted':
      return { trouble, wait: DISTRUST, renew: false, isOpen: true }
    case 'forbidden':
    case 'notFound':
    case 'absent':
    case 'invalid':
      return { trouble, wait: MENDED, renew: false, isOpen: false }
  }
}

function again(
  { kind, retryAfter }: Pick<HssError, 'kind' | 'retryAfter'>,
  trouble: Trouble,
  random: () => number,
): RetryDecision {
  const { breaker, wait } = afterFailure(trouble.breaker, { reached: kind !== 'network', random })
  const backoff = random() * Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** trouble.attempts)
  return {
    trouble: { ...trouble, breaker },
    wait: Math.max(wait ?? backoff, retryAfter ?? 0),
    renew: false,
    isOpen: wait !== null || retryAfter !== null,
  }
}

/** Whether a failure may be that of one page: a service that cannot be reached, or a credential, says nothing of a page. */
export const isOfPage = (kind: HssErrorKind): boolean => ATTEMPTS_MAX[kind] !== undefined

/** How often in a row a page of a scope failed, and how often in a row one of that scope was given up. */
export type PageTrouble = { page: string; failures: number; givenUp: number }

/** `aside` is for how many milliseconds the scope waits, null while the page is asked for again; `isLost`: for good. */
type PageDecision = { trouble: PageTrouble; aside: number | null; isLost: boolean }

/**
 * What a failed call means for its page. Where calls fail now and then, whatever the page, it takes twice as many to blame
 * the page, and as many again after each time.
 */
export function afterPageError(
  kind: HssErrorKind,
  page: string,
  before: PageTrouble | undefined,
  breaker: Breaker,
): PageDecision {
  const most = ATTEMPTS_MAX[kind]
  const given = before?.givenUp ?? 0
  const failures = (before?.page === page ? before.failures : 0) + Number(most !== undefined)
  const patient = patience(breaker)
  if (most === undefined || failures < most * patient)
    return { trouble: { page, failures, givenUp: given }, aside: null, isLost: false }
  const givenUp = given + 1
  return {
    trouble: { page, failures: patient === 1 ? failures : 0, givenUp },
    aside: Math.min(ASIDE_MAX, ASIDE_FIRST * 2 ** given),
    isLost: kind === 'garbled' && givenUp >= LOST_AFTER,
  }
}
