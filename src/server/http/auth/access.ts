import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import type { CookieOptions } from 'hono/utils/cookie'

import type { SignInMethod } from '#contract/session.ts'
import { EVERYTHING } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { Secret } from '#server/common/secret.ts'
import type { KeptToken, SessionStore, TokenStore } from '#server/store/types.ts'

import type { ProxyIdentity } from './proxy/proxy-identity.ts'
import type { ProxySettings } from './proxy/settings.ts'

/** What a request brings to prove who sends it. `proxyIdentity` is what a trusted proxy says. */
export type Credentials = {
  token: string | undefined
  proxyIdentity?: ProxyIdentity | null
  session: string | undefined
}

/**
 * Who has access to the data: a program that sends an API token, or the page with its session. Both are compared by their
 * hashes, so that the time of a response tells nothing about them.
 */
export type Access = {
  /** How people sign in. Empty: a browser that opens the page on a loopback name is given a session. */
  signInMethods: readonly SignInMethod[]
  cookie: SessionCookie
  /** Where a user of the proxy signs out of it; null where that is not known. */
  signOutPath: string | null
  /**
   * Who sends a request; null is no one. A token decides alone: a wrong one is refused, whatever comes with it. Next is what a
   * proxy says, which counts for this request; then the session.
   */
  identify: (credentials: Credentials) => Promise<Identity | null>
  /** Whether the proof of a session or a ticket is still valid: its sign-in method is still on, and its API token still valid. */
  isProofValid: (identity: Identity) => Promise<boolean>
  /** Opens a session and returns its id, for one browser. It is never one that a browser brought. */
  openSession: (identity: Identity) => Promise<string>
  /** Ends a session, in every process. */
  endSession: (session: string) => Promise<void>
}

/** The name of the session's cookie, and how it is set and deleted: no script reads it, and no other site sends it. */
type SessionCookie = { name: string; options: CookieOptions }

const MINUTE = 60_000

/** The idle and the absolute timeout of a session, in milliseconds. An open page sends a request every minute. */
export const SESSION_LIMITS = { idle: 30 * MINUTE, absolute: 8 * 60 * MINUTE } as const

/** How exactly the last use of a session or a token is stored: each change is a write to disk. */
const TOUCH_EVERY = MINUTE

/** A new secret of a client, for an API token, a session or a ticket: 256 random bits. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/** The user of this machine, where no sign-in is needed. */
export const LOCAL: Identity = {
  subject: 'loopback',
  name: '',
  proof: 'loopback',
  grants: [EVERYTHING],
  until: null,
}

/** The holder of the token that the server was started with. */
const TOKEN_HOLDER: Identity = {
  subject: 'token',
  name: 'API token',
  proof: 'token',
  grants: [EVERYTHING],
  until: null,
}

/**
 * With `Secure` the name has the prefix `__Host-`, so that no other host of the domain can set it (RFC 6265bis). Browsers take that
 * for the whole host alone: under a base path the cookie is sent to that path instead, and to nothing else of the host, and has
 * the prefix `__Secure-`. Plain HTTP on loopback has no `Secure`; there the port is part of the name, since browsers have one set
 * of cookies for all ports of a host, and two servers on one machine would overwrite each other's.
 */
export function sessionCookie({
  isSecure,
  port,
  basePath = '',
}: {
  isSecure: boolean
  port: number
  basePath?: string
}): SessionCookie {
  const options = { httpOnly: true, sameSite: 'Strict', path: basePath || '/' } as const
  if (!isSecure) return { name: `openports-${port}`, options }
  const prefix = basePath === '' ? '__Host-' : '__Secure-'
  return { name: `${prefix}openports`, options: { ...options, secure: true } }
}

/**
 * @param token the one that the server was started with, if any; `tokens` are those that were added by name
 * @param report takes failures of writes that no request waits for: of last uses, and of expired sessions
 */
export function createAccess({
  signInMethods,
  token,
  cookie,
  sessions,
  tokens,
  report,
  proxy = null,
  now = () => new Date(),
}: {
  signInMethods: readonly SignInMethod[]
  token: Secret | null
  cookie: SessionCookie
  sessions: SessionStore
  tokens: Pick<TokenStore, 'find' | 'touch'>
  report: (error: Error) => void
  /** Null where no proxy says who asks. */
  proxy?: Pick<ProxySettings, 'groups' | 'signOutPath'> | null
  now?: () => Date
}): Access {
  const own = token === null ? null : tokenKey(token.reveal())
  const isOwn = (key: string): boolean =>
    own?.length === key.length && timingSafeEqual(Buffer.from(key), Buffer.from(own))

  /** The token of that hash among those that were added, unless it has expired. */
  const validToken = async (key: string): Promise<KeptToken | null> => {
    const found = await tokens.find(key)
    return found?.expires && now().getTime() >= Date.parse(found.expires) ? null : found
  }

  const isProofValid = async ({ proof, tokenKey: key }: Identity): Promise<boolean> => {
    if (proof === 'loopback') return signInMethods.length === 0
    if (proof === 'oidc') return signInMethods.includes('oidc')
    if (proof === 'proxy') return false // it counts for one request
    if (proof === 'token' && !signInMethods.includes('token')) return false
    return key !== undefined && (isOwn(key) || (await validToken(key)) !== null)
  }

  const identityOfSession = async (session: string): Promise<Identity | null> => {
    const key = tokenKey(session)
    const found = await sessions.find(key)
    const at = now()
    if (found === null || !(await isProofValid(found.identity))) return null
    const idle = at.getTime() - found.asked.getTime()
    if (idle >= SESSION_LIMITS.idle) return null
    if (at.getTime() - found.opened.getTime() >= SESSION_LIMITS.absolute) return null
    if (found.identity.until !== null && at.getTime() >= Date.parse(found.identity.until)) return null
    if (idle >= TOUCH_EVERY) sessions.touch(key, at).catch(report) // an import may hold the database for seconds
    return found.identity
  }

  /** The holder of one of the tokens that were added. */
  const identityOfToken = async (key: string): Promise<Identity | null> => {
    const found = await validToken(key)
    const at = now()
    if (found === null) return null
    if (found.used === null || at.getTime() - Date.parse(found.used) >= TOUCH_EVERY)
      tokens.touch(key, at).catch(report)
    const { name, grants, expires } = found
    return { subject: `token:${name}`, name, proof: 'token', grants, until: expires, tokenKey: key }
  }

  return {
    signInMethods,
    cookie,
    signOutPath: proxy && proxy.signOutPath,
    identify: async ({ token, proxyIdentity, session }) => {
      if (token !== undefined) {
        const key = tokenKey(token)
        return isOwn(key) ? { ...TOKEN_HOLDER, tokenKey: key } : await identityOfToken(key)
      }
      if (proxyIdentity && proxy !== null) return identityOfProxy(proxyIdentity, proxy.groups)
      return session === undefined ? null : await identityOfSession(session)
    },
    isProofValid,
    openSession: async (identity) => {
      const session = makeToken()
      const at = now()
      await sessions.open(tokenKey(session), identity, at)
      const openedBefore = new Date(at.getTime() - SESSION_LIMITS.absolute)
      const askedBefore = new Date(at.getTime() - SESSION_LIMITS.idle)
      sessions.forget({ openedBefore, askedBefore }).catch(report) // no request waits for the sessions of others
      return session
    },
    endSession: (session) => sessions.end(tokenKey(session)),
  }
}

/** The user that a proxy names, with what their groups may do, which may be nothing. */
const identityOfProxy = (
  { name, groups }: ProxyIdentity,
  { grantsOf }: ProxySettings['groups'],
): Identity => ({
  subject: `proxy:${name}`,
  name,
  proof: 'proxy',
  grants: grantsOf(groups),
  until: null,
})

/** The hash under which such a secret is stored. */
export const tokenKey = (token: string): string => createHash('sha256').update(token).digest('hex')
