import type { Context, Hono } from 'hono'

import {
  EMBED_SESSIONS_PATH,
  EMBED_TICKETS_PATH,
  readEmbedSessionQuery,
  readTicketQuery,
  TICKET_HEADER,
} from '#contract/embed.ts'
import type { EmbedSessionAnswer, TicketAnswer } from '#contract/embed.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { Tickets } from '#server/http/auth/tickets.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse } from '#server/http/responses.ts'

/** Trades a ticket for a session: for any holder of one. */
export function addEmbedSessions(
  app: Hono<AppEnv>,
  tickets: Tickets,
  audienceOf: AudienceOf,
  audit: Audit,
): void {
  app.post(EMBED_SESSIONS_PATH, csrfProtection, async (c) => {
    const { ancestor } = readEmbedSessionQuery(parametersOf(c))
    const ticket = c.req.header(TICKET_HEADER) ?? ''
    const opened = await tickets.trade(ticket, { audience: audienceOf(c), ancestor })
    if (opened === null)
      return refuse(c, 401, 'unauthorized', `${TICKET_HEADER} has no valid ticket for this frame.`)
    const { who, ...answer } = opened
    await audit(c, { action: 'signIn', who, detail: who.proof })
    return json(c, answer satisfies EmbedSessionAnswer)
  })
}

/** Gives tickets to programs with a token. A session is a person's, and gives none. */
export function addEmbedTickets(app: Hono<AppEnv>, tickets: Tickets, audienceOf: AudienceOf): void {
  app.post(EMBED_TICKETS_PATH, csrfProtection, async (c) => {
    const { ancestor, ...wanted } = readTicketQuery(parametersOf(c))
    if (c.req.header('X-Auth-Token') === undefined)
      return refuse(c, 403, 'forbidden', 'Tickets require an API token.')
    const given = await tickets.give(c.var.who, wanted, { audience: audienceOf(c), ancestor })
    if (given === null)
      return refuse(
        c,
        403,
        'forbidden',
        'OPENPORTS_FRAME_ANCESTORS does not list this ancestor, or the token has no access to the project.',
      )
    return json(c, given satisfies TicketAnswer)
  })
}

/** Where browsers reach the page: its public URL, or the host that they ask for. */
export type AudienceOf = (c: Context<AppEnv>) => string
