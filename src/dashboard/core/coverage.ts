import type { SnapshotMark } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'

/** Whether all rows of a scope query were collected. `partial` also while one of several enterprise projects is missing. */
export type Coverage = 'none' | 'partial' | 'complete'

/** The scopes of a project that a scope query takes together. */
export const scopesOf = (project: ProjectStatus | undefined, scopeQuery: ScopeQuery): ScopeStatus[] =>
  (project?.scopes ?? []).filter(
    ({ category, enterpriseProject }) =>
      category === scopeQuery.category &&
      (scopeQuery.enterpriseProject === ALL_ENTERPRISE_PROJECTS ||
        scopeQuery.enterpriseProject === enterpriseProject),
  )

/** The mark tells of what was read. Whether something never was, only the status knows. */
export function coverageOf(
  scopeQuery: ScopeQuery,
  mark: SnapshotMark | null,
  project: ProjectStatus | undefined,
): Coverage {
  if (mark === null) return 'none'
  const isComplete = scopesOf(project, scopeQuery).every((scope) => shownSweep(scope)?.outcome === 'complete')
  return mark.complete >= 1 && isComplete ? 'complete' : 'partial'
}

/** The sweep whose rows are shown: the last complete one, else the fullest, of equals the newest. */
export function shownSweep({ sweeps }: ScopeStatus): SweepFigures | undefined {
  const read = sweeps.filter(({ calls }) => calls > 0)
  return (
    read.find(({ outcome }) => outcome === 'complete') ??
    read.toSorted((a, b) => (shareOf([b]) ?? 0) - (shareOf([a]) ?? 0))[0]
  )
}

/** Never all: a sweep that has as many rows as are claimed may still lack one. */
const ALMOST = 0.99

export function shareOf(sweeps: readonly (SweepFigures | undefined)[]): number | null {
  let rows = 0
  let claimed = 0
  for (const sweep of sweeps) {
    if (sweep === undefined) return null
    const most = sweep.outcome === 'complete' ? sweep.rows : sweep.claimed
    if (most === 0 && sweep.outcome !== 'complete') return null
    rows += Math.min(sweep.rows, most)
    claimed += most
  }
  return claimed === 0 ? null : Math.min(ALMOST, rows / claimed)
}

/** When the newest page of a scope query came, by the server's clock in ms since 1970; null before the first one. */
export function newestPage(project: ProjectStatus | undefined, scopeQuery: ScopeQuery): number | null {
  const instants = scopesOf(project, scopeQuery).flatMap(({ sweeps }) =>
    sweeps.filter(({ calls }) => calls > 0).map(({ readTo }) => Date.parse(readTo)),
  )
  return instants.length === 0 ? null : Math.max(...instants)
}
