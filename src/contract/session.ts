import { z } from './zod.ts'

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
