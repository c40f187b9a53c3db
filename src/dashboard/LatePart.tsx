import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { Notice } from '#ui/Notice.tsx'

import { useWords } from './words.ts'

/**
 * A part whose code comes when somebody wants it. One that does not come, because the server is away or has another build
 * by now, says so in its place, and everything else stands. Code that failed is not asked for again before a reload.
 */
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
  const { m } = useWords()
  return (
    <ErrorBoundary
      fallback={
        <Notice
          tone="error"
          title={m.error.part(name)}
          action={{ label: m.tryAgain, onClick: () => location.reload() }}
        />
      }
    >
      <Suspense fallback={placeholder}>{children}</Suspense>
    </ErrorBoundary>
  )
}
