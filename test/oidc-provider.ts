import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { Provider } from 'oidc-provider'

import { closeServer, listenOnLoopback } from './loopback.ts'

export type Account = { name: string; groups: readonly string[] }

/** A provider of OpenID Connect, and how a server gets to know it. */
type IdentityProvider = {
  settings: { issuer: string; clientId: string; clientSecret: string }
  stop: () => Promise<void>
}

const HEAD = '<!doctype html><title>Provider</title>'

/** A provider on a free port, with a page of its own on which one signs in by choosing an account. */
export async function startIdentityProvider(
  publicUrl: string,
  accounts: Readonly<Record<string, Account>>,
): Promise<IdentityProvider> {
  const server = createServer()
  const issuer = `http://localhost:${await listenOnLoopback(server)}` // not a name of ours: to browsers another site
  const clientId = 'openports'
  const clientSecret = randomBytes(32).toString('hex')
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
      },
    ],
    scopes: ['openid', 'profile', 'groups'],
    claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
    findAccount: (_, id) => {
      const account = accounts[id]
      return (
        account && { accountId: id, claims: () => ({ sub: id, ...account, groups: [...account.groups] }) }
      )
    },
    // First-party clients need no consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ accountId: oidc.session?.accountId, clientId })
      grant.addOIDCScope('openid profile groups')
      await grant.save()
      return grant
    },
    interactions: { url: (_, { uid }) => `/choose/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (c, form) => {
          c.body = `${HEAD}${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`
        },
      },
    },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256' }] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  })
  const answer = provider.callback()

  /** A user who chose an account is signed in; one who chose none has declined. */
  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const buttons = [...Object.keys(accounts), ''].map(
        (id) => `<button name="account" value="${id}">${id || 'Cancel'}</button>`,
      )
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`${HEAD}<form method="post">${buttons.join('')}</form>`)
      return
    }
    const accountId = new URLSearchParams(await text(request)).get('account') ?? ''
    const result = accountId === '' ? { error: 'access_denied' } : { login: { accountId } }
    await provider.interactionFinished(request, response, result)
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/choose/')) void choose(request, response)
    else void answer(request, response)
  })
  return {
    settings: { issuer, clientId, clientSecret },
    stop: () => closeServer(server),
  }
}
