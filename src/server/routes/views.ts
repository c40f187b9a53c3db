import type { Context, Hono } from 'hono'

import { readForgetView, readListViews, readSaveView, VIEW_LIMITS, VIEWS_PATH } from '#contract/views.ts'
import type { ViewsAnswer } from '#contract/views.ts'
import type { z } from '#contract/zod.ts'
import { json, parametersOf, refuse } from '#server/answers.ts'
import type { AppEnv } from '#server/answers.ts'
import { isMeant, refuseUnmeant } from '#server/meant.ts'
import type { Store } from '#server/store/types.ts'

/** The named views of a project: whoever may look at its data may keep, rename and forget them. */
export function addViews(app: Hono<AppEnv>, store: Pick<Store, 'views' | 'hasProject'>): void {
  app.get(VIEWS_PATH, async (c) => {
    const { project } = readListViews(parametersOf(c))
    const views = await store.views.list(project)
    if (views.length === 0 && !(await store.hasProject(project))) return refuseProject(c)
    const answer: z.infer<typeof ViewsAnswer> = { views }
    return json(c, answer)
  })

  app.put(VIEWS_PATH, async (c) => {
    if (!isMeant(c)) return refuseUnmeant(c)
    const { project, view, was } = readSaveView(parametersOf(c))
    if (!(await store.hasProject(project))) return refuseProject(c)
    const done =
      was === undefined ? await store.views.save(project, view) : await store.views.rename(project, was, view)
    switch (done) {
      case 'saved':
        return c.body(null, 204)
      case 'missing':
        return refuseView(c)
      case 'taken':
        return refuse(c, 409, 'invalidParameter', 'Another view of this project has that name.')
      case 'full':
        return refuse(
          c,
          409,
          'invalidParameter',
          `A project keeps at most ${VIEW_LIMITS.views} views: delete one first.`,
        )
    }
  })

  app.delete(VIEWS_PATH, async (c) => {
    if (!isMeant(c)) return refuseUnmeant(c)
    const { project, name } = readForgetView(parametersOf(c))
    return (await store.views.forget(project, name)) ? c.body(null, 204) : refuseView(c)
  })
}

const refuseProject = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'There is no such project.')

const refuseView = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'This project has no view of that name.')
