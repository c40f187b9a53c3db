import type { Context, Hono } from 'hono'

import { readForgetView, readListViews, readSaveView, VIEW_LIMITS, VIEWS_PATH } from '#contract/views.ts'
import type { ViewsAnswer } from '#contract/views.ts'
import { mayChange, maySee } from '#server/common/identity.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse, refuseProject, refuseRole } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** The saved views of a project: users with access to its data list them, its operators save, rename and delete them. */
export function addViews(app: Hono<AppEnv>, store: Pick<Store, 'views' | 'hasProject'>, audit: Audit): void {
  app.get(VIEWS_PATH, async (c) => {
    const { project } = readListViews(parametersOf(c))
    if (!maySee(c.var.who, project)) return refuseProject(c)
    const views = await store.views.list(project)
    if (views.length === 0 && !(await store.hasProject(project))) return refuseProject(c)
    const answer: ViewsAnswer = { views }
    return json(c, answer)
  })

  app.put(VIEWS_PATH, csrfProtection, async (c) => {
    const { project, view, was } = readSaveView(parametersOf(c))
    const refusal = refuseEditor(c, project)
    if (refusal !== null) return refusal
    if (!(await store.hasProject(project))) return refuseProject(c)
    const done =
      was === undefined ? await store.views.save(project, view) : await store.views.rename(project, was, view)
    switch (done) {
      case 'saved':
        await audit(c, {
          action: was === undefined ? 'viewSaved' : 'viewRenamed',
          who: c.var.who,
          project,
          detail: view.name,
        })
        return c.body(null, 204)
      case 'missing':
        return refuseView(c)
      case 'taken':
        return refuse(c, 409, 'invalidParameter', 'A view with this name already exists in this project.')
      case 'full':
        return refuse(
          c,
          409,
          'invalidParameter',
          `A project can have ${VIEW_LIMITS.views} views: delete one first.`,
        )
    }
  })

  app.delete(VIEWS_PATH, csrfProtection, async (c) => {
    const { project, name } = readForgetView(parametersOf(c))
    const refusal = refuseEditor(c, project)
    if (refusal !== null) return refusal
    if (!(await store.views.forget(project, name))) return refuseView(c)
    await audit(c, { action: 'viewDeleted', who: c.var.who, project, detail: name })
    return c.body(null, 204)
  })
}

/** The answer for who may not edit what is kept for a project; null for who may. */
function refuseEditor(c: Context<AppEnv>, project: string): Response | null {
  if (!maySee(c.var.who, project)) return refuseProject(c)
  return mayChange(c.var.who, project) ? null : refuseRole(c)
}

const refuseView = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'View not found in this project.')
