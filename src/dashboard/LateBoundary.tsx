import { Fragment, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { leadsOn } from '#data/leads-on.ts'
import { Notice } from '#ui/Notice.tsx'

import { askAgain } from './late.tsx'
import { useWords } from './words.ts'

/**
 * Around a part whose code may not come, because the network or the server is away or has another build by now: that is said
 * in its place, and everything else stands. It is asked for again when somebody wants that, and when the network is back.
 */
export function LateBoundary({
  name,
  hint,
  place: Place = Fragment,
  children,
}: {
  name: string
  hint?: string
  /** What the notice stands in. */
  place?: ComponentType<{ children: ReactNode }>
  children: ReactNode
}) {
  const [hasAsked, setAsked] = useState(false)
  return (
    <ErrorBoundary
      onReset={askAgain}
      fallbackRender={({ resetErrorBoundary }) => (
        <Place>
          <Missing
            name={name}
            hint={hint}
            onBack={resetErrorBoundary}
            onRetry={async () => {
              // Another build, or a browser that does not forget: but nobody is sent to a page that is not there either.
              if (hasAsked && (await leadsOn(location.href))) return location.reload()
              setAsked(true)
              resetErrorBoundary()
            }}
          />
        </Place>
      )}
    >
      {children}
    </ErrorBoundary>
  )
}

function Missing({
  name,
  hint,
  onBack,
  onRetry,
}: {
  name: string
  hint: string | undefined
  onBack: () => void
  onRetry: () => Promise<void>
}) {
  const { m } = useWords()
  useEffect(() => {
    window.addEventListener('online', onBack)
    return () => window.removeEventListener('online', onBack)
  }, [onBack])
  return (
    <Notice
      tone="error"
      title={m.error.part(name)}
      action={{ label: m.tryAgain, onClick: () => void onRetry() }}
    >
      {hint}
    </Notice>
  )
}
