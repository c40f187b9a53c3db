import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import { useStatus } from '#data/status.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'

import { durationText } from './duration.ts'
import { scopeState } from './scope-state.ts'
import type { ScopeState } from './scope-state.ts'
import { useSecond } from './use-now.ts'

/** The sync of a scope query, second by second. `now` is the server's clock, in ms since 1970. */
export type SyncStatus = {
  project: ProjectStatus | undefined
  now: number
  state: ScopeState
  /** How long until an instant. */
  until: (instant: string) => string
}

export function useSyncStatus(scopeQuery: ScopeQuery, mark: SnapshotMark | null): SyncStatus {
  const texts = useSyncTexts()
  const status = useStatus(true)
  const now = useSecond() + (status.data?.clockOffset ?? 0)
  const project = status.data?.projects.find(({ id }) => id === scopeQuery.project)
  return {
    project,
    now,
    state: scopeState(scopeQuery, mark, project, now),
    until: (instant) => durationText(texts, Date.parse(instant) - now),
  }
}
