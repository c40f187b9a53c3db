import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client'
import type { ClientAuth, Configuration, CustomFetch } from 'openid-client'

import type { Egress } from '#server/common/egress.ts'

import { SignInError } from './failure.ts'
import { boundedFetch } from './fetch.ts'
import { isPrivate, redirectUri } from './settings.ts'
import type { OidcSettings } from './settings.ts'

/** The secrets of one sign-in attempt. The browser that began it brings them back with the provider's answer. */
export type Attempt = { state: string; nonce: string; verifier: string }

/**
 * The provider of OpenID Connect. Its metadata is fetched at a sign-in, not before, so that the server starts without it.
 * Each method throws {@link SignInError}.
 */
export type Provider = {
  /** A new attempt, and where to send the browser for it. */
  begin: () => Promise<{ attempt: Attempt; url: string }>
  /**
   * The claims about the user who made the attempt: those of the ID token, and of the userinfo endpoint if the token lacks
   * their groups. `search` is the query with which the browser returned.
   */
  finish: (attempt: Attempt, search: string) => Promise<Readonly<Record<string, unknown>>>
  /** Where users sign out of the provider itself; null if it has no such page. */
  signOutUrl: () => Promise<string | null>
}

const TIMEOUT = 5 // seconds, until the last byte of an answer

/** How long the provider's metadata is cached, and a failure to fetch it, in milliseconds. */
const CACHED_FOR = { metadata: 3_600_000, failure: 2_000 } as const

export function createProvider(
  settings: OidcSettings,
  { egress, now }: { egress: Egress; now: () => number },
): Provider {
  const { issuer, clientId, clientSecret, scopes, groupsClaim } = settings

  const fetch = boundedFetch(egress)
  const secureFetch: CustomFetch = (url, options) => fetch(secure(url), options)

  let cached: { configuration: Promise<Configuration>; until: number } | null = null
  /** One request to the provider serves all sign-ins that need its metadata. */
  const configured = (): Promise<Configuration> => {
    if (cached !== null && now() < cached.until) return cached.configuration
    const entry = { configuration: discover(), until: Infinity }
    cached = entry
    entry.configuration.then(
      () => void (entry.until = now() + CACHED_FOR.metadata),
      () => void (entry.until = now() + CACHED_FOR.failure),
    )
    return entry.configuration
  }

  async function discover(): Promise<Configuration> {
    const isPlain = issuer.startsWith('http:')
    const configuration = await discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientAuthentication(clientSecret.reveal()),
      {
        // Checks the ID token's signature too, though the token comes from the provider directly.
        execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
        timeout: TIMEOUT,
        [customFetch]: secureFetch,
      },
    )
    // Of an issuer that stands for many tenants, as Entra's "common", any tenant could assign subjects and groups.
    const found = configuration.serverMetadata().issuer
    if (new URL(found).href !== new URL(issuer).href)
      throw new Error(`the issuer calls itself ${found}, not ${issuer}`)
    return configuration
  }

  return {
    begin: () =>
      withFaults(async () => {
        const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
        const url = buildAuthorizationUrl(await configured(), {
          redirect_uri: redirectUri(settings),
          scope: scopes,
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
        })
        return { attempt, url: secure(url.href) }
      }),

    finish: ({ state, nonce, verifier }, search) =>
      withFaults(async () => {
        if (new URLSearchParams(search).get('state') !== state) throw new SignInError('stale')
        const configuration = await configured()
        const tokens = await authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri(settings)}${search}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        )
        const claims = tokens.claims()
        if (claims === undefined) throw new Error('there is no ID token')
        const isAll =
          claims[groupsClaim] !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined
        return isAll
          ? claims
          : { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims }
      }),

    signOutUrl: () =>
      withFaults(async () => {
        const configuration = await configured()
        if (configuration.serverMetadata().end_session_endpoint === undefined) return null
        const back = { post_logout_redirect_uri: `${settings.publicUrl}/` }
        return secure(buildEndSessionUrl(configuration, back).href)
      }),
  }
}

/** HTTP Basic, the default of OpenID Connect Discovery 1.0, unless the provider only takes the secret in the body. */
const clientAuthentication = (secret: string): ClientAuth => {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers)
  }
}

/** A URL of the provider's metadata; throws for plain http on another machine. */
function secure(url: string): string {
  if (!isPrivate(url)) throw new Error(`the provider names ${new URL(url).origin}, which is not https`)
  return url
}

/** Runs a step of an attempt, and turns its errors into what they mean for the user. */
async function withFaults<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw error instanceof SignInError ? error : new SignInError(faultOf(error), error)
  }
}

function faultOf(error: unknown): SignInError['fault'] {
  if (error instanceof AuthorizationResponseError) {
    if (AT_PROVIDER.has(error.error)) return 'unreachable'
    return DECLINED.has(error.error) ? 'declined' : 'misunderstood'
  }
  // The code was used before, or has expired.
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'stale' : 'misunderstood'
  if (error instanceof ClientError) return NO_ANSWER.has(error.code ?? '') ? 'unreachable' : 'misunderstood'
  return error instanceof TypeError ? 'unreachable' : 'misunderstood' // fetch's error of a failed connection
}

const DECLINED: ReadonlySet<string> = new Set([
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
])
const AT_PROVIDER: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable'])
const NO_ANSWER: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])
