import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import type { CookieOptions } from 'hono/utils/cookie'

import type { SignInWay } from '#contract/session.ts'
import { EVERYTHING } from '#server/common/identity.ts'
import type { Identity } from '#server/common/identity.ts'
import type { Secret } from '#server/common/secret.ts'
import type { KeptToken, SessionStore, TokenStore } from '#server/store/types.ts'

import type { Vouched } from './proxy/proxy-identity.ts'
import type { ProxySettings } from './proxy/settings.ts'

/** What a request brings to prove who asks: `vouched` is what a trusted proxy says. */
export type Credentials = {
  token: string | undefined
  vouched?: Vouched | null
  session: string | undefined
}

/**
 * Who may ask for data: a program that sends an API token, or the page with the session that it was given. Both are
 * compared by their hashes, so that the time an answer takes tells nothing about them.
 */
export type Access = {
  /** How people sign in. Empty: whoever opens the page on a loopback name is given a session. */
  ways: readonly SignInWay[]
  cookie: SessionCookie
  /** Where somebody whom a proxy vouches for signs out of it; null where that is not known. */
  signOutPath: string | null
  /**
   * Who asks; null is nobody. A token that is sent decides alone: a wrong one is refused, whatever comes with it. Then a
   * proxy's word does, which counts for the one request; then the session.
   */
  identify: (credentials: Credentials) => Promise<Identity | null>
  /**
   * Whether the proof of a session or a ticket still holds: that there is still such a way to sign in, and that the API
   * token which it rests on still admits.
   */
  holds: (identity: Identity) => Promise<boolean>
  /** A new session's id, to be handed to one browser. It is never one that a browser brought. */
  openSession: (identity: Identity) => Promise<string>
  /** From now on the session admits nobody, in no process. */
  endSession: (session: string) => Promise<void>
}

/** How the session's cookie is called, set and taken back: no script reads it, and no other site sends it. */
export type SessionCookie = { name: string; options: CookieOptions }

const MINUTE = 60_000

/** How long a session lasts in milliseconds: while nobody asks with it, and at most. An open page asks every minute. */
export const SESSION_LIMITS = { silent: 30 * MINUTE, whole: 8 * 60 * MINUTE } as const

/** How exactly it is kept when a session asked last: each change is a write to disk. */
const TOUCH_EVERY = MINUTE

const SESSION_BYTES = 32

/** An API token for a server that was given none: 256 random bits. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/** Whoever opens the page on this machine. */
export const LOCAL: Identity = {
  subject: 'loopback',
  name: '',
  proof: 'loopback',
  grants: [EVERYTHING],
  until: null,
}

/** Whoever has the token that the server was started with. */
const HOLDER: Identity = {
  subject: 'token',
  name: 'API token',
  proof: 'token',
  grants: [EVERYTHING],
  until: null,
}

/**
 * The name has the prefix `__Host-` where browsers take it, which is with `Secure`: then no other host of the domain
 * can set it. Plain HTTP on loopback has no `Secure`; there the port is part of the name, since browsers keep one set of
 * cookies for all ports of a host, and two servers on one machine would overwrite each other's.
 */
export function sessionCookie({ isSecure, port }: { isSecure: boolean; port: number }): SessionCookie {
  const options = { httpOnly: true, sameSite: 'Strict', path: '/' } as const
  return isSecure
    ? { name: '__Host-openports', options: { ...options, secure: true } }
    : { name: `openports-${port}`, options }
}

/**
 * @param token the one that the server was started with, if any; `tokens` are those that were given out by name.
 * @param report takes what went wrong with the notes that no request waits for: that somebody asked, that sessions ended.
 */
export function createAccess({
  ways,
  token,
  cookie,
  sessions,
  tokens,
  report,
  proxy = null,
  now = () => new Date(),
}: {
  ways: readonly SignInWay[]
  token: Secret | null
  cookie: SessionCookie
  sessions: SessionStore
  tokens: Pick<TokenStore, 'find' | 'touch'>
  report: (error: Error) => void
  /** What a proxy's word is worth; null where none vouches for anybody. */
  proxy?: Pick<ProxySettings, 'groups' | 'signOutPath'> | null
  now?: () => Date
}): Access {
  const own = token === null ? null : tokenKey(token.reveal())
  const isOwn = (key: string): boolean =>
    own?.length === key.length && timingSafeEqual(Buffer.from(key), Buffer.from(own))

  /** The token of that key among those that were given out, unless it has expired. */
  const kept = async (key: string): Promise<KeptToken | null> => {
    const found = await tokens.find(key)
    return found?.expires && now().getTime() >= Date.parse(found.expires) ? null : found
  }

  const holds = async ({ proof, tokenKey: key }: Identity): Promise<boolean> => {
    if (proof === 'loopback') return ways.length === 0
    if (proof === 'oidc') return ways.includes('oidc')
    if (proof === 'proxy') return false // its word counts for one request
    if (proof === 'token' && !ways.includes('token')) return false
    return key !== undefined && (isOwn(key) || (await kept(key)) !== null)
  }

  const holder = async (session: string): Promise<Identity | null> => {
    const key = keyOf(session)
    const found = await sessions.find(key)
    const at = now()
    if (found === null || !(await holds(found.identity))) return null
    const silent = at.getTime() - found.asked.getTime()
    if (silent >= SESSION_LIMITS.silent) return null
    if (at.getTime() - found.opened.getTime() >= SESSION_LIMITS.whole) return null
    if (found.identity.until !== null && at.getTime() >= Date.parse(found.identity.until)) return null
    if (silent >= TOUCH_EVERY) sessions.touch(key, at).catch(report) // an import may hold the database for seconds
    return found.identity
  }

  /** Whoever has one of the tokens that were given out. */
  const named = async (key: string): Promise<Identity | null> => {
    const found = await kept(key)
    const at = now()
    if (found === null) return null
    if (found.used === null || at.getTime() - Date.parse(found.used) >= TOUCH_EVERY)
      tokens.touch(key, at).catch(report)
    const { name, grants, expires } = found
    return { subject: `token:${name}`, name, proof: 'token', grants, until: expires, tokenKey: key }
  }

  return {
    ways,
    cookie,
    signOutPath: proxy && proxy.signOutPath,
    identify: async ({ token, vouched, session }) => {
      if (token !== undefined) {
        const key = tokenKey(token)
        return isOwn(key) ? { ...HOLDER, tokenKey: key } : await named(key)
      }
      if (vouched && proxy !== null) return believed(vouched, proxy.groups)
      return session === undefined ? null : await holder(session)
    },
    holds,
    openSession: async (identity) => {
      const session = randomBytes(SESSION_BYTES).toString('base64url')
      const at = now()
      await sessions.open(keyOf(session), identity, at)
      const openedBefore = new Date(at.getTime() - SESSION_LIMITS.whole)
      const askedBefore = new Date(at.getTime() - SESSION_LIMITS.silent)
      sessions.forget({ openedBefore, askedBefore }).catch(report) // nobody has to wait for others' sessions to go
      return session
    },
    endSession: (session) => sessions.end(keyOf(session)),
  }
}

/** Who a proxy vouches for, with what their groups may do, which may be nothing. */
const believed = ({ name, groups }: Vouched, { grantsOf }: ProxySettings['groups']): Identity => ({
  subject: `proxy:${name}`,
  name,
  proof: 'proxy',
  grants: grantsOf(groups),
  until: null,
})

const hash = (word: string): Buffer => createHash('sha256').update(word).digest()
const keyOf = (session: string): string => hash(session).toString('hex')

/** Under what an API token is kept. */
export const tokenKey = (token: string): string => hash(token).toString('hex')
