import type { Context } from 'hono'

import type { AuditAction } from '#contract/audit.ts'
import type { Identity } from '#server/common/identity.ts'
import { StoreError } from '#server/store/errors.ts'
import type { AuditStore } from '#server/store/types.ts'

import { clientAddress } from './client-address.ts'
import type { AppEnv } from './responses.ts'

/** Notes what somebody did. It never fails a request: what the store cannot take is in the log instead. */
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
      address: clientAddress(c),
    }
    try {
      await store.note(entry)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      report(c.var.requestId, new Error(`not on the audit list: ${JSON.stringify(entry)}`, { cause: error }))
    }
  }
