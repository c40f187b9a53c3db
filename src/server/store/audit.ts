import { sql } from 'kysely'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'
import type { AuditStore } from './types.ts'

/** So many entries are kept; one more and the oldest goes. */
export const MAX_ENTRIES = 10_000

/** The same failure from the same address within this time is one entry, so that a flood pushes nothing out. */
const FOLD_MS = 60 * 60_000

/** @see Store.audit. */
export function auditStore(engine: Engine): AuditStore {
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
      if (action === 'signInFailed') {
        const since = new Date(at.getTime() - FOLD_MS).toISOString()
        const folded = await writing(() =>
          writer
            .updateTable('audit')
            .set((eb) => ({ times: eb('times', '+', 1), at: entry.at }))
            .where('id', '=', (eb) =>
              eb
                .selectFrom('audit as last')
                .select(({ fn }) => fn.max('last.id').as('id'))
                .where('last.action', '=', action)
                .where('last.address', '=', entry.address)
                .where('last.at', '>=', since),
            )
            .returning('id')
            .execute(),
        )
        if (folded.length > 0) return
      }
      await writing(async () => {
        await writer
          .insertInto('audit')
          .values({ ...entry, times: 1 })
          .execute()
        await sql`delete from audit where id <= (select max(id) from audit) - ${MAX_ENTRIES}`.execute(writer)
      })
    },

    list: ({ limit, before }) =>
      reading(() =>
        reader
          .selectFrom('audit')
          .selectAll()
          .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      ),
  }
}
