import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import type { ProjectStatus } from '#contract/status.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { POLL_SOON } from './polling.ts'
import { useServer } from './server.ts'

/** The status of the HSS sync. `clockOffset` is as that of the rows, to the millisecond: instants to come are counted down to. */
type HssStatus = { projects: ProjectStatus[]; clockOffset: number }

/** How often the status is asked for while nothing happens, in milliseconds. */
const POLL_STATUS = 15_000

const KEY = ['status']

export async function readStatus(http: Http, signal: AbortSignal): Promise<HssStatus> {
  // Only HSS is synced: for other projects its code stays where it is.
  const { STATUS_PATH, StatusAnswer } = await import('#contract/status.ts')
  const { now, projects } = await read(await http.get(STATUS_PATH, signal), (wire) =>
    StatusAnswer.parse(wire),
  )
  return { projects, clockOffset: Date.parse(now) - Date.now() }
}

const status = (http: Http, wanted: boolean) =>
  queryOptions({
    queryKey: KEY,
    queryFn: wanted ? ({ signal }) => readStatus(http, signal) : skipToken,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isEventful(state.data) ? POLL_SOON : POLL_STATUS,
    staleTime: 0,
  })

/** Whether something is read, or will be before the next slow poll. */
function isEventful({ projects, clockOffset }: HssStatus): boolean {
  const soon = Date.now() + clockOffset + POLL_STATUS
  const isSoon = (instant: string | null): boolean => instant !== null && Date.parse(instant) < soon
  return projects.some(
    ({ id, nextAttempt, scopes }) =>
      id === null ||
      isSoon(nextAttempt) ||
      scopes.some(({ state, nextRead }) => state === 'syncing' || state === 'waiting' || isSoon(nextRead)),
  )
}

/** The status of the HSS sync. @param wanted Whether the page shows HSS data, or could. */
export const useStatus = (wanted: boolean) => useQuery(status(useServer().http, wanted))

/** To be called after what changes it. */
export const invalidateStatus = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: KEY })
