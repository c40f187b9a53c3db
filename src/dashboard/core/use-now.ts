import { useSyncExternalStore } from 'react'

/** The time on this device in whole steps, in milliseconds. */
function clock(step: number): () => number {
  const subscribe = (listener: () => void) => {
    const timer = setInterval(listener, step)
    return () => clearInterval(timer)
  }
  const now = (): number => Math.floor(Date.now() / step) * step
  return () => useSyncExternalStore(subscribe, now)
}

/** In steps of a quarter minute: for ages, which are told in minutes, while nothing else changes. */
export const useNow = clock(15_000)

/** In seconds: for what is counted down to. */
export const useSecond = clock(1000)
