import type { ApiError } from '#data/api-error.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

import { durationText } from './duration.ts'
import { errorText } from './error-message.ts'
import { failureText } from './failure-message.ts'
import { useSecond } from './use-now.ts'

/** Why a question to HSS has no answer: the region lacks it, the quota is used up and until when, or what failed. */
export function HssRefusal({
  title,
  error,
  onRetry,
}: {
  title: string
  error: ApiError
  /** Nothing where the question itself can be asked again. */
  onRetry?: () => void
}) {
  const { t, f } = useI18n()
  const { check } = usePortPanelTexts()
  const texts = useSyncTexts()
  const now = useSecond()
  const { kind, failure, retryAt } = error
  if (kind === 'absent') return <p className="text-muted">{t.errors.kinds.absent}</p>
  if (kind === 'throttled') {
    const isOver = retryAt === null || retryAt <= now
    return (
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <p className="tabular text-muted">
          {isOver
            ? t.errors.kinds.throttled
            : check.exhausted(f.time(new Date(retryAt).toISOString()), durationText(texts, retryAt - now))}
        </p>
        {isOver && onRetry && <Button onClick={onRetry}>{t.common.retry}</Button>}
      </div>
    )
  }
  const { what, detail } = errorText(t, error)
  const known = failure === null ? null : failureText(texts, { kind: failure, advice: error.detail })
  return (
    <Notice
      tone="error"
      title={title}
      detail={known ? (error.requestId ?? undefined) : detail}
      action={onRetry && { label: t.common.retry, onClick: onRetry }}
    >
      {known ? `${known.what} ${known.todo}` : what}
    </Notice>
  )
}
