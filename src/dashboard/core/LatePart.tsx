import { Suspense } from 'react'
import type { ReactNode } from 'react'

import { LateBoundary } from './LateBoundary.tsx'

/** A part whose code comes when somebody wants it. */
export function LatePart({
  name,
  placeholder,
  children,
}: {
  name: string
  /** Of about the size of what will come; nothing by default. */
  placeholder?: ReactNode
  children: ReactNode
}) {
  return (
    <LateBoundary name={name}>
      <Suspense fallback={placeholder}>{children}</Suspense>
    </LateBoundary>
  )
}
