import { activityText, figureText } from '#dashboard/core/activity-message.ts'
import { durationText } from '#dashboard/core/duration.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { syncHealth } from '#dashboard/core/scope-state.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncTexts } from '#i18n/en/sync-status.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { I18n } from '#i18n/i18n.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'

import { HealthMark } from './HealthMark.tsx'

/** How much of what HSS has is here, how old it is, and what happens next. A click tells all of it. */
export function LiveAge({ onOpen }: { onOpen: () => void }) {
  const { mark, isServerGone, rows: shown } = useScope() // what a server that is gone last said of HSS may be over
  const { scopeQuery } = useChosenScope()
  const rows = shown.data?.rows.size ?? 0
  const i18n = useI18n()
  const { t, f } = i18n
  const texts = useSyncTexts()
  const sync = useSyncStatus(scopeQuery, mark)
  const { state, now } = sync
  const health = isServerGone ? 'failing' : syncHealth(state)
  const age = mark === null ? null : now - Date.parse(mark.readTo)
  const doubts = state.doubts.map((doubt) => texts.doubts[doubt])
  const activity = isServerGone ? texts.serverGone : activityText(texts, f, sync)
  return (
    <button
      type="button"
      onClick={onOpen}
      title={exactText(i18n, texts, sync, rows)}
      className="tabular -my-1 flex min-h-10 w-full min-w-0 items-center gap-2 rounded-control px-2 py-0.5 text-left hover:bg-sunken pointer-coarse:min-h-11 lg:w-56 xl:w-78"
    >
      <HealthMark health={health} className="size-4.5" />
      <span className="sr-only">{`${texts.health[health]}. `}</span>
      <span className="min-w-0 grow">
        <span className="block truncate">
          {figureText(t, state, rows)}
          {age !== null && (
            <span className="text-muted">
              {' · '}
              <time dateTime={mark?.readTo}>
                {age < 60_000 ? t.dataAge.updatedNow : t.dataAge.updated(f.age(age))}
              </time>
            </span>
          )}
        </span>
        <span
          className={`block truncate text-small ${health === 'failing' ? 'text-danger-text' : 'text-muted'}`}
        >
          {[activity, ...doubts].join(' · ')}
        </span>
        {state.coverage !== 'complete' && (
          <ProgressBar label={texts.progress} share={state.progress} className="mt-0.5" />
        )}
      </span>
      <span className="sr-only">{`. ${texts.open}`}</span>
    </button>
  )
}

/** All of it in a sentence: how much, when, by how many calls, and how far HSS itself may be behind. */
function exactText({ t, f }: I18n, texts: SyncTexts, sync: SyncStatus, rows: number): string {
  const { project, state } = sync
  const { sweeps, parts } = state
  const facts = [
    figureText(t, state, rows),
    sweeps && texts.syncedIn(f.range(sweeps.from, sweeps.to), sweeps.calls),
    state.coverage === 'partial' && parts.all > 1 && texts.parts(parts.read, parts.all),
  ].filter((fact) => typeof fact === 'string')
  const lag =
    project === undefined || project.lagHint === null
      ? texts.lagUnknown
      : texts.lag(durationText(texts, project.lagHint * 1000))
  return `${texts.sentence(facts.join(', '))} ${lag}`
}
