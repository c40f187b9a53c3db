import { CircleAlert, TriangleAlert } from 'lucide-react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { codeWords } from '#dashboard/core/activity-message.ts'
import { lookOf } from '#dashboard/core/scope-state.ts'
import { useEnterpriseProjectName, useReading } from '#dashboard/core/use-reading.ts'
import type { Reading } from '#dashboard/core/use-reading.ts'
import { useWords } from '#i18n/messages.ts'
import type { Words } from '#i18n/messages.ts'
import { failureWords } from '#i18n/use-sync-status-messages.ts'
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
  const words = useWords()
  const reading = useReading(selection, mark)
  const { live, state } = reading
  const nameOf = useEnterpriseProjectName(selection.project)
  const said = noticeWords(words, reading, mark, nameOf)
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
            <p className="font-mono text-small break-all text-muted">{codeWords(words, failing.failure)}</p>
          )}
        </div>
      </div>
      <div className="flex items-center gap-2">
        {failing && <TryNow failing={failing} />}
        <Button onClick={onDetails}>{live.notice.details}</Button>
      </div>
    </aside>
  )
}

function noticeWords(
  { f }: Words,
  { live, state, until }: Reading,
  mark: SnapshotMark,
  nameOf: (enterpriseProject: string) => string,
): { tone: 'bad' | 'doubtful'; title: string; text: string } | null {
  const { activity, someFail, doubts } = state
  const nextWords = (next: string | null) =>
    next === null ? live.notByItself : live.nextAttempt(until(next))
  const kept = live.notice.kept(f.instant(mark.readTo))
  if (activity.kind === 'failing') {
    const { what, todo } = failureWords(live, activity.failure)
    return {
      tone: 'bad',
      title: `${live.notice.failing} ${what}`,
      text: `${todo} ${nextWords(activity.next)} ${kept}`,
    }
  }
  if (lookOf(state) === 'veryOld') return { tone: 'bad', title: live.notice.veryOld, text: kept }
  if (someFail !== null) {
    const { what, todo } = failureWords(live, someFail.failure)
    const names = someFail.scopes.map(({ enterpriseProject }) => nameOf(enterpriseProject))
    const more = names.length > NAMED ? [live.notice.someFailingMore(f.count(names.length - NAMED))] : []
    return {
      tone: 'doubtful',
      title: live.notice.someFailing(f.count(names.length), f.count(someFail.of), [
        ...names.slice(0, NAMED),
        ...more,
      ]),
      text: `${what} ${todo} ${nextWords(someFail.next)} ${live.notice.othersHold}`,
    }
  }
  const [doubt] = doubts
  if (doubt === 'gap')
    return { tone: 'doubtful', title: live.notice.gap, text: `${live.notice.gapText} ${kept}` }
  if (doubt === 'restless')
    return { tone: 'doubtful', title: live.notice.restless, text: `${live.notice.restlessText} ${kept}` }
  return null
}
