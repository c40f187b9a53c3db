import type { ReactNode } from 'react'

import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { useIdle } from './core/use-idle.ts'
import { overlays } from './overlays.ts'
import type { Overlays } from './overlays.ts'
import { servers } from './servers.ts'

/**
 * Has the code of all that opens over the page fetched, and that of the servers, as soon as the browser has nothing else to do
 * after the rows are there. Of it, it draws nothing but its children.
 */
export function IdleOverlays({ children = drawNothing }: { children?: (parts: Overlays) => ReactNode }) {
  const isIdle = useIdle(useScope().rows.data !== undefined)
  return (
    isIdle && (
      <>
        <QuietPart of={overlays}>{children}</QuietPart>
        <QuietPart of={servers}>{drawNothing}</QuietPart>
      </>
    )
  )
}

const drawNothing = () => null
