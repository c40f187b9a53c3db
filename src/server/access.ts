import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Secret } from './secret.ts'

/**
 * Who may ask for data: a program that sends the API token, or the page with the session that it was given. Both
 * are compared by their hashes, so that the time an answer takes tells nothing about them.
 */
export type Access = {
  /** The name of the session's cookie. */
  cookie: string
  /** A token that is sent decides alone: a wrong one is refused, whatever session comes with it. */
  admits: (credentials: { token: string | undefined; session: string | undefined }) => boolean
  /** A new session's id, to be handed to one browser. */
  openSession: () => string
}

/**
 * So many browsers may have the page open at once; one more ends the session that was silent for the longest time.
 * An open page asks every minute, so only a flood of visits within a minute could end one in use.
 */
const MAX_SESSIONS = 1000

const SESSION_BYTES = 32

/** An API token for a server that was given none: 256 random bits. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/**
 * @param port is part of the cookie's name, since browsers keep one set of cookies for all ports of a host, and two
 *   servers on one machine would overwrite each other's. The name has no `__Host-` prefix: browsers take that only
 *   with `Secure`, which plain HTTP on loopback does not have.
 */
export function createAccess({ token, port }: { token: Secret; port: number }): Access {
  const expected = hash(token.reveal())
  const sessions = new Set<string>() // hashes, the one that asked last at the end

  const known = (session: string): boolean => {
    const key = hash(session).toString('hex')
    if (!sessions.delete(key)) return false
    sessions.add(key)
    return true
  }

  return {
    cookie: `openports-${port}`,
    admits: (credentials) =>
      credentials.token === undefined
        ? credentials.session !== undefined && known(credentials.session)
        : timingSafeEqual(hash(credentials.token), expected),
    openSession: () => {
      const session = randomBytes(SESSION_BYTES).toString('base64url')
      sessions.add(hash(session).toString('hex'))
      const [oldest] = sessions
      if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest)
      return session
    },
  }
}

const hash = (word: string): Buffer => createHash('sha256').update(word).digest()
