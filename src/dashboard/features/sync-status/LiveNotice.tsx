import { CircleAlert, TriangleAlert } from 'lucide-react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import { codeText } from '#dashboard/core/activity-message.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { failureText } from '#dashboard/core/failure-message.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { syncHealth } from '#dashboard/core/scope-state.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncTexts } from '#i18n/en/sync-status.ts'
import type { Format } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { Button } from '#ui/Button.tsx'

import { RetryNow } from './RetryNow.tsx'

/** Failing scopes that are named; the dialog has all of them. */
const NAMED = 3

/** What a reader has to know before trusting the numbers below: nothing, mostly. */
export function LiveNotice({ onDetails }: { onDetails: () => void }) {
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const { t, f } = useI18n()
  const texts = useSyncTexts()
  const sync = useSyncStatus(scopeQuery, mark)
  const { state } = sync
  const nameOf = useEnterpriseProjectName()
  const said = mark && noticeText(texts, f, sync, mark, nameOf)
  if (said === null) return null
  const { activity, someFail } = state
  const failing = activity.kind === 'failing' ? activity : someFail
  const isBad = said.tone === 'bad'
  const Icon = isBad ? TriangleAlert : CircleAlert
  return (
    <aside
      aria-label={said.title}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-control border px-3.5 py-2 ${isBad ? 'border-danger/40 bg-danger-weak' : 'border-stale/50 bg-stale-weak'}`}
    >
      <div className="flex min-w-0 grow basis-72 items-center gap-3">
        <Icon aria-hidden className={`size-4.5 shrink-0 ${isBad ? 'text-danger-text' : 'text-stale-text'}`} />
        <div className="min-w-0">
          {/* Announced once: the seconds below are not. */}
          <p role="alert" className="font-[600]">
            {said.title}
          </p>
          <p className="tabular text-muted">{said.text}</p>
          {failing && (
            <p className="font-mono text-small break-all text-muted">{codeText(t, failing.failure)}</p>
          )}
        </div>
      </div>
      <div className="flex items-center gap-2">
        {failing && <RetryNow failing={failing} />}
        <Button onClick={onDetails}>{texts.notice.details}</Button>
      </div>
    </aside>
  )
}

function noticeText(
  texts: SyncTexts,
  f: Format,
  { state, until }: SyncStatus,
  mark: SnapshotMark,
  nameOf: (enterpriseProject: string) => string,
): { tone: 'bad' | 'doubtful'; title: string; text: string } | null {
  const { activity, someFail, doubts } = state
  const nextText = (next: string | null) => (next === null ? texts.noRetry : texts.nextAttempt(until(next)))
  const kept = texts.notice.kept(f.instant(mark.readTo))
  if (activity.kind === 'failing') {
    const { what, todo } = failureText(texts, activity.failure)
    return {
      tone: 'bad',
      title: `${texts.notice.failing} ${what}`,
      text: `${todo} ${nextText(activity.next)} ${kept}`,
    }
  }
  if (syncHealth(state) === 'veryOld') return { tone: 'bad', title: texts.notice.veryOld, text: kept }
  if (someFail !== null) {
    const { what, todo } = failureText(texts, someFail.failure)
    const names = someFail.scopes.map(({ enterpriseProject }) => nameOf(enterpriseProject))
    const more = names.length > NAMED ? [texts.notice.someFailingMore(names.length - NAMED)] : []
    return {
      tone: 'doubtful',
      title: texts.notice.someFailing(names.length, someFail.of, [...names.slice(0, NAMED), ...more]),
      text: `${what} ${todo} ${nextText(someFail.next)} ${texts.notice.othersHold}`,
    }
  }
  const [doubt] = doubts
  if (doubt === 'incomplete')
    return {
      tone: 'doubtful',
      title: texts.notice.incomplete,
      text: `${texts.notice.incompleteText} ${kept}`,
    }
  if (doubt === 'unstable')
    return {
      tone: 'doubtful',
      title: texts.notice.unstable,
      text: `${texts.notice.unstableText} ${kept}`,
    }
  return null
}
