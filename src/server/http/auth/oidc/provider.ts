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

/** What an attempt to sign in has to be finished with: by the same browser, and with what the provider answered to it. */
export type Attempt = { state: string; nonce: string; verifier: string }

/**
 * The provider of OpenID Connect. It is asked for what it can do when somebody signs in, not before, so that a server
 * starts without it. Each method throws {@link SignInError}.
 */
export type Provider = {
  /** A new attempt, and where to send the browser for it. */
  begin: () => Promise<{ attempt: Attempt; url: string }>
  /**
   * What the provider says of whoever made the attempt: claims of the ID token, and of its userinfo where the groups are
   * not in there. `search` is the query with which the browser came back.
   */
  finish: (attempt: Attempt, search: string) => Promise<Readonly<Record<string, unknown>>>
  /** Where somebody signs out of the provider itself; null where that cannot be done. */
  signOutUrl: () => Promise<string | null>
}

const TIMEOUT = 5 // seconds, of each answer to its last byte

/** How long it is believed what the provider can do, and that it cannot be reached, in milliseconds. */
const BELIEVED = { known: 3_600_000, failed: 2_000 } as const

export function createProvider(
  settings: OidcSettings,
  { egress, now }: { egress: Egress; now: () => number },
): Provider {
  const { issuer, clientId, clientSecret, scopes, groupsClaim } = settings

  const fetch = boundedFetch(egress)
  const privately: CustomFetch = (url, options) => fetch(checked(url), options)

  let believed: { configuration: Promise<Configuration>; until: number } | null = null
  /** However many ask at once, and again and again, the provider is asked once. */
  const configured = (): Promise<Configuration> => {
    if (believed !== null && now() < believed.until) return believed.configuration
    const mine = { configuration: discover(), until: Infinity }
    believed = mine
    mine.configuration.then(
      () => void (mine.until = now() + BELIEVED.known),
      () => void (mine.until = now() + BELIEVED.failed),
    )
    return mine.configuration
  }

  async function discover(): Promise<Configuration> {
    const isPlain = issuer.startsWith('http:')
    const configuration = await discovery(
      new URL(issuer),
      clientId,
      undefined,
      secretAsWanted(clientSecret.reveal()),
      {
        // The signature is checked as well, though the token comes from the provider itself.
        execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
        timeout: TIMEOUT,
        [customFetch]: privately,
      },
    )
    // Where one issuer stands for many, as with Entra's "common", a subject or a group would be anybody's.
    const found = configuration.serverMetadata().issuer
    if (new URL(found).href !== new URL(issuer).href)
      throw new Error(`the issuer calls itself ${found}, not ${issuer}`)
    return configuration
  }

  return {
    begin: () =>
      explained(async () => {
        const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
        const url = buildAuthorizationUrl(await configured(), {
          redirect_uri: redirectUri(settings),
          scope: scopes,
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
        })
        return { attempt, url: checked(url.href) }
      }),

    finish: ({ state, nonce, verifier }, search) =>
      explained(async () => {
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
      explained(async () => {
        const configuration = await configured()
        if (configuration.serverMetadata().end_session_endpoint === undefined) return null
        const back = { post_logout_redirect_uri: `${settings.publicUrl}/` }
        return checked(buildEndSessionUrl(configuration, back).href)
      }),
  }
}

/** The way in which providers take the secret unless they say otherwise, or the other one. */
const secretAsWanted = (secret: string): ClientAuth => {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers)
  }
}

/** An address that the provider names, if nobody on the way can read along. */
function checked(url: string): string {
  if (!isPrivate(url)) throw new Error(`the provider names ${new URL(url).origin}, which is not https`)
  return url
}

/** Runs a step of an attempt, and says of what fails what it means for whoever signs in. */
async function explained<Result>(step: () => Promise<Result>): Promise<Result> {
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
  // The code was used before, or is too old.
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'stale' : 'misunderstood'
  if (error instanceof ClientError) return NO_ANSWER.has(error.code ?? '') ? 'unreachable' : 'misunderstood'
  return error instanceof TypeError ? 'unreachable' : 'misunderstood' // so does fetch call a failed connection
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
