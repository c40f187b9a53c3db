import { narrowed } from '#server/common/identity.ts'
import type { Identity, Role } from '#server/common/identity.ts'
import type { TicketStore } from '#server/store/types.ts'

import { makeToken, tokenKey } from './access.ts'
import type { Access } from './access.ts'

/** Lifetimes in seconds, of a ticket and of its session. A console requests the next ticket in time. */
export const TICKET_LIMITS = { ticket: 60, session: 3600 } as const

/** Where a ticket is valid: at the page `audience`, in a frame on a page of the origin `ancestor`. */
type TicketPlace = { audience: string; ancestor: string }

/** Single-use tickets: a page of another site gets its frame a session with one, without a cookie. */
export type Tickets = {
  /** A ticket with the grants of `who` cut down to those wanted; null if none are left. */
  give: (
    who: Identity,
    wanted: { role: Role; project?: string | undefined },
    place: TicketPlace,
  ) => Promise<{ ticket: string; expiresIn: number } | null>
  /** The session for a ticket; null if the ticket is not valid here. It is used up in any case. */
  trade: (
    ticket: string,
    place: TicketPlace,
  ) => Promise<{ session: string; endsIn: number; who: Identity } | null>
}

export function createTickets({
  tickets,
  access,
  ancestors,
  now = () => new Date(),
}: {
  tickets: TicketStore
  access: Pick<Access, 'openSession' | 'isProofValid'>
  /** The origins that may frame the page. */
  ancestors: readonly string[]
  now?: () => Date
}): Tickets {
  return {
    give: async (who, wanted, { audience, ancestor }) => {
      const grants = narrowed(who, wanted)
      if (grants.length === 0 || !ancestors.includes(ancestor)) return null
      const ticket = makeToken()
      const at = now()
      const expires = new Date(at.getTime() + TICKET_LIMITS.ticket * 1000)
      await tickets.keep(
        tokenKey(ticket),
        { identity: { ...who, proof: 'ticket', grants }, audience, ancestor, expires },
        at,
      )
      return { ticket, expiresIn: TICKET_LIMITS.ticket }
    },

    trade: async (ticket, { audience, ancestor }) => {
      const at = now().getTime()
      const found = await tickets.take(tokenKey(ticket))
      if (found === null || at >= found.expires.getTime()) return null
      if (found.audience !== audience || found.ancestor !== ancestor || !ancestors.includes(ancestor))
        return null
      const { identity } = found
      if (!(await access.isProofValid(identity))) return null
      const latest = at + TICKET_LIMITS.session * 1000
      const end = identity.until === null ? latest : Math.min(latest, Date.parse(identity.until))
      if (end <= at) return null
      const who: Identity = { ...identity, until: new Date(end).toISOString() }
      return { session: await access.openSession(who), who, endsIn: Math.floor((end - at) / 1000) }
    },
  }
}
