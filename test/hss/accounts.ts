import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { z } from '#contract/zod.ts'
import { Secret } from '#server/common/secret.ts'
import { authorization } from '#server/hss/sign.ts'

import { gatewayError, json } from './answer.ts'
import type { Answer } from './answer.ts'

/** Who may ask the stand-in, and what for. Not secrets: nothing else knows them. */
export type Account = {
  region: string
  projectId: string
  keys: { accessKey: string; secretKey: string; securityToken: string | null }
  user: { name: string; password: string; domain: string }
  /** Characters of a token; real ones have some thousand, 32,768 at most. */
  tokenLength: number
  /** How long a token is valid, in ms. */
  tokenValidity: number
}

/** A request as it came over the wire. */
type Received = {
  method: string
  path: string
  query: string
  headers: IncomingHttpHeaders
  body: string
}

const User = z.object({ name: z.string(), password: z.string(), domain: z.object({ name: z.string() }) })
const SignIn = z.object({
  auth: z.object({
    identity: z.object({ password: z.object({ user: User }) }),
    scope: z.record(z.string(), z.unknown()),
  }),
})

/** Who asks, as the quota counts them, or the refusal. */
export type Proof = { credential: string } | { refusal: Answer }

const MINUTE = 60_000
/** Requests dated further off are refused. */
const SKEW_MAX = 15 * MINUTE
/** More failed signatures than this in a row lock the key. */
const FAILURES_MAX = 5

const unauthorized = (code: string, message: string): Proof => ({ refusal: gatewayError(401, code, message) })

/** Checks signatures and tokens as the gateway in front of the services does, and issues tokens as IAM does. */
export function createAccounts(account: Account, clock: () => number, onLocked: () => void) {
  const tokens = new Map<string, { realm: 'project' | 'account'; endsAt: number }>()
  let failures = 0

  function bySignature({ method, path, query, headers, body }: Received, given: string): Proof {
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? []
    if (!names.includes('host') || !names.includes('x-sdk-date'))
      return unauthorized('APIGW.0301', 'not signed')
    const skew = clock() - Date.parse(isoOf(headers['x-sdk-date']))
    if (!(Math.abs(skew) <= SKEW_MAX)) return unauthorized('APIGW.0303', 'the request is dated wrongly')
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]))
    const { accessKey, secretKey, securityToken } = account.keys
    const right = authorization(
      { method, path, query, headers: signed, body },
      { accessKey: new Secret(accessKey), secretKey: new Secret(secretKey) },
    )
    if (given !== right || (headers['x-security-token'] ?? null) !== securityToken) {
      failures += 1
      if (failures > FAILURES_MAX) onLocked()
      return unauthorized(
        'APIGW.0301',
        'Incorrect IAM authentication information: verify aksk signature fail',
      )
    }
    failures = 0
    return { credential: accessKey }
  }

  return {
    prove: (received: Received, realm: 'project' | 'account'): Proof => {
      const signature = received.headers.authorization
      if (signature !== undefined) return bySignature(received, signature)
      const token = tokens.get(String(received.headers['x-auth-token']))
      if (!token) return unauthorized('APIGW.0301', 'decrypt token fail')
      if (clock() >= token.endsAt) return unauthorized('APIGW.0307', 'The token must be updated')
      if (token.realm !== realm) return unauthorized('APIGW.0307', 'The token must be updated')
      return { credential: account.user.name }
    },

    signIn: (body: string): Answer => {
      const { auth } = SignIn.parse(JSON.parse(body)) // a wrong body fails the request, and with it the test
      const { name, password, domain } = auth.identity.password.user
      const { user } = account
      if (name !== user.name || password !== user.password || domain.name !== user.domain)
        return json(401, {
          error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
        })
      const realm = 'project' in auth.scope ? 'project' : 'account'
      const token = randomBytes(account.tokenLength).toString('base64url').slice(0, account.tokenLength)
      const endsAt = clock() + account.tokenValidity
      tokens.set(token, { realm, endsAt })
      return json(
        201,
        {
          token: {
            issued_at: new Date(clock()).toISOString(),
            expires_at: new Date(endsAt).toISOString(),
            ...(realm === 'project' && { project: { id: account.projectId, name: account.region } }),
          },
        },
        { 'X-Subject-Token': token },
      )
    },

    /** As when the password or the rights of the user change. */
    revokeTokens: () => tokens.clear(),
  }
}

/** `20260101T000000Z` in the form that `Date` reads. */
const isoOf = (date: unknown): string =>
  String(date).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
