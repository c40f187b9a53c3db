import { QueryCache, QueryClient } from '@tanstack/react-query'

import type { ApiError } from './api-error.ts'
import { sessionEnded } from './session.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/**
 * The cache of what the server answered.
 *
 * @param isKiosk Whether the page is one at this moment: see `sessionEnded`.
 */
export function createQueryClient(isKiosk: () => boolean): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => void sessionEnded(client, error, isKiosk()) }),
    defaultOptions: {
      queries: {
        // A second try is soon, the third late: a server that restarts is back within seconds, one that is down is not.
        // Where HSS failed behind the server, another try costs another call of its quota: a person decides that.
        retry: (failures, { kind, failure }) =>
          failures < 2 && failure === null && (kind === 'unreachable' || kind === 'failed'),
        retryDelay: (failure) => 500 * 4 ** failure,
        staleTime: 30_000,
      },
    },
  })
  return client
}
