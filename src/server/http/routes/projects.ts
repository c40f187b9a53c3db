import type { Hono } from 'hono'

import { PROJECTS_PATH } from '#contract/projects.ts'
import type { ProjectsAnswer } from '#contract/projects.ts'
import { NO_PARAMETERS, readQuery } from '#contract/query-string.ts'
import { maySee } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** Which scopes there are to look at, with the figures and the age of each: those that who asks has a part in. */
export function addProjects(app: Hono<AppEnv>, store: Pick<Store, 'projects'>): void {
  app.get(PROJECTS_PATH, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    return json(c, await projectsAnswer(store, c.var.who))
  })
}

/** The projects that `who` has a part in. */
export const projectsAnswer = async (
  store: Pick<Store, 'projects'>,
  who: Identity,
): Promise<ProjectsAnswer> => ({
  projects: (await store.projects()).filter(({ id }) => maySee(who, id)),
})
