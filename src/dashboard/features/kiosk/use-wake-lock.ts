import { useEffect } from 'react'

/**
 * Keeps the screen from going dark while the component is shown. Where the browser has no such thing (it wants HTTPS
 * or this machine's own name) or refuses, the screen does as its own settings say.
 */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let isShown = true
    let lock: WakeLockSentinel | null = null
    const request = async () => {
      if (document.visibilityState !== 'visible') return // a hidden page loses its lock and may take none
      try {
        const taken = await navigator.wakeLock.request('screen')
        if (isShown) lock = taken
        else await taken.release()
      } catch {
        // refused, as with a battery that is nearly empty: asked again when the page is next brought to sight
      }
    }
    void request()
    document.addEventListener('visibilitychange', request)
    return () => {
      isShown = false
      document.removeEventListener('visibilitychange', request)
      void lock?.release()
    }
  }, [])
}
