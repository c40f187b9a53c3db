import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Time for code that waits. `now` is milliseconds since 1970 and may jump when the clock is set;
 * `monotonic` never does, and means nothing to another process.
 */
export type Timing = {
  now: () => number
  monotonic: () => number
  /** Rejects with the signal's reason when it is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const machineTiming: Timing = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal })
  },
}
