import { randomUUID } from 'node:crypto'

import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { EMBED_SESSION_HEADER } from '#contract/embed.ts'
import { errorBody } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { hasPart, maySee } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'

import type { Access } from './auth/access.ts'
import type { Vouched } from './auth/proxy/proxy-identity.ts'
import { inPieces } from './body.ts'
import type { AnswerHeaders, AnswerKind } from './headers.ts'
import type { KnownHosts } from './hosts.ts'
import { holderOf } from './judge.ts'
import type { Judge } from './judge.ts'

/**
 * What the parts of the app know of a request: its number, what kind of answer it gets, where it came from, who a trusted
 * proxy says is asking, and who asks for data.
 */
export type AppEnv = {
  Bindings: Partial<HttpBindings>
  Variables: { requestId: string; kind: AnswerKind; address: string; vouched: Vouched | null; who: Identity }
}

/** Answers with an error. `message` is written by us: nothing that a failure said goes to a client. */
export function refuse(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  code: ErrorCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  c.set('kind', 'api')
  return json(c, errorBody(code, message, c.var.requestId), headers, status)
}

/** Answers with JSON. The length is stated so that a short answer is not packed, and HEAD tells it. */
export function json(
  c: Context<AppEnv>,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  status: ContentfulStatusCode = 200,
): Response {
  const bytes = Buffer.from(JSON.stringify(value))
  return c.body(inPieces(bytes), status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(bytes.length),
  })
}

/** The parameters of a request as they were sent, repeated ones included. */
export const parametersOf = (c: Context<AppEnv>): URLSearchParams => new URL(c.req.url).searchParams

/**
 * Numbers each request and puts the headers of its kind on the answer, whatever it is. An answer counts as data
 * unless a route says otherwise, so one that nobody thought of gets the strictest headers.
 */
export const withHeaders = (headers: AnswerHeaders) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('kind', 'api')
    await next()
    c.header('X-Request-Id', c.var.requestId)
    for (const [name, value] of Object.entries(headers[c.var.kind])) c.header(name, value)
  })

/** Refuses requests to a name that is not ours, and requests with a body: no route reads one. */
export const onlyPlainRequests = (hosts: KnownHosts) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!hosts.knows(c.req.header('Host') ?? null)) {
      const advice = 'This server does not answer for this host name. OPENPORTS_ALLOWED_HOSTS adds names.'
      return refuse(c, 421, 'noSuchRoute', advice)
    }
    const length = c.req.header('Content-Length') ?? '0'
    if (length !== '0' || c.req.header('Transfer-Encoding') !== undefined) {
      // Closed, because what follows on this connection may be the rest of the body.
      return refuse(c, 400, 'malformed', 'No request takes a body.', { Connection: 'close' })
    }
    return next()
  })

/** Whether no browser says that another site asks. To cookies, every port of this machine is the same site. */
export function isOwnSite(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site') ?? 'none' // programs and old browsers do not say
  return site === 'same-origin' || site === 'none'
}

/** The session that a browser sends, unless another site asks. One in the header of frames decides alone. */
export const sessionOf = (c: Context<AppEnv>, access: Access): string | undefined =>
  isOwnSite(c) ? (c.req.header(EMBED_SESSION_HEADER) ?? getCookie(c, access.cookie.name)) : undefined

/** Who asks: nothing but the token, a trusted proxy's word and the session is looked at, whatever else a request claims. */
export async function identityOf(c: Context<AppEnv>, access: Access, judge: Judge): Promise<Identity | null> {
  const token = c.req.header('X-Auth-Token')
  if (token !== undefined) return holderOf(c, token, { access, judge })
  const isFrames = c.req.header(EMBED_SESSION_HEADER) !== undefined
  // A frame acts for whoever its ticket was made for, not for whom a proxy lets through.
  const vouched = isFrames ? null : c.var.vouched
  const who = await access.identify({ token, vouched, session: sessionOf(c, access) })
  // A frame's session is none of a cookie's, nor the other way round: neither can be planted in the place of the other.
  return who === null || isFrames === (who.proof === 'ticket') ? who : null
}

/** Lets through who may ask. */
export const onlyAdmitted = (access: Access, judge: Judge) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const who = await identityOf(c, access, judge)
    if (who === null)
      return refuse(
        c,
        401,
        'unauthorized',
        'X-Auth-Token is missing or wrong, and there is no session of the page.',
      )
    c.set('who', who)
    if (hasPart(who)) return next()
    return refuse(c, 403, 'forbidden', `${who.name} is in no group that may see anything here.`)
  })

export const refuseProject = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'There is no such project.')

/** For who may look but not do this. */
export const refuseRole = (c: Context<AppEnv>): Response =>
  refuse(c, 403, 'forbidden', 'This takes the role operator in the project.')

/** Under a project's path: a project that somebody has no part in does not exist for them. */
export const onlyOwnProject = createMiddleware<AppEnv>(async (c, next) =>
  maySee(c.var.who, c.req.param('project') ?? '') ? next() : refuseProject(c),
)
