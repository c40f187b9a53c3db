import { createLoader, createSerializer } from 'nuqs'

import { VIEW_LIMITS, ViewsFile } from '#contract/views.ts'
import type { SavedView } from '#contract/views.ts'

import { VIEW_PARAMETERS } from './parameters.ts'
import type { View, ViewChange } from './view.ts'

/** Where one is in a view, and of what: a saved view belongs to a project, and begins at its first page. */
const NOT_KEPT = { project: null, page: null, row: null, server: null } as const

const write = createSerializer(VIEW_PARAMETERS)
const read = createLoader(VIEW_PARAMETERS)

/** The parameters that a view is kept as. Only those that the page knows: whatever else an address has stays out. */
export const keptQuery = (view: View): string =>
  new URLSearchParams(write({ ...view, ...NOT_KEPT })).toString()

/** The change from any view of the project to a kept one. What cannot be read counts as absent, as in an address. */
export function changeTo(query: string): ViewChange {
  const { project: _, ...kept } = { ...read(`?${query}`), page: null, row: null, server: null }
  return kept
}

/** The view that a kept one is in a project; null is the first that the server lists. */
export const viewOf = (project: string | null, query: string): View => ({ ...read(`?${query}`), project })

/** Views as a file, and what {@link readViewsFile} reads. */
export const writeViewsFile = (views: readonly SavedView[]): string => {
  const file: ViewsFile = { openportsViews: 1, views: [...views] }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Why a file holds no views: it is no JSON, it is another file, or the view at `place` (from 1) is none. */
type ViewsFileFault = { reason: 'noJson' | 'noViews' | 'tooMany' } | { reason: 'badView'; place: number }

/** The views in a file, with the parameters that this page knows. */
export function readViewsFile(text: string): { views: SavedView[] } | ViewsFileFault {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'noJson' }
  }
  const file = ViewsFile.safeParse(json)
  if (!file.success) {
    const issue = file.error.issues[0]
    const [part, place] = issue?.path ?? []
    if (part === 'views' && typeof place === 'number') return { reason: 'badView', place: place + 1 }
    return { reason: part === 'views' && issue?.code === 'too_big' ? 'tooMany' : 'noViews' }
  }
  return {
    views: file.data.views.map(({ name, query }) => ({ name, query: keptQuery(read(`?${query}`)) })),
  }
}

/** What is wrong with a name or an address before it is saved; null when nothing is. */
export function nameFault(name: string, query: string): 'noName' | 'nameTooLong' | 'queryTooLong' | null {
  if (name === '') return 'noName'
  if (name.length > VIEW_LIMITS.name) return 'nameTooLong'
  return query.length > VIEW_LIMITS.query ? 'queryTooLong' : null
}
