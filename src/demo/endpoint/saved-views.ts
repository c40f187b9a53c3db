import { readForgetView, readListViews, readSaveView, VIEW_LIMITS, ViewsAnswer } from '#contract/views.ts'
import type { SavedView } from '#contract/views.ts'
import { DEMO_PROJECT } from '#demo/estate.ts'

import { refuse } from './refuse.ts'

/** A text that outlives the page, null while nothing was written. */
export type Kept = { read: () => string | null; write: (text: string) => void }

/** Lists, keeps, renames or forgets a named view, as the server does; what is kept stays on this device. */
export function answerViews(method: string, params: URLSearchParams, kept: Kept): Response {
  const views = viewsOf(kept)
  const keep = (next: readonly SavedView[]): Response => {
    const byName = next.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    kept.write(JSON.stringify({ views: byName } satisfies ViewsAnswer))
    return new Response(null, { status: 204 })
  }
  switch (method) {
    case 'GET':
      return readListViews(params).project === DEMO_PROJECT
        ? Response.json({ views } satisfies ViewsAnswer)
        : noProject()
    case 'PUT': {
      const { project, view, was } = readSaveView(params)
      if (project !== DEMO_PROJECT) return noProject()
      if (was !== undefined && !has(views, was)) return noView()
      if (was !== undefined && was !== view.name && has(views, view.name))
        return refuse(409, 'invalidParameter', 'A view with this name already exists in this project.')
      const others = views.filter(({ name }) => name !== (was ?? view.name))
      return others.length < VIEW_LIMITS.views
        ? keep([...others, view])
        : refuse(
            409,
            'invalidParameter',
            `A project keeps at most ${VIEW_LIMITS.views} views: delete one first.`,
          )
    }
    case 'DELETE': {
      const { name } = readForgetView(params)
      return has(views, name) ? keep(views.filter((view) => view.name !== name)) : noView()
    }
    default:
      return refuse(405, 'methodNotAllowed', 'Method not allowed. Allowed: GET, PUT, DELETE.')
  }
}

/** The stored views; none where other code wrote to the same place. */
function viewsOf(kept: Kept): SavedView[] {
  try {
    return ViewsAnswer.parse(JSON.parse(kept.read() ?? '{"views":[]}')).views
  } catch {
    return []
  }
}

const has = (views: readonly SavedView[], wanted: string): boolean =>
  views.some(({ name }) => name === wanted)

const noProject = (): Response => refuse(404, 'notFound', 'Project not found.')
const noView = (): Response => refuse(404, 'notFound', 'View not found in this project.')
