import type { Activity, SomeFail } from '#dashboard/core/scope-state.ts'
import { useRetry } from '#data/hss.ts'
import { useMayChange } from '#data/session.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { Button } from '#ui/Button.tsx'

/** Tries at once what would be tried later. Nothing where that is of no use: a quota used up, a viewer. */
export function RetryNow({
  failing: { failure, next },
}: {
  failing: Extract<Activity, { kind: 'failing' }> | SomeFail
}) {
  const texts = useSyncTexts()
  const retry = useRetry()
  const isOperator = useMayChange()
  if (!isOperator || next === null || failure.kind === 'throttled') return null
  return (
    <Button
      aria-disabled={retry.isPending}
      onClick={() => {
        if (!retry.isPending) retry.mutate()
      }}
    >
      {texts.retryNow}
    </Button>
  )
}
