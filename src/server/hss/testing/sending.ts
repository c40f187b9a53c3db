import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

import { expect, onTestFinished } from 'vitest'

import type { Resolve } from '#server/common/public-address.ts'
import { createTransport, draft } from '#server/hss/transport.ts'
import type { HttpRequest } from '#server/hss/transport.ts'
import { listenOnLoopback } from '#test/loopback.ts'

/** Limits for tests. undici looks at its deadlines every half second. */
export const FAST = { connect: 500, tls: 500, firstByte: 500, whole: 5000 }

/** A request that the stand-in answers without asking who we are: signing in with the right password. */
export const signIn = (origin: string): HttpRequest =>
  draft('POST', origin, '/v3/auth/tokens', {
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'reader', password: 'stand-in-password', domain: { name: 'stand-in' } } },
        },
        scope: { domain: { name: 'stand-in' } },
      },
    }),
  })

export const send = (request: HttpRequest, more: Partial<Parameters<typeof createTransport>[0]> = {}) =>
  createTransport({ ownPort: () => null, ...more })(request, new AbortController().signal)

const matching = (expected: string | RegExp): unknown =>
  typeof expected === 'string' ? expected : expect.stringMatching(expected)

/** The `HssError` of a kind and a code. */
export const failure = (kind: string | RegExp, code: string | RegExp): unknown =>
  expect.objectContaining({ name: 'HssError', kind: matching(kind), code: matching(code) })

/** A resolver that gives these addresses, one answer a call, the last one again and again. */
export function resolvesTo(...answers: readonly (string | Error)[]): Resolve {
  let calls = 0
  return (_, done) => {
    const answer = answers[Math.min(calls++, answers.length - 1)] ?? ''
    if (answer instanceof Error) done(answer, [])
    else done(null, [{ address: answer, family: answer.includes(':') ? 6 : 4 }])
  }
}

/** @returns The free port of 127.0.0.1 on which a server listens for the time of one test. */
export async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close())
  return listenOnLoopback(server)
}

const pem = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures/tls', `${name}.pem`))

/** Trusts the authority of the certificates here for the time of one test. */
export function trustAuthority(): void {
  const authorities = getCACertificates()
  setDefaultCACertificates([...authorities, pem('authority').toString()])
  onTestFinished(() => setDefaultCACertificates(authorities))
}

/** @returns The port of a server that answers `{}` by TLS, with one of the certificates here. */
export function listeningByTls(certificate: string, options: ServerOptions = {}): Promise<number> {
  const server = createServer({ key: pem('server-key'), cert: pem(certificate), ...options }, (_, response) =>
    response.end('{}'),
  )
  server.on('tlsClientError', () => undefined)
  return listening(server)
}
