import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Timing } from '#server/hss/timing.ts'

/**
 * Time that passes only while all tasks wait: hours of sweeps in milliseconds. It stands still while anything works that is
 * `heeded`, which takes its time in other threads, unless it `isPressed`. `jump` sets the clock, which `monotonic`
 * does not notice.
 */
export function createSimulatedTime(start = Date.UTC(2026, 0, 1)) {
  let elapsed = 0
  let offset = start
  const waiting = new Set<{ at: number; wake: () => void }>()
  const working = new Set<Promise<unknown>>()

  const heed = (result: unknown): unknown => {
    if (!(result instanceof Promise)) return result
    const work: Promise<unknown> = result.then(
      () => working.delete(work),
      () => working.delete(work),
    )
    working.add(work)
    return result
  }
  const heeded = <Parts extends object>(parts: Parts): Parts =>
    new Proxy(parts, {
      get: (target, name): unknown => {
        const part: unknown = Reflect.get(target, name)
        if (typeof part === 'function')
          return (...given: unknown[]) => heed(Reflect.apply(part, target, given))
        return typeof part === 'object' && part !== null ? heeded(part) : part
      },
    })

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
  const quiet = async (isPressed: boolean): Promise<void> => {
    for (let turn = 0; turn < 60; turn++) {
      if (!isPressed) await Promise.all(working)
      await nextTurn()
    }
  }
  return {
    timing,
    heeded,
    jump: (ms: number): void => void (offset += ms),
    /** Lets time pass, waking sleepers one after the other, until `isOver` or so many milliseconds later. */
    run: async (
      ms: number,
      isOver: () => boolean = () => false,
      { isPressed = false } = {},
    ): Promise<void> => {
      const end = elapsed + ms
      for (;;) {
        await quiet(isPressed)
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
