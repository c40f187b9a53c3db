import { useSyncExternalStore } from 'react'

const STEP = 15_000 // milliseconds: ages are told in minutes

const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, STEP)
  return () => clearInterval(timer)
}

const now = (): number => Math.floor(Date.now() / STEP) * STEP

/** The time on this device, in whole steps of a quarter minute: for ages that grow while nothing else changes. */
export const useNow = (): number => useSyncExternalStore(subscribe, now)
