import type { SnapshotMark } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Selection } from '#contract/scope.ts'
import type { ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'

/** Whether all of a selection was read. `part` also where an enterprise project of several was not yet. */
export type Coverage = 'none' | 'part' | 'whole'

/** The scopes of a project that a selection takes together. */
export const scopesOf = (project: ProjectStatus | undefined, selection: Selection): ScopeStatus[] =>
  (project?.scopes ?? []).filter(
    ({ category, enterpriseProject }) =>
      category === selection.category &&
      (selection.enterpriseProject === ALL_ENTERPRISE_PROJECTS ||
        selection.enterpriseProject === enterpriseProject),
  )

/** The mark tells of what was read. Whether something never was, only the status knows. */
export function coverageOf(
  selection: Selection,
  mark: SnapshotMark | null,
  project: ProjectStatus | undefined,
): Coverage {
  if (mark === null) return 'none'
  const isWhole = scopesOf(project, selection).every((scope) => shownSweep(scope)?.outcome === 'complete')
  return mark.complete >= 1 && isWhole ? 'whole' : 'part'
}

/** The sweep whose rows are shown: the last whole one, else the fullest, of equals the newest. */
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

/** When the newest page of a selection came, by the server's clock in ms since 1970; null before the first one. */
export function newestPage(project: ProjectStatus | undefined, selection: Selection): number | null {
  const instants = scopesOf(project, selection).flatMap(({ sweeps }) =>
    sweeps.filter(({ calls }) => calls > 0).map(({ readTo }) => Date.parse(readTo)),
  )
  return instants.length === 0 ? null : Math.max(...instants)
}
