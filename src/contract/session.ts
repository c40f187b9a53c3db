import { field, isListOf, isNullOr, isObject, isOneOf, isText } from './decode.ts'

/** The user of the session and the sign-in methods: GET, without a session. */
export const SESSION_PATH = '/api/session'

/** Opens a session for the API token in `X-Auth-Token`: POST with `ACTION_HEADER`, without a session. */
export const SIGN_IN_PATH = '/api/sign-in'

/** Ends the session that a browser sends: POST with `ACTION_HEADER`. */
export const SIGN_OUT_PATH = '/api/sign-out'

/** Begins to sign in with OpenID Connect: the browser goes there, and is sent on to the provider. */
export const OIDC_SIGN_IN_PATH = '/sign-in/oidc'

/** Where the provider sends the browser back to. */
export const OIDC_CALLBACK_PATH = '/sign-in/callback'

/** Redirects the browser to the sign-out page of the provider. */
export const OIDC_SIGN_OUT_PATH = '/sign-out/oidc'

/** How people sign in: with an API token, with their account at a provider of OpenID Connect, or at a proxy in front. */
export const SIGN_IN_METHODS = ['token', 'oidc', 'proxy'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/**
 * `signInMethods` is empty where every user of the machine has access. `identity` is null for a
 * user who has not signed in; `canChange` lists the projects in which the user may change something, `*` being all.
 * `hasAccess` is false for a user of the proxy without access to any project. `signOutPath` is where the user signs
 * out of the proxy, after the sign-out of the page.
 */
export type SessionAnswer = {
  signInMethods: SignInMethod[]
  identity: { name: string; proof: string; hasAccess: boolean; canChange: '*' | string[] } | null
  signOutPath: string | null
}

/** @throws {DecodeError} when it is no answer. */
export function decodeSession(wire: unknown): SessionAnswer {
  const identity = field(wire, 'identity', isNullOr(isObject))
  return {
    signInMethods: field(wire, 'signInMethods', isListOf(isOneOf(SIGN_IN_METHODS))),
    identity: identity && {
      name: field(identity, 'name', isText),
      proof: field(identity, 'proof', isText),
      hasAccess: field(identity, 'hasAccess', isBoolean),
      canChange: field(identity, 'canChange', isAllOrSome),
    },
    signOutPath: field(wire, 'signOutPath', isNullOr(isText)),
  }
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isSome = isListOf(isText)
const isAllOrSome = (value: unknown): value is '*' | string[] => value === '*' || isSome(value)
