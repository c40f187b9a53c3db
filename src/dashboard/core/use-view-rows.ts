import { useMemo } from 'react'

import { useProjects } from '#data/projects.ts'
import { useScopeRows, useSnapshotRows } from '#data/rows.ts'
import { useStatus } from '#data/status.ts'
import type { View } from '#view/use-view.ts'

import { coverageOf, newestPage } from './coverage.ts'
import { chooseScope, wasRead } from './scope.ts'

/** Which rows a view asks for, what became of asking, and how far they are to be trusted. Kept up to date by itself. */
export function useViewRows({ project, category, enterprise_project_id, snapshot }: View) {
  const projects = useProjects()
  const choice = useMemo(
    () => (projects.data ? chooseScope(projects.data, { project, category, enterprise_project_id }) : null),
    [projects.data, project, category, enterprise_project_id],
  )
  const scope = choice?.kind === 'chosen' ? choice : null
  // A project of HSS that was never reached is not among the projects: the status knows that it is configured.
  const isHss = scope?.project.kind === 'hss'
  const status = useStatus(isHss || choice?.kind === 'noProjects').data
  const reading = status?.projects.find(({ id }) => id === scope?.selection.project)
  const newest = scope ? newestPage(reading, scope.selection) : null
  const live = useScopeRows(
    scope?.selection ?? null,
    newest === null ? null : newest - (status?.clockOffset ?? 0),
  )
  const frozen = useSnapshotRows(scope?.selection ?? null, snapshot)
  const rows = snapshot === null ? live : frozen
  const mark = rows.data?.mark ?? null
  const isUnread =
    scope !== null &&
    snapshot === null &&
    (rows.data ? mark === null : !wasRead(scope.project, scope.selection))
  // Before anything was read, a server that says when to ask again tells nothing new.
  const isAwaited = isUnread && rows.error?.kind === 'failed' && rows.error.retryAt !== null
  const failure = isAwaited ? null : rows.error
  const liveSelection = isHss && snapshot === null ? scope.selection : null
  return {
    projects,
    choice,
    scope,
    live,
    frozen,
    /** The live rows, or those of the snapshot that the view names. */
    rows,
    mark,
    /** Whether nothing of the scope was ever read: it has no figures, not even a 0. */
    isUnread,
    /** Why there are no rows, or no newer ones. */
    failure,
    /** What is shown of a tenant of HSS that is being read; else null. */
    liveSelection,
    isServerGone: failure !== null || projects.isError,
    /** Whether the source has more rows than these. */
    isPartial: liveSelection
      ? coverageOf(liveSelection, mark, reading) === 'part'
      : mark !== null && mark.complete < 1,
  }
}

export type ViewRows = ReturnType<typeof useViewRows>
