import { useQueryClient } from '@tanstack/react-query'
import type { QueryState } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { isReachable } from '#data/is-reachable.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'

/** What cannot be shown, what still holds, and what the notice of that stands in. */
type Absent = {
  name: string
  hint?: string | undefined
  place?: ComponentType<{ children: ReactNode }> | undefined
}

/** Around a part of the page: where it fails, that is said in its place, and everything else stands. */
export function Boundary({ children, ...absent }: Absent & { children: ReactNode }) {
  const [hasAsked, setAsked] = useState(false)
  return (
    <ErrorBoundary
      fallbackRender={({ resetErrorBoundary }) => (
        <Missing {...absent} onRetry={resetErrorBoundary} {...{ hasAsked, setAsked }} />
      )}
    >
      {children}
    </ErrorBoundary>
  )
}

/** Says that a part is missing. It loads again by a click, and automatically when the network or the server is back. */
export function Missing({
  name,
  hint,
  place: Place = Fragment,
  onRetry,
  hasAsked,
  setAsked,
}: Absent & {
  onRetry: () => void
  /** Whether the reader has tried already. Kept by what outlives the try. */
  hasAsked: boolean
  setAsked: (hasAsked: true) => void
}) {
  const { t } = useI18n()
  useReturn(onRetry)
  const retry = async () => {
    // Another build, or a browser that does not forget: but the reader is not sent to a page that is not there either.
    if (hasAsked && (await isReachable(location.href))) return location.reload()
    setAsked(true)
    onRetry()
  }
  return (
    <Place>
      <Notice
        tone="error"
        title={t.errors.part(name)}
        action={{ label: t.common.retry, onClick: () => void retry() }}
      >
        {hint} {t.errors.retrying}
      </Notice>
    </Place>
  )
}

/** Calls when the network or the server is back. */
export function useReturn(onReturn: () => void): void {
  const queries = useQueryClient().getQueryCache()
  useEffect(() => {
    window.addEventListener('online', onReturn)
    // A browser does not tell that a server is back: the questions that the page keeps asking do, where one had failed.
    let isAway = queries.getAll().some(({ state }) => isUnreachable(state))
    const unsubscribe = queries.subscribe((event) => {
      if (event.type !== 'updated') return
      if (isUnreachable(event.query.state)) isAway = true
      else if (isAway && event.action.type === 'success') onReturn()
    })
    return () => {
      window.removeEventListener('online', onReturn)
      unsubscribe()
    }
  }, [onReturn, queries])
}

/** Whether a question had no answer, the last time that it was asked. */
const isUnreachable = ({ fetchFailureReason }: QueryState): boolean =>
  fetchFailureReason?.kind === 'unreachable'
