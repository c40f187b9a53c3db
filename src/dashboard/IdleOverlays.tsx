import { useEffect, useState } from 'react'

import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { overlays } from './overlays.ts'

/**
 * Has the code of all that opens over the page fetched, as soon as the browser has nothing else to do after the rows are
 * there. It draws nothing.
 */
export function IdleOverlays() {
  const hasRows = useScope().rows.data !== undefined
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    if (!hasRows) return undefined
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(() => setIdle(true), 500) // Safari
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(() => setIdle(true), { timeout: 2000 })
    return () => cancelIdleCallback(idle)
  }, [hasRows])
  return isIdle && <QuietPart of={overlays}>{() => null}</QuietPart>
}
