import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { activityWords, figureWords } from '#dashboard/core/activity-message.ts'
import { durationWords } from '#dashboard/core/duration.ts'
import { lookOf } from '#dashboard/core/scope-state.ts'
import { useReading } from '#dashboard/core/use-reading.ts'
import type { Reading } from '#dashboard/core/use-reading.ts'
import { useWords } from '#i18n/messages.ts'
import type { Words } from '#i18n/messages.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'

import { LookMark } from './LookMark.tsx'

/** How much of what HSS has is here, how old it is, and what happens next. A click tells all of it. */
export function LiveAge({
  selection,
  rows,
  mark,
  isServerGone,
  onOpen,
}: {
  selection: Selection
  rows: number
  mark: SnapshotMark | null
  /** Whether our own server did not answer last time: what it says of HSS may be over. */
  isServerGone: boolean
  onOpen: () => void
}) {
  const words = useWords()
  const { m, f } = words
  const reading = useReading(selection, mark)
  const { live, state, now } = reading
  const look = isServerGone ? 'failing' : lookOf(state)
  const age = mark === null ? null : now - Date.parse(mark.readTo)
  const doubts = state.doubts.map((doubt) => live.doubts[doubt])
  const activity = isServerGone ? live.serverGone : activityWords(words, reading)
  return (
    <button
      type="button"
      onClick={onOpen}
      title={exactWords(words, reading, rows)}
      className="tabular -my-1 flex min-h-10 w-full min-w-0 items-center gap-2 rounded-control px-2 py-0.5 text-left hover:bg-sunken pointer-coarse:min-h-11 lg:w-56 xl:w-78"
    >
      <LookMark look={look} className="size-4.5" />
      <span className="sr-only">{`${live.looks[look]}. `}</span>
      <span className="min-w-0 grow">
        <span className="block truncate">
          {figureWords(words, reading, rows)}
          {age !== null && (
            <span className="text-muted">
              {' · '}
              <time dateTime={mark?.readTo}>
                {age < 60_000 ? m.header.readNow : m.header.read(f.age(age))}
              </time>
            </span>
          )}
        </span>
        <span
          className={`block truncate text-small ${look === 'failing' ? 'text-danger-text' : 'text-muted'}`}
        >
          {[activity, ...doubts].join(' · ')}
        </span>
        {state.coverage !== 'whole' && (
          <ProgressBar label={live.progress} share={state.progress} className="mt-0.5" />
        )}
      </span>
      <span className="sr-only">{`. ${live.open}`}</span>
    </button>
  )
}

/** All of it in words: how much, when, by how many calls, and how far HSS itself may be behind. */
function exactWords(words: Words, reading: Reading, rows: number): string {
  const { f } = words
  const { live, project, state } = reading
  const { reading: sweeps, parts } = state
  const facts = [
    figureWords(words, reading, rows),
    sweeps && live.readIn(f.range(sweeps.from, sweeps.to), f.count(sweeps.calls), sweeps.calls),
    state.coverage === 'part' && parts.all > 1 && live.parts(f.count(parts.read), f.count(parts.all)),
  ].filter((fact) => typeof fact === 'string')
  const lag =
    project === undefined || project.lagHint === null
      ? live.lagUnknown
      : live.lag(durationWords(live, project.lagHint * 1000))
  return `${live.sentence(facts.join(', '))} ${lag}`
}
