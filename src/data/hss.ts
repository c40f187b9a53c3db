import { mutationOptions, useMutation } from '@tanstack/react-query'

import type { Scope } from '#contract/scope.ts'
import { ASK_PATH, decodeAskAnswer, RETRY_PATH, writeAsk } from '#contract/status.ts'
import type { AskAnswer } from '#contract/status.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'
import { invalidateStatus } from './status.ts'

/** Asks HSS itself about a port. @throws {ApiError} `throttled` when no call is left for it. */
export async function ask(http: Http, scope: Scope, port: number): Promise<AskAnswer> {
  const answer = await http.change('POST', `${ASK_PATH}?${writeAsk(scope, port).toString()}`)
  return await read(answer, decodeAskAnswer)
}

export async function retry(http: Http): Promise<void> {
  await http.change('POST', RETRY_PATH)
}

const asking = (http: Http) =>
  mutationOptions({
    mutationFn: ({ scope, port }: { scope: Scope; port: number }) => ask(http, scope, port),
    onSettled: (_data, _error, _asked, _context, { client }) => invalidateStatus(client),
  })

const retrying = (http: Http) =>
  mutationOptions({
    mutationFn: () => retry(http),
    onSettled: (_data, _error, _asked, _context, { client }) => invalidateStatus(client),
  })

/** Asks HSS itself about a port, with one call of its quota. A failure is not tried again by itself: that would cost another. */
export const useAsk = () => useMutation(asking(useServer().http))

/** Lets the server try at once what waits after a failure of HSS. */
export const useRetry = () => useMutation(retrying(useServer().http))
