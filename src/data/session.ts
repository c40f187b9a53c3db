import { queryOptions, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import { INVENTORY_PROJECT } from '#contract/scope.ts'
import { decodeSession, SESSION_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'

import type { ApiError } from './api-error.ts'
import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

const KEY = ['session']

const readSession = async (http: Http, signal: AbortSignal): Promise<SessionAnswer> =>
  await read(await http.get(SESSION_PATH, signal), decodeSession)

export const session = (http: Http) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => readSession(http, signal),
    staleTime: Infinity, // it changes by signing in and out alone, and when it ends, which the next refusal tells
  })

/** Who is signed in here, and how one can be. */
export const useSession = () => useQuery(session(useServer().http))

/**
 * Whether the user may retry the sync of a project and edit its saved views; without a project, whether they may
 * anywhere. Until that is known: yes.
 */
export function useMayChange(project?: string): boolean {
  const { canChange } = useSession().data?.identity ?? { canChange: '*' }
  if (canChange === '*') return true
  return project === undefined ? canChange.length > 0 : canChange.includes(project)
}

/** Whether the user may import scans: there has to be a server that keeps them. */
export function useMayImport(): boolean {
  const mayChange = useMayChange(INVENTORY_PROJECT)
  return useServer().apiOrigin !== null && mayChange
}

/** Whether the user may edit the alert rules of a project: there has to be a server that sends them. */
export function useMayAlert(project: string): boolean {
  const mayChange = useMayChange(project)
  return useServer().apiOrigin !== null && mayChange
}

/**
 * To be called with each failure: one that says that the session has ended makes the page ask for the session again.
 *
 * @param isKiosk Whether the page is in kiosk mode, without a person to sign in: then it keeps its user and its data.
 */
export async function sessionEnded(client: QueryClient, { kind }: ApiError, isKiosk: boolean): Promise<void> {
  if (kind !== 'signedOut' || (isKiosk && client.getQueryData<SessionAnswer>(KEY)?.identity)) return
  await client.invalidateQueries({ queryKey: KEY })
}

/** To be called when there is a session after all: what was refused is asked for again, and who asks. */
export async function sessionBegan(client: QueryClient): Promise<void> {
  await Promise.all([
    client.resetQueries({ predicate: ({ state }) => state.data === undefined }),
    client.invalidateQueries({ queryKey: KEY }),
  ])
}
