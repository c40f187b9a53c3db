import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import { useProjects, useStatus } from '#data/hooks.ts'
import type { LiveMessages } from '#i18n/en/sync-status.ts'
import { enterpriseProjectName, useWords } from '#i18n/messages.ts'
import { useLiveWords } from '#i18n/use-sync-status-messages.ts'

import { durationWords } from './duration.ts'
import { scopeState } from './scope-state.ts'
import type { ScopeState } from './scope-state.ts'
import { useSecond } from './use-now.ts'

/** How the reading of a selection goes, second by second. `now` is the server's clock, in ms since 1970. */
export type Reading = {
  live: LiveMessages
  project: ProjectStatus | undefined
  now: number
  state: ScopeState
  /** How long until an instant. */
  until: (instant: string) => string
}

export function useReading(selection: Selection, mark: SnapshotMark | null): Reading {
  const live = useLiveWords()
  const status = useStatus(true)
  const now = useSecond() + (status.data?.clockOffset ?? 0)
  const project = status.data?.projects.find(({ id }) => id === selection.project)
  return {
    live,
    project,
    now,
    state: scopeState(selection, mark, project, now),
    until: (instant) => durationWords(live, Date.parse(instant) - now),
  }
}

/** What the enterprise projects of a project are called; of one that has no name here, its id. */
export function useEnterpriseProjectName(project: string): (id: string) => string {
  const { m } = useWords()
  const projects = useProjects().data
  const known = projects?.find(({ id }) => id === project)?.enterpriseProjects ?? []
  return (id) => enterpriseProjectName(m, known.find((one) => one.id === id) ?? { id, name: id })
}
