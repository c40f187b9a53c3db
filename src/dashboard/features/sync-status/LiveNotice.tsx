import { CircleAlert, TriangleAlert } from 'lucide-react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { codeText } from '#dashboard/core/activity-message.ts'
import { failureText } from '#dashboard/core/error-message.ts'
import { lookOf } from '#dashboard/core/scope-state.ts'
import { useEnterpriseProjectName, useReading } from '#dashboard/core/use-reading.ts'
import type { Reading } from '#dashboard/core/use-reading.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { I18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'

import { TryNow } from './TryNow.tsx'

/** Failing scopes that are named; the dialog has all of them. */
const NAMED = 3

/** What a reader has to know before trusting the numbers below: nothing, mostly. */
export function LiveNotice({
  selection,
  mark,
  onDetails,
}: {
  selection: Selection
  mark: SnapshotMark
  onDetails: () => void
}) {
  const i18n = useI18n()
  const { t } = i18n
  const reading = useReading(selection, mark)
  const { state } = reading
  const nameOf = useEnterpriseProjectName(selection.project)
  const said = noticeText(i18n, reading, mark, nameOf)
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
        {failing && <TryNow failing={failing} />}
        <Button onClick={onDetails}>{t.syncStatus.notice.details}</Button>
      </div>
    </aside>
  )
}

function noticeText(
  { t, f }: I18n,
  { state, until }: Reading,
  mark: SnapshotMark,
  nameOf: (enterpriseProject: string) => string,
): { tone: 'bad' | 'doubtful'; title: string; text: string } | null {
  const { activity, someFail, doubts } = state
  const nextText = (next: string | null) =>
    next === null ? t.syncStatus.notByItself : t.syncStatus.nextAttempt(until(next))
  const kept = t.syncStatus.notice.kept(f.instant(mark.readTo))
  if (activity.kind === 'failing') {
    const { what, todo } = failureText(t, activity.failure)
    return {
      tone: 'bad',
      title: `${t.syncStatus.notice.failing} ${what}`,
      text: `${todo} ${nextText(activity.next)} ${kept}`,
    }
  }
  if (lookOf(state) === 'veryOld') return { tone: 'bad', title: t.syncStatus.notice.veryOld, text: kept }
  if (someFail !== null) {
    const { what, todo } = failureText(t, someFail.failure)
    const names = someFail.scopes.map(({ enterpriseProject }) => nameOf(enterpriseProject))
    const more = names.length > NAMED ? [t.syncStatus.notice.someFailingMore(names.length - NAMED)] : []
    return {
      tone: 'doubtful',
      title: t.syncStatus.notice.someFailing(names.length, someFail.of, [...names.slice(0, NAMED), ...more]),
      text: `${what} ${todo} ${nextText(someFail.next)} ${t.syncStatus.notice.othersHold}`,
    }
  }
  const [doubt] = doubts
  if (doubt === 'incomplete')
    return {
      tone: 'doubtful',
      title: t.syncStatus.notice.incomplete,
      text: `${t.syncStatus.notice.incompleteText} ${kept}`,
    }
  if (doubt === 'unstable')
    return {
      tone: 'doubtful',
      title: t.syncStatus.notice.unstable,
      text: `${t.syncStatus.notice.unstableText} ${kept}`,
    }
  return null
}
