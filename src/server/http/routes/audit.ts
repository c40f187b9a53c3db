import type { Hono } from 'hono'

import { AUDIT_PATH, readAuditQuery } from '#contract/audit.ts'
import type { AuditAnswer } from '#contract/audit.ts'
import { mayChangeAll } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuseRole } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/** The audit log, for operators of every project. */
export function addAudit(app: Hono<AppEnv>, store: Pick<Store, 'audit'>): void {
  app.get(AUDIT_PATH, async (c) => {
    const query = readAuditQuery(parametersOf(c))
    if (!mayChangeAll(c.var.who)) return refuseRole(c)
    const answer: AuditAnswer = { entries: await store.audit.list(query) }
    return json(c, answer)
  })
}
