import type { ReactNode } from 'react'

import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'

import { Part } from './core/Part.tsx'
import { overlays } from './overlays.ts'
import type { Overlays } from './overlays.ts'

/** A button of the filter bar, and what it opens. */
export function OverlayMenu({
  name,
  size,
  children,
}: {
  name: string
  /** In classes: about that of what it holds, while that is on its way. */
  size: string
  children: (parts: Overlays) => ReactNode
}) {
  return (
    <DropDown button={name}>
      <Part of={overlays} name={name} placeholder={<Skeleton className={size} />}>
        {children}
      </Part>
    </DropDown>
  )
}
