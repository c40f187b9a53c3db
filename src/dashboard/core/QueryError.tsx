import type { ReactNode } from 'react'

import type { ApiError } from '#data/api-error.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'

import { errorText } from './error-message.ts'

/** Why a query has no answer, or no newer one, and the way to ask again. */
export function QueryError({
  title,
  error,
  isPolled = false,
  onRetry,
  children,
}: {
  title: string
  error: ApiError
  /** Whether the page retries automatically: while the server does not respond, the user has nothing to do. */
  isPolled?: boolean
  onRetry: () => void
  /** What still holds. */
  children?: ReactNode
}) {
  const { t } = useI18n()
  const { what, detail } = errorText(t, error)
  return (
    <Notice tone="error" title={title} detail={detail} action={{ label: t.common.retry, onClick: onRetry }}>
      {what} {isPolled && error.kind === 'unreachable' && t.errors.retrying} {children}
    </Notice>
  )
}
