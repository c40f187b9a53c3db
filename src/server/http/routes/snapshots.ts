import type { Hono } from 'hono'

import { readSnapshotsQuery, SNAPSHOTS_PATH } from '#contract/snapshots.ts'
import type { SnapshotsAnswer } from '#contract/snapshots.ts'
import { maySee } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuseProject } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** To which snapshots the current rows can be compared. None is an answer; an unknown project is not. */
export function addSnapshots(app: Hono<AppEnv>, store: Pick<Store, 'moments' | 'hasProject'>): void {
  app.get(SNAPSHOTS_PATH, async (c) => {
    const scopeQuery = readSnapshotsQuery(parametersOf(c))
    if (!maySee(c.var.who, scopeQuery.project)) return refuseProject(c)
    const snapshots = await store.moments(scopeQuery)
    if (snapshots.length === 0 && !(await store.hasProject(scopeQuery.project))) return refuseProject(c)
    const answer: SnapshotsAnswer = { snapshots }
    return json(c, answer)
  })
}
