import { createContext, memo, use, useMemo } from 'react'
import type { ReactNode } from 'react'

import { chooseScope, wasRead } from '#contract/choose-scope.ts'
import type { ChosenScope } from '#contract/choose-scope.ts'
import { useAwaitedProjects, useProjects } from '#data/projects.ts'
import { useScopeRows, useSnapshotRows } from '#data/rows.ts'
import { useStatus } from '#data/status.ts'
import type { View } from '#view/view.ts'

import { coverageOf, newestPage } from './coverage.ts'
import { useView } from './view-context.tsx'

/** What of a view says which rows it asks for. */
type Asked = Pick<View, 'project' | 'category' | 'enterprise_project_id' | 'snapshot'>

/** Which rows a view asks for, what became of asking, and how far they are to be trusted. Kept up to date by itself. */
function useViewRows({ project, category, enterprise_project_id, snapshot }: Asked) {
  const projects = useProjects()
  const choice = useMemo(
    () => (projects.data ? chooseScope(projects.data, { project, category, enterprise_project_id }) : null),
    [projects.data, project, category, enterprise_project_id],
  )
  const scope = choice?.kind === 'chosen' ? choice : null
  useAwaitedProjects(choice !== null && scope === null)
  // A project of HSS that was never reached is not among the projects: the status knows that it is configured.
  const isHss = scope?.project.kind === 'hss'
  const status = useStatus(isHss || choice?.kind === 'noProjects').data
  const sync = status?.projects.find(({ id }) => id === scope?.scopeQuery.project)
  const newest = scope ? newestPage(sync, scope.scopeQuery) : null
  const live = useScopeRows(
    scope?.scopeQuery ?? null,
    newest === null ? null : newest - (status?.clockOffset ?? 0),
  )
  const pinned = useSnapshotRows(scope?.scopeQuery ?? null, snapshot)
  const rows = snapshot === null ? live : pinned
  const mark = rows.data?.mark ?? null
  const isUnread =
    scope !== null &&
    snapshot === null &&
    (rows.data ? mark === null : !wasRead(scope.project, scope.scopeQuery))
  // Before anything was read, a server that says when to ask again tells nothing new.
  const isAwaited = isUnread && rows.error?.kind === 'failed' && rows.error.retryAt !== null
  const failure = isAwaited ? null : rows.error
  const syncedScope = isHss && snapshot === null ? scope.scopeQuery : null
  return {
    projects,
    choice,
    scope,
    live,
    pinned,
    /** The live rows, or those of the snapshot that the view names. */
    rows,
    mark,
    /** Whether nothing of the scope was ever read: it has no figures, not even a 0. */
    isUnread,
    /** Whether the first rows are on their way. */
    isLoading: rows.data === undefined && failure === null && !isUnread,
    /** Why there are no rows, or no newer ones. */
    failure,
    /** Whether the rows are there and could not be refreshed: right about their own time. */
    isStale: rows.data !== undefined && failure !== null,
    /** What is shown of a tenant of HSS that is being read; else null. */
    syncedScope,
    isServerGone: failure !== null || projects.isError,
    /** Whether the source has more rows than these. */
    isPartial: syncedScope
      ? coverageOf(syncedScope, mark, sync) === 'partial'
      : mark !== null && mark.complete < 1,
  }
}

export type ViewRows = ReturnType<typeof useViewRows>

const ScopeContext = createContext<ViewRows | null>(null)

/** The scope that the view asks for, and its rows. */
export function ScopeProvider({ children }: { children: ReactNode }) {
  const { project, category, enterprise_project_id, snapshot } = useView().view
  return <RowsOfView {...{ project, category, enterprise_project_id, snapshot }}>{children}</RowsOfView>
}

/** By itself, so that a step that asks for the same rows gives no component another scope. */
const RowsOfView = memo(function RowsOfView({ children, ...asked }: Asked & { children: ReactNode }) {
  const rows = useViewRows(asked)
  return <ScopeContext value={rows}>{children}</ScopeContext>
})

export function useScope(): ViewRows {
  const value = use(ScopeContext)
  if (value === null) throw new Error('no ScopeProvider above this component')
  return value
}

/** The scope, where there is one: whatever stands on the page below `ScopeGate`. */
export function useChosenScope(): ChosenScope {
  const { scope } = useScope()
  if (scope === null) throw new Error('no ScopeGate above this component')
  return scope
}
