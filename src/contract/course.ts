import type { Comparison } from './changes-query.ts'
import { Figures } from './changes.ts'
import { earlierMoment, moment, writeMoment } from './moments.ts'
import { readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import { z } from './zod.ts'

/** Openports' own route: the headline figures of a scope query over time. */
export const COURSE_PATH = '/api/course'

/** Points that are answered at most. Of more, those are kept that are the least or the most of some figure in their time. */
export const COURSE_POINTS = 400

/** The figures from an instant on (ISO 8601, UTC), until the next point; `scopes` of the scope query had been read by then. */
export const CoursePoint = z.object({ at: z.string(), scopes: z.int(), ...Figures.shape })
export type CoursePoint = z.infer<typeof CoursePoint>

/**
 * Oldest first; the last point is when the figures were seen last. `gaps` are times in which a part of the scope query was not
 * read for much longer than usual: what was open then is not known, and no line leads through it.
 */
export const CourseAnswer = z.object({
  points: z.array(CoursePoint),
  gaps: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type CourseAnswer = z.infer<typeof CourseAnswer>

export const CourseParameters = z.object({
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
  from: z._default(earlierMoment, { before: 30 * 24 * 3_600_000 }),
  to: z.optional(moment),
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readCourseQuery(params: URLSearchParams): Comparison {
  const {
    project,
    category,
    enterprise_project_id: enterpriseProject,
    from,
    to,
  } = readQuery(CourseParameters, params)
  return { scopeQuery: { project, category, enterpriseProject }, from, ...(to !== undefined && { to }) }
}

export function writeCourseQuery({ scopeQuery, from, to }: Comparison): URLSearchParams {
  const { project, category, enterpriseProject } = scopeQuery
  const params = new URLSearchParams({ project, category, enterprise_project_id: enterpriseProject })
  params.set('from', writeMoment(from))
  if (to !== undefined) params.set('to', writeMoment(to))
  return params
}
