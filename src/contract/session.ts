import { z } from './zod.ts'

/** Who asks, and how one can sign in: GET, for anybody. */
export const SESSION_PATH = '/api/session'

/** Opens a session for the API token in `X-Auth-Token`: POST with `ACTION_HEADER`, for anybody. */
export const SIGN_IN_PATH = '/api/sign-in'

/** Ends the session that a browser sends: POST with `ACTION_HEADER`. */
export const SIGN_OUT_PATH = '/api/sign-out'

/** Begins to sign in with OpenID Connect: the browser goes there, and is sent on to the provider. */
export const OIDC_SIGN_IN_PATH = '/sign-in/oidc'

/** Where the provider sends the browser back to. */
export const OIDC_CALLBACK_PATH = '/sign-in/callback'

/** Sends the browser on to where somebody signs out of the provider. */
export const OIDC_SIGN_OUT_PATH = '/sign-out/oidc'

/** How people sign in: with an API token, with their account at a provider of OpenID Connect, or at a proxy in front. */
export const SIGN_IN_METHODS = ['token', 'oidc', 'proxy'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/**
 * `signInMethods` is empty where no sign-in is needed: on the server's own machine. `identity` is null for users who have
 * not signed in; `canChange` lists the projects that they may refresh and edit, `*` for all. `hasAccess` is false for users
 * whom the proxy knows and no group of whom has a grant. `signOutPath` is where they sign out of the proxy afterwards.
 */
export const SessionAnswer = z.object({
  signInMethods: z.array(z.enum(SIGN_IN_METHODS)),
  identity: z.nullable(
    z.object({
      name: z.string(),
      proof: z.string(),
      hasAccess: z.boolean(),
      canChange: z.union([z.literal('*'), z.array(z.string())]),
    }),
  ),
  signOutPath: z.nullable(z.string()),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>
