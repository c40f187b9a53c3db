import {
  EMBED_SESSIONS_PATH,
  EMBED_TICKETS_PATH,
  EmbedSessionParameters,
  TicketParameters,
} from '#contract/embed.ts'
import {
  OIDC_CALLBACK_PATH,
  OIDC_SIGN_IN_PATH,
  OIDC_SIGN_OUT_PATH,
  SESSION_PATH,
  SIGN_IN_PATH,
  SIGN_OUT_PATH,
} from '#contract/session.ts'

import type { Operation } from './operation.ts'

/** Tickets, sessions and sign-in. */
export const ACCESS_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: EMBED_TICKETS_PATH,
    id: 'createTicket',
    summary: 'Issues a ticket for frames in pages of another origin',
    access: 'data',
    query: TicketParameters,
    returns: 'TicketAnswer',
  },
  {
    method: 'post',
    path: EMBED_SESSIONS_PATH,
    id: 'createEmbedSession',
    summary: 'Exchanges a ticket for a session of a frame',
    access: 'ticket',
    query: EmbedSessionParameters,
    returns: 'EmbedSessionAnswer',
    errors: [401],
  },
  {
    method: 'get',
    path: SESSION_PATH,
    id: 'getSession',
    summary: 'The user of the session, and the sign-in methods',
    access: 'none',
    returns: 'SessionAnswer',
    errors: [429],
  },
  {
    method: 'post',
    path: SIGN_IN_PATH,
    id: 'signIn',
    summary: 'Exchanges the token in X-Auth-Token for a session, and sets its cookie',
    access: 'none',
    returns: null,
    errors: [401, 404, 429],
  },
  {
    method: 'post',
    path: SIGN_OUT_PATH,
    id: 'signOut',
    summary: 'Ends the session of the cookie',
    access: 'none',
    returns: null,
    errors: [401, 429],
  },
  {
    method: 'get',
    path: OIDC_SIGN_IN_PATH,
    id: 'beginOidcSignIn',
    summary: 'For browsers: redirects to the OpenID Connect provider',
    access: 'none',
    returns: 'redirect',
    errors: [404],
  },
  {
    method: 'get',
    path: OIDC_CALLBACK_PATH,
    id: 'finishOidcSignIn',
    summary: 'For browsers: the redirect URI of the OpenID Connect provider',
    access: 'none',
    returns: 'notice',
    errors: [404],
  },
  {
    method: 'get',
    path: OIDC_SIGN_OUT_PATH,
    id: 'signOutOfOidc',
    summary: 'For browsers: redirects to the sign-out page of the provider',
    access: 'none',
    returns: 'redirect',
    errors: [404],
  },
]
