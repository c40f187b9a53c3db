import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { OIDC_CALLBACK_PATH, OIDC_SIGN_IN_PATH, OIDC_SIGN_OUT_PATH } from '#contract/session.ts'
import type { Access } from '#server/http/auth/access.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { sessionOf } from '#server/http/auth/authenticate.ts'
import { SignInError } from '#server/http/auth/oidc/failure.ts'
import type { SignInFault } from '#server/http/auth/oidc/failure.ts'
import { ATTEMPT_MS } from '#server/http/auth/oidc/oidc.ts'
import type { Oidc } from '#server/http/auth/oidc/oidc.ts'
import type { AppEnv } from '#server/http/env.ts'
import { TooManyAttempts } from '#server/http/limits/attempt-limiter.ts'
import type { AttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import { notice } from '#server/http/notices/notice.ts'
import { refuse } from '#server/http/responses.ts'

import { beginSession } from './session.ts'

const STATUS: Record<SignInFault, ContentfulStatusCode> = {
  stale: 400,
  declined: 403,
  noAccess: 403,
  misunderstood: 502,
  unreachable: 503,
}

/** Faults that the operator of the server has to know of. */
const REPORTED: ReadonlySet<SignInFault> = new Set(['misunderstood', 'unreachable'])

/**
 * Signing in with OpenID Connect. These are the only routes that send a browser elsewhere: to addresses that the
 * configured provider names, and to nothing of a request.
 */
export function addOidc(
  app: Hono<AppEnv>,
  oidc: Oidc | null,
  {
    access,
    limiter,
    audit,
    report,
    basePath,
  }: {
    access: Access
    limiter: Pick<AttemptLimiter, 'check' | 'fail'>
    audit: Audit
    report: (requestId: string, error: Error) => void
    basePath: string
  },
): void {
  const { name, options } = access.cookie
  /** Like the session's, but sent when the provider sends the browser back. */
  const attempt = {
    name: `${name}-oidc`,
    options: { ...options, sameSite: 'Lax', maxAge: ATTEMPT_MS / 1000 },
  } as const

  const route = (path: string, answer: (c: Context<AppEnv>, oidc: Oidc) => Promise<Response>): void => {
    app.get(path, async (c) => {
      if (oidc === null) return refuse(c, 404, 'noSuchRoute', 'Sign-in with OpenID Connect is not enabled.')
      try {
        return await answer(c, oidc)
      } catch (error) {
        if (error instanceof TooManyAttempts) {
          c.header('Retry-After', String(Math.ceil(error.wait / 1000)))
          return notice(c, 429, 'tooMany', `${basePath}${OIDC_SIGN_IN_PATH}`)
        }
        if (!(error instanceof SignInError)) throw error
        if (!REPORTED.has(error.fault)) {
          limiter.fail(c.var.address)
          await audit(c, { action: 'signInFailed', who: null, detail: `oidc, ${error.fault}` })
        }
        if (REPORTED.has(error.fault)) report(c.var.requestId, error)
        // The provider would say once more that it is them.
        const next = error.fault === 'noAccess' ? OIDC_SIGN_OUT_PATH : OIDC_SIGN_IN_PATH
        return notice(c, STATUS[error.fault], error.fault, `${basePath}${next}`)
      }
    })
  }

  route(OIDC_SIGN_IN_PATH, async (c, oidc) => {
    const { url, kept } = await oidc.begin(sessionOf(c, access))
    setCookie(c, attempt.name, kept, attempt.options)
    return c.redirect(url, 302)
  })

  route(OIDC_CALLBACK_PATH, async (c, oidc) => {
    limiter.check(c.var.address)
    const kept = getCookie(c, attempt.name) ?? ''
    deleteCookie(c, attempt.name, attempt.options)
    const { who, session } = await oidc.finish(kept, new URL(c.req.url).search)
    await beginSession(c, access, who, session)
    await audit(c, { action: 'signIn', who, detail: who.proof })
    // Not a redirect: a browser that comes from another site does not send the new cookie along with that.
    c.header('Refresh', `0;url=${basePath}/`)
    return notice(c, 200, 'signedIn', `${basePath}/`)
  })

  route(OIDC_SIGN_OUT_PATH, async (c, oidc) => {
    const url = await oidc.signOutUrl()
    return url === null ? notice(c, 200, 'signOutHere', `${basePath}/`) : c.redirect(url, 302)
  })
}
