import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'

import { connectionOf } from '#server/http/connection.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse } from '#server/http/responses.ts'

export const ADMISSION_LIMITS = {
  /** Requests for data under way at once: beyond, each waits so long that its client has given up when it is answered. */
  inFlight: 512,
  /** Lag of the event loop in milliseconds, from which there is more to do than gets done. */
  lag: 100,
  /** While it lags, so many are under way at once: what one person asks for is never refused, a crowd is. */
  inFlightLate: 16,
  /** Lag from which the process calls itself unhealthy. */
  unhealthyLag: 250,
} as const

/** How often the lag is measured, in milliseconds. */
const MEASURE_EVERY = 100
/** The weight of the newest measurement. One pause of a third of a second is forgiven; one of two seconds is not, for a second. */
const NEWEST = 1 / 3

/** For how long a response that is made counts as under way at most, in milliseconds: then only its client makes it slow. */
const SENDING = 1_000

/** Why a request is shed: too many are under way, the event loop lags, or one identity asks for too much by itself. */
export type ShedReason = 'busy' | 'late' | 'share'

/** How much this process has to do, and whether it can take one more request for data. */
export type AdmissionControl = {
  /** Requests for data that are under way. */
  inFlight: () => number
  /** The lag of the event loop in milliseconds, smoothed. */
  lag: () => number
  /** Why one more request has to be shed; null when there is room for it. */
  shedReason: () => ShedReason | null
  /** Counts a request as under way, until the function that it returns is called for the first time. */
  enter: () => () => void
  /** Counts a request as queued, until the function that it returns is called: meanwhile it costs nothing. */
  queue: () => () => void
  /** Measures the lag from now on (not before: loading data may block the event loop). Returns what ends that. */
  watch: () => () => void
}

export function createAdmissionControl(): AdmissionControl {
  let inFlight = 0
  let queued = 0
  let lag = 0
  return {
    inFlight: () => inFlight,
    lag: () => lag,
    shedReason: () => {
      const busy = inFlight - queued
      if (busy >= ADMISSION_LIMITS.inFlight) return 'busy'
      return lag > ADMISSION_LIMITS.lag && busy >= ADMISSION_LIMITS.inFlightLate ? 'late' : null
    },
    enter: () => {
      inFlight += 1
      let isUnderWay = true
      return () => {
        if (isUnderWay) inFlight -= 1
        isUnderWay = false
      }
    },
    queue: () => {
      queued += 1
      return () => {
        queued -= 1
      }
    },
    watch: () => {
      let measured = performance.now()
      const timer = setInterval(() => {
        const now = performance.now()
        const late = Math.max(0, now - measured - MEASURE_EVERY)
        measured = now
        lag += (late - lag) * NEWEST
      }, MEASURE_EVERY)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

export const refuseOverload = (c: Context<AppEnv>): Response =>
  refuse(c, 503, 'throttled', 'The server is overloaded: try again in a second.', { 'Retry-After': '1' })

/** Sheds a request at once when there is no room for it, before anything was done for it but to look at who asks. */
export const requireRoom = (admission: AdmissionControl, shed: (reason: ShedReason) => void) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const reason = admission.shedReason()
    if (reason !== null) {
      shed(reason)
      return refuseOverload(c)
    }
    const leave = admission.enter()
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
