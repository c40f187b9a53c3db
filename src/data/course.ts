import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import { COURSE_PATH, CourseAnswer, writeCourseQuery } from '#contract/course.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

const MONTH = 30 * 24 * 3_600_000 // ms

async function readCourse(http: Http, scopeQuery: ScopeQuery, signal: AbortSignal): Promise<CourseAnswer> {
  const query = writeCourseQuery({ scopeQuery, from: { before: MONTH } })
  const answer = await http.get(`${COURSE_PATH}?${query.toString()}`, signal)
  return await read(answer, (wire) => CourseAnswer.parse(wire))
}

const course = (http: Http, scopeQuery: ScopeQuery | null, current: number) =>
  queryOptions({
    queryKey: ['course', scopeQuery, current],
    queryFn: scopeQuery === null ? skipToken : ({ signal }) => readCourse(http, scopeQuery, signal),
    staleTime: 10 * 60_000, // a month of figures, which a new snapshot asks for anew
  })

/**
 * The headline figures of a scope query over the last month. Without one it waits for one.
 *
 * @param current The number of the current snapshot.
 */
export const useCourse = (scopeQuery: ScopeQuery | null, current: number) =>
  useQuery(course(useServer().http, scopeQuery, current))
