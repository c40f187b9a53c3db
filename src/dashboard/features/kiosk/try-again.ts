import { storageKey } from '#preferences.ts'

const KEY = 'openports-signed-in-again'

/** The least time between two tries, in milliseconds: one that comes back as it went must not become a loop. */
export const BETWEEN_TRIES = 5 * 60_000

/**
 * Whether a kiosk may try to sign in again, for which it leaves its page, and notes that it does. Where nothing can be noted, since storage is
 * blocked, it never may.
 *
 * @param now in ms since 1970, by this device's clock.
 */
export function mayTry(now: number): boolean {
  try {
    const last = Number(sessionStorage.getItem(storageKey(KEY)) ?? -BETWEEN_TRIES)
    if (Math.abs(now - last) < BETWEEN_TRIES) return false
    sessionStorage.setItem(storageKey(KEY), String(now))
    return true
  } catch {
    return false
  }
}
