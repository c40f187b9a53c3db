import { useEffect, useState } from 'react'

/** Whether the browser once had nothing else to do since `isReady`: then comes what can wait. */
export function useIdle(isReady: boolean): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    if (!isReady) return undefined
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(() => setIdle(true), 500) // Safari
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(() => setIdle(true), { timeout: 2000 })
    return () => cancelIdleCallback(idle)
  }, [isReady])
  return isIdle
}
