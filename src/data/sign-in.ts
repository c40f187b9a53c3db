import { mutationOptions, useMutation } from '@tanstack/react-query'

import { ACTION_HEADER } from '#contract/headers.ts'
import { SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'

import type { Http } from './http.ts'
import { useServer } from './server.ts'

/** Begins a session of this browser. @throws {ApiError} `signedOut` when it is no token of the server. */
export async function signIn(http: Http, token: string): Promise<void> {
  // Once: a token that is wrong stays so.
  await http.once(SIGN_IN_PATH, {
    method: 'POST',
    headers: { [ACTION_HEADER]: 'page', 'X-Auth-Token': token },
  })
}

const signingIn = (http: Http) =>
  mutationOptions({
    mutationFn: (token: string) => signIn(http, token),
    // Data of another user, and failed requests, are requested again.
    onSuccess: (_data, _token, _context, { client }) => client.resetQueries(),
  })

const signingOut = (http: Http) =>
  mutationOptions({
    mutationFn: async () => {
      await http.change('POST', SIGN_OUT_PATH)
    },
    onSuccess: (_data, _nothing, _context, { client }) => client.resetQueries(),
  })

export const useSignIn = () => useMutation(signingIn(useServer().http))
export const useSignOut = () => useMutation(signingOut(useServer().http))
