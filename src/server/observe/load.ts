import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

import { refuse } from '#server/answers.ts'
import type { AppEnv } from '#server/answers.ts'

import { connectionOf } from './requests.ts'

export const LOAD_LIMITS = {
  /** Requests for data under way at once: beyond, each waits so long that its client has given up when it is answered. */
  inFlight: 512,
  /** Lateness of the event loop in milliseconds, from which there is more to do than gets done. */
  lag: 100,
  /** While it is that late, so many are under way at once: what one person asks for is never refused, a crowd is. */
  inFlightLate: 16,
  /** From this lateness on the process calls itself unwell. */
  unwell: 250,
} as const

/** How often the event loop's lateness is looked at, in milliseconds. */
const LOOK_EVERY = 100
/** What the newest look counts for. One pause of a third of a second is forgiven, one of two seconds is not, for a second. */
const NEWEST = 1 / 3

/** How long an answer that is made counts as under way at most, in milliseconds: then it waits for nobody but its client. */
const SENDING = 1_000

/** Why a request is refused: too many are under way, the event loop is late, or one identity asks for too much by itself. */
export type Overload = 'busy' | 'late' | 'share'

/** How much this process has to do. */
export type Load = {
  /** Requests for data that are under way. */
  inFlight: () => number
  /** How late the event loop is, in milliseconds, smoothed. */
  lag: () => number
  /** Why one more request for data is too many; null when it is not. */
  overload: () => Overload | null
  /** Counts a request as under way, until what it gives is called for the first time. */
  enter: () => () => void
  /** Counts one of them as waiting for its turn, until what it gives is called: so long there is nothing to do for it. */
  wait: () => () => void
  /** Looks at the event loop from now on: loading data may hold it. Gives what ends that. */
  watch: () => () => void
}

export function createLoad(): Load {
  let inFlight = 0
  let waiting = 0
  let lag = 0
  return {
    inFlight: () => inFlight,
    lag: () => lag,
    overload: () => {
      const busy = inFlight - waiting
      if (busy >= LOAD_LIMITS.inFlight) return 'busy'
      return lag > LOAD_LIMITS.lag && busy >= LOAD_LIMITS.inFlightLate ? 'late' : null
    },
    enter: () => {
      inFlight += 1
      let isUnderWay = true
      return () => {
        if (isUnderWay) inFlight -= 1
        isUnderWay = false
      }
    },
    wait: () => {
      waiting += 1
      return () => {
        waiting -= 1
      }
    },
    watch: () => {
      let looked = performance.now()
      const timer = setInterval(() => {
        const now = performance.now()
        const late = Math.max(0, now - looked - LOOK_EVERY)
        looked = now
        lag += (late - lag) * NEWEST
      }, LOOK_EVERY)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

export const refuseForNow = (c: Context<AppEnv>): Response =>
  refuse(c, 503, 'throttled', 'The server has more to do than it can: ask again in a second.', {
    'Retry-After': '1',
  })

/** Refuses a request at once when there are too many, before anything was done for it but to look at who asks. */
export const onlyWithRoom = (load: Load, shed: (overload: Overload) => void) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const overload = load.overload()
    if (overload !== null) {
      shed(overload)
      return refuseForNow(c)
    }
    const leave = load.enter()
    try {
      return await next()
    } finally {
      const outgoing = connectionOf(c)?.outgoing
      if (outgoing && !outgoing.closed) {
        outgoing.once('close', leave)
        setTimeout(leave, SENDING).unref()
      } else leave()
    }
  })
