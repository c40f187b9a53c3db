import type { Context } from 'hono'

import type { AuditAction } from '#contract/audit.ts'
import type { Identity } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import { StoreError } from '#server/store/errors.ts'
import type { AuditStore } from '#server/store/types.ts'

/** Adds to the audit log. It never fails a request: an entry that the store cannot take is reported instead. */
export type Audit = (
  c: Context<AppEnv>,
  done: { action: AuditAction; who: Identity | null; project?: string; detail?: string },
) => Promise<void>

export const auditTo =
  (store: AuditStore, report: (requestId: string, error: Error) => void): Audit =>
  async (c, { action, who, project = null, detail = '' }) => {
    const entry = {
      at: new Date(),
      subject: who?.subject ?? '',
      name: who?.name ?? '',
      action,
      project,
      detail,
      address: c.var.address,
    }
    try {
      await store.note(entry)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      report(c.var.requestId, new Error(`not in the audit log: ${JSON.stringify(entry)}`, { cause: error }))
    }
  }
