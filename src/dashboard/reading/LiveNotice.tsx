import { CircleAlert, TriangleAlert } from 'lucide-react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { useWords } from '#dashboard/words.ts'
import type { Words } from '#dashboard/words.ts'
import { Button } from '#ui/Button.tsx'

import { codeWords } from './activity-words.ts'
import { failureWords } from './live-words.ts'
import { lookOf } from './scope-state.ts'
import { TryNow } from './TryNow.tsx'
import { useReading } from './use-reading.ts'
import type { Reading } from './use-reading.ts'

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
  const said = noticeWords(words, reading, mark)
  if (said === null) return null
  const { activity } = state
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
          {activity.kind === 'failing' && (
            <p className="font-mono text-small break-all text-muted">{codeWords(words, activity.failure)}</p>
          )}
        </div>
      </div>
      <div className="flex items-center gap-2">
        {activity.kind === 'failing' && <TryNow activity={activity} />}
        <Button onClick={onDetails}>{live.notice.details}</Button>
      </div>
    </aside>
  )
}

function noticeWords(
  { f }: Words,
  { live, state, until }: Reading,
  mark: SnapshotMark,
): { tone: 'bad' | 'doubtful'; title: string; text: string } | null {
  const { activity, doubts } = state
  const kept = live.notice.kept(f.instant(mark.readTo))
  if (activity.kind === 'failing') {
    const { what, todo } = failureWords(live, activity.failure)
    const next = activity.next === null ? live.notByItself : live.nextAttempt(until(activity.next))
    return {
      tone: 'bad',
      title: `${live.notice.failing} ${what}`,
      text: `${todo} ${next} ${kept}`,
    }
  }
  if (lookOf(state) === 'veryOld') return { tone: 'bad', title: live.notice.veryOld, text: kept }
  const [doubt] = doubts
  if (doubt === 'gap')
    return { tone: 'doubtful', title: live.notice.gap, text: `${live.notice.gapText} ${kept}` }
  if (doubt === 'restless')
    return { tone: 'doubtful', title: live.notice.restless, text: `${live.notice.restlessText} ${kept}` }
  return null
}
