import type { Hono } from 'hono'

import { COURSE_PATH, readCourseQuery } from '#contract/course.ts'
import type { CourseAnswer } from '#contract/course.ts'
import { maySee } from '#server/common/identity.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { QueuedRead } from '#server/http/limits/read-queue.ts'
import { json, parametersOf, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

import { refusalOf } from './unread.ts'

/** The headline figures over time. Of what HSS was not asked yet, nothing is said but that. */
export function addCourse(
  app: Hono<AppEnv>,
  store: Pick<Store, 'course' | 'extent' | 'projectKind'>,
  collector: Pick<Collector, 'lookUps' | 'isWaitingForIds'>,
  queued: QueuedRead,
): void {
  app.get(COURSE_PATH, async (c) => {
    const query = readCourseQuery(parametersOf(c))
    const { project } = query.scopeQuery
    if (!maySee(c.var.who, project)) return refuseProject(c)
    const { rows: extent } = await store.extent({ scopeQuery: query.scopeQuery })
    return queued(c, { extent, rows: 0 }, async () => {
      const { points, gaps, isKnown } = await store.course(query)
      const refusal = !isKnown ? await refusalOf(c, project, store, collector) : null
      if (refusal) return () => refusal
      const answer: CourseAnswer = { points, gaps }
      return () => json(c, answer)
    })
  })
}
