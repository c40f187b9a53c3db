import { useQueryClient } from '@tanstack/react-query'
import type { QueryState } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { isReachable } from '#data/is-reachable.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'

import { askAgain } from './late.tsx'

/**
 * Around a part whose code may not come, because the network or the server is away or has another build by now: that is said
 * in its place, and everything else stands. It is asked for again when somebody wants that, and by itself when the network is
 * back or the server answers again.
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
              if (hasAsked && (await isReachable(location.href))) return location.reload()
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
  const { t } = useI18n()
  const queries = useQueryClient().getQueryCache()
  useEffect(() => {
    window.addEventListener('online', onBack)
    // A browser does not tell that a server is back: the questions that the page keeps asking do, where one had failed.
    let isAway = queries.getAll().some(({ state }) => isUnreachable(state))
    const unsubscribe = queries.subscribe((event) => {
      if (event.type !== 'updated') return
      if (isUnreachable(event.query.state)) isAway = true
      else if (isAway && event.action.type === 'success') onBack()
    })
    return () => {
      window.removeEventListener('online', onBack)
      unsubscribe()
    }
  }, [onBack, queries])
  return (
    <Notice
      tone="error"
      title={t.errors.part(name)}
      action={{ label: t.common.tryAgain, onClick: () => void onRetry() }}
    >
      {hint} {t.errors.retriesItself}
    </Notice>
  )
}

/** Whether a question had no answer, the last time that it was asked. */
const isUnreachable = ({ fetchFailureReason }: QueryState): boolean =>
  fetchFailureReason?.kind === 'unreachable'
