import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import type { Query, QueryClient } from '@tanstack/react-query'

/** Of queries whose answers change with the source: what a refresh asks for again. */
export const REFRESHED = { isRefreshed: true } as const

const isRefreshed = ({ meta }: Query): boolean => meta === REFRESHED

/** Asks at once for what is newer of everything in sight. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return () => void refreshAll(client)
}

/** Does the same, and resolves when the answers are there. */
export const refreshAll = (client: QueryClient): Promise<void> =>
  client.refetchQueries({ predicate: isRefreshed, type: 'active' })

/** Whether any of it is being asked for again. */
export const useIsRefreshing = (): boolean =>
  useIsFetching({ predicate: (query) => isRefreshed(query) && query.state.data !== undefined }) > 0
