import { untilAborted } from './shared.ts'

/** Runs work in the order in which it came, so much at a time. Work whose signal is aborted before never begins. */
export type Slots = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

export function createSlots(most: number): Slots {
  let running = 0
  const waiting = new Set<() => void>()
  const fill = (): void => {
    for (const begin of waiting) {
      if (running === most) return
      waiting.delete(begin)
      running += 1
      begin()
    }
  }
  return async (work, signal) => {
    const turn = Promise.withResolvers<void>()
    waiting.add(turn.resolve)
    fill()
    try {
      await untilAborted(turn.promise, signal)
      return await work()
    } finally {
      if (!waiting.delete(turn.resolve)) running -= 1
      fill()
    }
  }
}
