import type { AuditAction } from '#contract/audit.ts'
import { networkOf } from '#server/common/network.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'
import type { AuditStore } from './types.ts'

/** So many entries of each action are kept; one more and the oldest of that action goes, and none of another. */
export const MAX_ENTRIES = 10_000

/** Actions that a single user can repeat endlessly: the same from the same network within an hour is one entry. */
const FOLDED: ReadonlySet<AuditAction> = new Set([
  'signIn',
  'signInFailed',
  'signOut',
  'hssAsked',
  'hssRetried',
])
const FOLD_MS = 60 * 60_000

/** @see Store.audit. */
export function auditStore(engine: Engine, max = MAX_ENTRIES): AuditStore {
  const { reader, writer } = engine
  const { reading, writing } = statementsOf(engine)

  return {
    note: async ({ at, subject, name, action, project, detail, address }) => {
      const entry = {
        at: at.toISOString(),
        subject: storable(subject),
        name: storable(name),
        action,
        project: project === null ? null : storable(project),
        detail: storable(detail),
        address: storable(address),
      }
      const hour = Math.floor(at.getTime() / FOLD_MS)
      const fold = FOLDED.has(action)
        ? JSON.stringify([hour, action, entry.subject, project, entry.detail, networkOf(entry.address)])
        : null
      const { times } = await writing(() =>
        writer
          .insertInto('audit')
          .values({ ...entry, fold, times: 1 })
          .onConflict((again) =>
            again.column('fold').doUpdateSet((eb) => ({
              times: eb('audit.times', '+', 1),
              at: entry.at,
              address: entry.address,
            })),
          )
          .returning('times')
          .executeTakeFirstOrThrow(),
      )
      if (times > 1) return
      await writing(() =>
        writer
          .deleteFrom('audit')
          .where('action', '=', action)
          .where('id', '<=', (eb) =>
            eb
              .selectFrom('audit as kept')
              .select('kept.id')
              .where('kept.action', '=', action)
              .orderBy('kept.id', 'desc')
              .limit(1)
              .offset(max),
          )
          .execute(),
      )
    },

    list: ({ limit, before }) =>
      reading(() =>
        reader
          .selectFrom('audit')
          .select(['id', 'at', 'subject', 'name', 'action', 'project', 'detail', 'address', 'times'])
          .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      ),
  }
}
