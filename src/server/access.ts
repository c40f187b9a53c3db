import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import type { SessionStore } from '#server/store/types.ts'

import type { Secret } from './secret.ts'

/**
 * Who may ask for data: a program that sends the API token, or the page with the session that it was given. Both
 * are compared by their hashes, so that the time an answer takes tells nothing about them.
 */
export type Access = {
  /** The name of the session's cookie. */
  cookie: string
  /** A token that is sent decides alone: a wrong one is refused, whatever session comes with it. */
  admits: (credentials: { token: string | undefined; session: string | undefined }) => Promise<boolean>
  /** A new session's id, to be handed to one browser. It is never one that a browser brought. */
  openSession: () => Promise<string>
  /** From now on the session admits nobody, in no process. */
  endSession: (session: string) => Promise<void>
}

const MINUTE = 60_000

/** How long a session lasts in milliseconds: while nobody asks with it, and at most. An open page asks every minute. */
export const SESSION_LIMITS = { silent: 30 * MINUTE, whole: 8 * 60 * MINUTE } as const

/** How exactly it is kept when a session asked last: each change is a write to disk. */
const TOUCH_EVERY = MINUTE

const SESSION_BYTES = 32

/** How the session's cookie is set, and taken back: no script reads it, and no other site sends it. */
export const COOKIE = { httpOnly: true, sameSite: 'Strict', path: '/' } as const

/** An API token for a server that was given none: 256 random bits. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/**
 * @param port is part of the cookie's name, since browsers keep one set of cookies for all ports of a host, and two
 *   servers on one machine would overwrite each other's. The name has no `__Host-` prefix: browsers take that only
 *   with `Secure`, which plain HTTP on loopback does not have.
 * @param report takes what went wrong while it was noted that a session asked, for which no request waits.
 */
export function createAccess({
  token,
  port,
  sessions,
  report,
  now = () => new Date(),
}: {
  token: Secret
  port: number
  sessions: SessionStore
  report: (error: Error) => void
  now?: () => Date
}): Access {
  const expected = hash(token.reveal())

  const known = async (session: string): Promise<boolean> => {
    const key = keyOf(session)
    const found = await sessions.find(key)
    const at = now()
    if (found === null) return false
    const silent = at.getTime() - found.asked.getTime()
    if (silent >= SESSION_LIMITS.silent) return false
    if (at.getTime() - found.opened.getTime() >= SESSION_LIMITS.whole) return false
    if (silent >= TOUCH_EVERY) sessions.touch(key, at).catch(report) // an import may hold the database for seconds
    return true
  }

  return {
    cookie: `openports-${port}`,
    admits: async ({ token, session }) => {
      if (token !== undefined) return timingSafeEqual(hash(token), expected)
      return session !== undefined && (await known(session))
    },
    openSession: async () => {
      const session = randomBytes(SESSION_BYTES).toString('base64url')
      const at = now()
      await sessions.open(keyOf(session), at)
      await sessions.forget({
        openedBefore: new Date(at.getTime() - SESSION_LIMITS.whole),
        askedBefore: new Date(at.getTime() - SESSION_LIMITS.silent),
      })
      return session
    },
    endSession: (session) => sessions.end(keyOf(session)),
  }
}

const hash = (word: string): Buffer => createHash('sha256').update(word).digest()
const keyOf = (session: string): string => hash(session).toString('hex')
