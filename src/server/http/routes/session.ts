import type { Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'

import { NO_PARAMETERS, readQuery } from '#contract/query-string.ts'
import { SESSION_PATH, SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { hasAccess } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { Access } from '#server/http/auth/access.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { identityOf, sessionOf } from '#server/http/auth/authenticate.ts'
import { identityOfToken } from '#server/http/auth/check-credential.ts'
import type { CheckCredential } from '#server/http/auth/check-credential.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse } from '#server/http/responses.ts'

/**
 * What a browser forgets of this origin. Not `"cookies"`: that takes those of every server of the machine, or of the whole
 * domain, so our one is taken back by name. Under a base path nothing: the origin is others' too.
 */
const FORGOTTEN = '"cache", "storage"'

/** Sign-in and sign-out, for any client: each is told no more than who they are themselves. */
export function addSession(
  app: Hono<AppEnv>,
  {
    access,
    check,
    audit,
    basePath,
  }: { access: Access; check: CheckCredential; audit: Audit; basePath: string },
): void {
  app.get(SESSION_PATH, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    return json(c, sessionAnswer(access, await identityOf(c, access, check)))
  })

  app.post(SIGN_IN_PATH, csrfProtection, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    if (!access.signInMethods.includes('token'))
      return refuse(c, 404, 'noSuchRoute', 'Sign-in by token is not enabled.')
    const who = await identityOfToken(c, c.req.header('X-Auth-Token') ?? '', { access, check })
    if (who === null) return refuse(c, 401, 'unauthorized', 'Invalid API token.')
    await beginSession(c, access, who)
    await audit(c, { action: 'signIn', who, detail: who.proof })
    return c.body(null, 204)
  })

  /** A program with a token has no session, and is answered the same. */
  app.post(SIGN_OUT_PATH, csrfProtection, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    const who = await identityOf(c, access, check)
    if (who === null) return refuse(c, 401, 'unauthorized', 'Not signed in.')
    const session = sessionOf(c, access)
    if (session !== undefined) {
      await access.endSession(session)
      await audit(c, { action: 'signOut', who })
    }
    deleteCookie(c, access.cookie.name, access.cookie.options)
    if (basePath === '') c.header('Clear-Site-Data', FORGOTTEN)
    return c.body(null, 204)
  })
}

/** The session as the page sees it. @param who Null is a user who has not signed in. */
export const sessionAnswer = (
  { signInMethods, signOutPath }: Pick<Access, 'signInMethods' | 'signOutPath'>,
  who: Identity | null,
): SessionAnswer => ({
  signInMethods: [...signInMethods],
  identity: who && described(who),
  signOutPath: who?.proof === 'proxy' ? signOutPath : null,
})

/** Hands a browser a session of its own. One that it brought ends, so that an attacker who planted it does not share the new one. */
export async function beginSession(
  c: Context<AppEnv>,
  access: Access,
  who: Identity,
  brought = sessionOf(c, access),
): Promise<void> {
  const session = await access.openSession(who)
  if (brought !== undefined) await access.endSession(brought)
  setCookie(c, access.cookie.name, session, access.cookie.options)
}

function described(who: Identity): NonNullable<SessionAnswer['identity']> {
  const { name, proof, grants } = who
  const operated = grants.filter(({ role }) => role === 'operator').map(({ projects }) => projects)
  const canChange = operated.includes('*') ? '*' : [...new Set(operated.flat())]
  return { name, proof, hasAccess: hasAccess(who), canChange }
}
