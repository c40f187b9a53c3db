import { activityText, figureText } from '#dashboard/core/activity-message.ts'
import { durationText } from '#dashboard/core/duration.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { syncHealth } from '#dashboard/core/scope-state.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncStatus } from '#dashboard/core/use-sync-status.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { I18n } from '#i18n/i18n.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'

import { HealthMark } from './HealthMark.tsx'

/** How much of what HSS has is here, how old it is, and what happens next. A click tells all of it. */
export function LiveAge({ onOpen }: { onOpen: () => void }) {
  const { mark, isServerGone, rows: shown } = useScope() // what a server that is gone last said of HSS may be over
  const { scopeQuery } = useChosenScope()
  const rows = shown.data?.rows.size ?? 0
  const i18n = useI18n()
  const { t, f } = i18n
  const sync = useSyncStatus(scopeQuery, mark)
  const { state, now } = sync
  const health = isServerGone ? 'failing' : syncHealth(state)
  const age = mark === null ? null : now - Date.parse(mark.readTo)
  const doubts = state.doubts.map((doubt) => t.syncStatus.doubts[doubt])
  const activity = isServerGone ? t.syncStatus.serverGone : activityText(i18n, sync)
  return (
    <button
      type="button"
      onClick={onOpen}
      title={exactText(i18n, sync, rows)}
      className="tabular -my-1 flex min-h-10 w-full min-w-0 items-center gap-2 rounded-control px-2 py-0.5 text-left hover:bg-sunken pointer-coarse:min-h-11 lg:w-56 xl:w-78"
    >
      <HealthMark health={health} className="size-4.5" />
      <span className="sr-only">{`${t.syncStatus.health[health]}. `}</span>
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
          <ProgressBar label={t.syncStatus.progress} share={state.progress} className="mt-0.5" />
        )}
      </span>
      <span className="sr-only">{`. ${t.syncStatus.open}`}</span>
    </button>
  )
}

/** All of it in a sentence: how much, when, by how many calls, and how far HSS itself may be behind. */
function exactText({ t, f }: I18n, sync: SyncStatus, rows: number): string {
  const { project, state } = sync
  const { sweeps, parts } = state
  const facts = [
    figureText(t, state, rows),
    sweeps && t.syncStatus.syncedIn(f.range(sweeps.from, sweeps.to), sweeps.calls),
    state.coverage === 'partial' && parts.all > 1 && t.syncStatus.parts(parts.read, parts.all),
  ].filter((fact) => typeof fact === 'string')
  const lag =
    project === undefined || project.lagHint === null
      ? t.syncStatus.lagUnknown
      : t.syncStatus.lag(durationText(t, project.lagHint * 1000))
  return `${t.syncStatus.sentence(facts.join(', '))} ${lag}`
}
