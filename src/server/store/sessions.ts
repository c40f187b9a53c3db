import { Identity } from '#server/common/identity.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import type { SessionStore } from './types.ts'

/**
 * The most sessions of one subject, so that no user ends those of others. One more ends one of the same subject: the
 * oldest without a request after its first minute, else the one that was silent for the longest time.
 */
export const MAX_SESSIONS = 1000

/**
 * @see Store.sessions. No transaction: each statement is atomic, and what one process tidies away another does
 * not miss. Instants are ISO 8601 as everywhere in the tables.
 */
export function sessionStore(engine: Engine, max = MAX_SESSIONS): SessionStore {
  const { reader, writer } = engine
  const { reading, writing } = statementsOf(engine)

  return {
    open: async (key, identity, at) => {
      const now = at.toISOString()
      const session = {
        key,
        opened: now,
        asked: now,
        subject: identity.subject,
        identity: JSON.stringify(identity),
      }
      await writing(() => writer.insertInto('session').values(session).execute())
      await writing(() =>
        writer
          .deleteFrom('session')
          .where('key', 'in', (eb) =>
            eb
              .selectFrom('session as own')
              .select('own.key')
              .where('own.subject', '=', identity.subject)
              .where('own.key', '<>', key)
              .orderBy((eb) => eb('own.asked', '>', eb.ref('own.opened')), 'desc')
              .orderBy('own.asked', 'desc')
              .limit(max) // as many as there will ever be too many
              .offset(max - 1),
          )
          .execute(),
      )
    },

    find: async (key) => {
      const found = await reading(() =>
        reader
          .selectFrom('session')
          .select(['identity', 'opened', 'asked'])
          .where('key', '=', key)
          .executeTakeFirst(),
      )
      if (found === undefined) return null
      const identity = Identity.parse(JSON.parse(found.identity))
      return { identity, opened: new Date(found.opened), asked: new Date(found.asked) }
    },

    touch: async (key, at) => {
      const asked = at.toISOString()
      await writing(() =>
        writer
          .updateTable('session')
          .set({ asked })
          .where('key', '=', key)
          .where('asked', '<', asked)
          .execute(),
      )
    },

    end: async (key) => {
      await writing(() => writer.deleteFrom('session').where('key', '=', key).execute())
    },

    forget: async ({ openedBefore, askedBefore }) => {
      await writing(() =>
        writer
          .deleteFrom('session')
          .where((eb) =>
            eb.or([
              eb('opened', '<', openedBefore.toISOString()),
              eb('asked', '<', askedBefore.toISOString()),
            ]),
          )
          .execute(),
      )
    },
  }
}
