import { chooseScope, wasRead } from '#contract/choose-scope.ts'
import type { ProjectSummary } from '#contract/projects.ts'
import { CATEGORIES } from '#contract/scope.ts'
import type { SavedView } from '#contract/views.ts'
import { keptQuery, viewOf } from '#view/saved-view.ts'
import type { View } from '#view/view.ts'

/** A view that a kiosk shows, and its name. */
export type Stop = { name: string | null; view: View }

/**
 * What a kiosk shows in turn: the view of the address, then the saved views of its project. Where none is saved, the
 * same view of hosts and of containers. A view of what does not exist any more is left out.
 */
export function stopsOf(
  view: View,
  projects: readonly ProjectSummary[],
  saved: readonly SavedView[],
): readonly [Stop, ...Stop[]] {
  const own = keptQuery(view)
  const isOwn = ({ query }: SavedView): boolean => keptQuery(viewOf(view.project, query)) === own
  const others =
    saved.length > 0
      ? saved
          .filter((kept) => !isOwn(kept))
          .map(({ name, query }) => ({ name, view: viewOf(view.project, query) }))
      : CATEGORIES.filter((category) => category !== view.category)
          .map((category) => ({ name: null, view: { ...view, category, snapshot: null } }))
          .filter(({ view }) => hasRows(view, projects))
  return [
    { name: saved.find(isOwn)?.name ?? null, view },
    ...others.filter(({ view }) => chooseScope(projects, view).kind === 'chosen'),
  ]
}

/** Whether a view has anything to show. */
function hasRows(view: View, projects: readonly ProjectSummary[]): boolean {
  const choice = chooseScope(projects, view)
  return choice.kind === 'chosen' && wasRead(choice.project, choice.scopeQuery)
}

/** Which of `count` stops it is the turn of, after so many milliseconds at `seconds` each. */
export const turnOf = (count: number, seconds: number, elapsed: number): number =>
  Math.floor(Math.max(0, elapsed) / (seconds * 1000)) % count
