import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Documents } from '#server/sources/hss/budget.ts'
import type { Timing } from '#server/sources/hss/timing.ts'

/**
 * Time that passes only when everybody waits: hours of sweeps in milliseconds. `jump` sets the clock, which `monotonic`
 * does not notice.
 */
export function createSimulatedTime(start = Date.UTC(2026, 0, 1)) {
  let elapsed = 0
  let offset = start
  const waiting = new Set<{ at: number; wake: () => void }>()

  const timing: Timing = {
    now: () => elapsed + offset,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        const fail = (): void => {
          waiting.delete(sleeper)
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
        }
        const wake = (): void => {
          waiting.delete(sleeper)
          signal.removeEventListener('abort', fail)
          resolve()
        }
        const sleeper = { at: elapsed + ms, wake }
        if (signal.aborted) return fail()
        signal.addEventListener('abort', fail)
        waiting.add(sleeper)
      }),
  }
  return {
    timing,
    jump: (ms: number): void => void (offset += ms),
    /** Lets time pass, waking sleepers one after the other, until `isOver` or so many milliseconds later. */
    run: async (ms: number, isOver: () => boolean = () => false): Promise<void> => {
      const end = elapsed + ms
      for (;;) {
        for (let turn = 0; turn < 60; turn++) await nextTurn()
        if (isOver()) return
        const next = [...waiting].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        elapsed = Math.max(elapsed, next.at)
        next.wake()
      }
      elapsed = end
    },
  }
}

/** Documents in memory, which outlive whoever uses them, as the store's do. */
export function createDocuments(): Documents {
  const texts = new Map<string, string>()
  return {
    read: (key) => Promise.resolve(texts.get(key) ?? null),
    change: (key, change) => {
      const { text, result } = change(texts.get(key) ?? null)
      texts.set(key, text)
      return Promise.resolve(result)
    },
  }
}
