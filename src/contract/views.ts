import { readQuery, word } from './query-string.ts'
import { z } from './zod.ts'

/**
 * Openports' own route: named views of a project. `GET` lists them; `PUT` keeps or renames one, `DELETE` forgets one, both
 * with `ACTION_HEADER` and their parameters in the address, since no request takes a body.
 */
export const VIEWS_PATH = '/api/views'

/** Views of a project; characters of a name; characters of an address's parameters, which a whole URL has to carry. */
export const VIEW_LIMITS = { views: 100, name: 60, query: 2000 } as const

const nameWanted = `1 to ${VIEW_LIMITS.name} characters, none of them a control character, no blank at either end`
const queryWanted = `the parameters of an address, up to ${VIEW_LIMITS.query} characters, as in status=danger&size=50`

/** The name of a view. */
const ViewName = word(VIEW_LIMITS.name, nameWanted).check(
  z.regex(/^(?!\s)[^\p{Cc}\u2028\u2029]+(?<!\s)$/u, nameWanted),
)

/** Parameters as `URLSearchParams` writes them; '' is the view without any. What they mean is the page's to know. */
export const ViewQuery = z
  .string({ error: queryWanted })
  .check(
    z.maxLength(VIEW_LIMITS.query, queryWanted),
    z.regex(/^(?:[a-z_]{1,32}=[\w.~*%+-]*(?:&(?=.)|$))*$/, queryWanted),
  )

/** A name, and the parameters of the page's address that it stands for, without the project. */
export const SavedView = z.object({ name: ViewName, query: ViewQuery })
export type SavedView = z.infer<typeof SavedView>

/** By name. */
export const ViewsAnswer = z.object({ views: z.array(SavedView) })
export type ViewsAnswer = z.infer<typeof ViewsAnswer>

const project = word(256, 'the id of a project')
export const ListViewsParameters = z.object({ project })
export const SaveViewParameters = z.object({
  project,
  name: ViewName,
  query: ViewQuery,
  was: z.optional(ViewName),
})
export const ForgetViewParameters = z.object({ project, name: ViewName })

/** A view to keep in a project. With `was` it takes the place of the view of that name, without it that of its own name. */
export type ViewToSave = { project: string; view: SavedView; was?: string }

/** @throws {InvalidParameter} naming the parameter that cannot be understood; so do the two below. */
export const readListViews = (params: URLSearchParams): { project: string } =>
  readQuery(ListViewsParameters, params)

export function readSaveView(params: URLSearchParams): ViewToSave {
  const { project, name, query, was } = readQuery(SaveViewParameters, params)
  return { project, view: { name, query }, ...(was !== undefined && { was }) }
}

export const readForgetView = (params: URLSearchParams): { project: string; name: string } =>
  readQuery(ForgetViewParameters, params)

export const writeSaveView = ({ project, view, was }: ViewToSave): URLSearchParams =>
  new URLSearchParams({ project, ...view, ...(was !== undefined && { was }) })

/** The views of a project as a file, to take them to another project or another server. */
export const ViewsFile = z.object({
  openportsViews: z.literal(1),
  views: z.array(SavedView).check(z.maxLength(VIEW_LIMITS.views)),
})
export type ViewsFile = z.infer<typeof ViewsFile>
