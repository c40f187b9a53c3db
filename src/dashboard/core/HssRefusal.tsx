import type { ApiError } from '#data/api-error.ts'
import { useWords } from '#i18n/messages.ts'
import { failureWords, useLiveWords } from '#i18n/use-sync-status-messages.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

import { durationWords } from './duration.ts'
import { errorWords } from './error-message.ts'
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
  const { m, f } = useWords()
  const live = useLiveWords()
  const now = useSecond()
  const { kind, failure, retryAt } = error
  if (kind === 'absent') return <p className="text-muted">{m.error.kinds.absent}</p>
  if (kind === 'throttled') {
    const isOver = retryAt === null || retryAt <= now
    return (
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <p className="tabular text-muted">
          {isOver
            ? m.error.kinds.throttled
            : live.ask.exhausted(f.time(new Date(retryAt).toISOString()), durationWords(live, retryAt - now))}
        </p>
        {isOver && onRetry && <Button onClick={onRetry}>{m.tryAgain}</Button>}
      </div>
    )
  }
  const { what, detail } = errorWords(m, error)
  const known = failure === null ? null : failureWords(live, { kind: failure, advice: error.detail })
  return (
    <Notice
      tone="error"
      title={title}
      detail={known ? (error.requestId ?? undefined) : detail}
      action={onRetry && { label: m.tryAgain, onClick: onRetry }}
    >
      {known ? `${known.what} ${known.todo}` : what}
    </Notice>
  )
}
