import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import { closeServer, listenOnLoopback } from '#test/loopback.ts'

export const CLIENT = { id: 'openports', secret: 'the-secret-of-the-client-0123456789' }

/**
 * What the issuer does wrong: other claims or another header in the ID token, another answer of an endpoint, another key,
 * a userinfo that is compressed though that was not asked for, or has no end.
 */
export type Fault = {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  metadata?: Record<string, unknown>
  token?: { status: number; body: unknown }
  key?: 'another'
  userinfo?: 'br' | 'gzip' | 'endless'
}

/**
 * An issuer of OpenID Connect on 127.0.0.1, with the least that a client needs: it signs in the users it is told to, and
 * checks the client's secret, the redirect URI and PKCE. Where the real one has pages, tests call `signIn`.
 */
export async function startFakeIssuer() {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { asked: URLSearchParams; claims: Record<string, unknown> }>()
  const asked: string[] = []
  const encodings = new Set<string | undefined>()
  let sent = 0
  let fault: Fault = {}
  let userinfo: Record<string, unknown> = {}

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    switch (request.url ?? '') {
      case '/.well-known/openid-configuration':
        return ok({
          issuer: url,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
          userinfo_endpoint: `${url}/userinfo`,
          jwks_uri: `${url}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
          ...fault.metadata,
        })
      case '/keys':
        return ok({
          keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }],
        })
      case '/userinfo':
        return ok(userinfo)
      case '/token':
        return fault.token ?? tokens(request, new URLSearchParams(await text(request)))
      default:
        return { status: 404, body: {} }
    }
  }

  function tokens(request: IncomingMessage, body: URLSearchParams): { status: number; body: unknown } {
    const basic = atob(request.headers.authorization?.replace(/^Basic /, '') ?? '')
    const isClient =
      decodeURIComponent(basic) === `${CLIENT.id}:${CLIENT.secret}` ||
      body.get('client_secret') === CLIENT.secret
    if (!isClient) return { status: 401, body: { error: 'invalid_client' } }
    const code = body.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (
      grant?.asked.get('code_challenge') !== challenge ||
      grant.asked.get('redirect_uri') !== body.get('redirect_uri')
    )
      return { status: 400, body: { error: 'invalid_grant' } }
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: url,
      aud: CLIENT.id,
      iat: now,
      exp: now + 60,
      nonce: grant.asked.get('nonce'),
      ...grant.claims,
      ...fault.claims,
    }
    return ok({
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      id_token: idToken(claims),
    })
  }

  function idToken(claims: object): string {
    const head = [{ alg: 'RS256', kid: '1', ...fault.header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const { privateKey } = fault.key === 'another' ? others : keys
    return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await answer(request)
    const json = typeof body === 'string' ? body : JSON.stringify(body)
    response.setHeader('Content-Type', 'application/json')
    const { userinfo: broken } = fault
    if (request.url !== '/userinfo' || broken === undefined) response.writeHead(status).end(json)
    else if (broken === 'endless') {
      const blanks = ' '.repeat(64 * 1024)
      const more = () => {
        while (!response.destroyed && response.write(blanks)) sent += blanks.length
      }
      response.on('drain', more)
      more()
    } else
      response
        .writeHead(status, { 'Content-Encoding': broken })
        .end(broken === 'br' ? brotliCompressSync(json) : gzipSync(json))
  }

  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    encodings.add(request.headers['accept-encoding'])
    void send(request, response)
  })
  const url = `http://127.0.0.1:${await listenOnLoopback(server)}`

  /** The address to which the issuer sends a user with these claims back, after an address of ours sent the browser here. */
  function signIn(sentTo: string, claims: Record<string, unknown>): URL {
    const { searchParams } = new URL(sentTo)
    const code = randomBytes(16).toString('hex')
    codes.set(code, { asked: searchParams, claims })
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: url }).toString()
    return back
  }

  return {
    url,
    /** The paths that it was asked for. */
    asked,
    /** What it was asked to encode its answers in. */
    encodings,
    /** How many bytes of an endless answer went out, or into a buffer on the way. */
    sent: () => sent,
    signIn,
    breaks: (broken: Fault) => void (fault = broken),
    tells: (claims: Record<string, unknown>) => void (userinfo = claims),
    stop: () => closeServer(server),
  }
}

const ok = (body: unknown) => ({ status: 200, body })
