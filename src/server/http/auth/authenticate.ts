import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'

import { EMBED_SESSION_HEADER } from '#contract/embed.ts'
import { hasAccess, maySee } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse, refuseProject } from '#server/http/responses.ts'

import type { Access } from './access.ts'
import { identityOfToken } from './check-credential.ts'
import type { CheckCredential } from './check-credential.ts'
import { isSameSite } from './csrf.ts'

/** The session that a browser sends, unless another site makes it send the request. The header of a frame goes before the cookie. */
export const sessionOf = (c: Context<AppEnv>, access: Access): string | undefined =>
  isSameSite(c) ? (c.req.header(EMBED_SESSION_HEADER) ?? getCookie(c, access.cookie.name)) : undefined

/** Who sends a request: by its API token, by what a trusted proxy says, or by its session, and by nothing else. */
export async function identityOf(
  c: Context<AppEnv>,
  access: Access,
  check: CheckCredential,
): Promise<Identity | null> {
  const token = c.req.header('X-Auth-Token')
  if (token !== undefined) return identityOfToken(c, token, { access, check })
  const isFrame = c.req.header(EMBED_SESSION_HEADER) !== undefined
  // A frame acts for the user of its ticket, not for the one whom a proxy names.
  const proxyIdentity = isFrame ? null : c.var.proxyIdentity
  const who = await access.identify({ token, proxyIdentity, session: sessionOf(c, access) })
  // A session of a ticket counts in the frames' header alone, any other in the cookie: neither can be planted in the other's place.
  return who === null || isFrame === (who.proof === 'ticket') ? who : null
}

/** Lets a request through when its sender is known and has access to anything. */
export const requireIdentity = (access: Access, check: CheckCredential) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const who = await identityOf(c, access, check)
    if (who === null)
      return refuse(c, 401, 'unauthorized', 'X-Auth-Token is missing or invalid, and there is no session.')
    c.set('who', who)
    if (hasAccess(who)) return next()
    return refuse(c, 403, 'forbidden', `The groups of ${who.name} have no access.`)
  })

/** Under the path of a project: one that the sender may not see does not exist for them. */
export const requireProject = createMiddleware<AppEnv>(async (c, next) =>
  maySee(c.var.who, c.req.param('project') ?? '') ? next() : refuseProject(c),
)
