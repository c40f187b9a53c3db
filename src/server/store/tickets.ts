import { Identity } from '#server/common/identity.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import type { TicketStore } from './types.ts'

/** @see Store.tickets. Each statement is atomic: of two processes that take a ticket, one gets it. */
export function ticketStore(engine: Engine): TicketStore {
  const { writer } = engine
  const { writing } = statementsOf(engine)

  return {
    keep: async (key, { identity, audience, ancestor, expires }, at) => {
      const ticket = {
        key,
        identity: JSON.stringify(identity),
        audience,
        ancestor,
        expires: expires.toISOString(),
      }
      await writing(() =>
        writer.deleteFrom('embed_ticket').where('expires', '<=', at.toISOString()).execute(),
      )
      await writing(() => writer.insertInto('embed_ticket').values(ticket).execute())
    },

    take: async (key) => {
      const taken = await writing(() =>
        writer.deleteFrom('embed_ticket').where('key', '=', key).returningAll().executeTakeFirst(),
      )
      if (taken === undefined) return null
      const { identity, audience, ancestor, expires } = taken
      return {
        identity: Identity.parse(JSON.parse(identity)),
        audience,
        ancestor,
        expires: new Date(expires),
      }
    },
  }
}
