import { infiniteQueryOptions, mutationOptions, queryOptions, skipToken } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import type { ProjectKind } from '#contract/projects.ts'
import type { Scope, Selection } from '#contract/scope.ts'
import type { SessionAnswer } from '#contract/session.ts'

import type { ApiError } from './api-error.ts'
import type { Api, ScopeRows } from './api.ts'
import type { HostsOfPort, ReadingStatus } from './later-api.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/** How often the page asks whether there is a newer snapshot, in milliseconds: one 304 of some hundred bytes. */
const POLL = 60_000
/** How often while the server does not answer: the page promises to notice as soon as it does. */
const POLL_AWAY = 5_000
/** How often while a sweep goes on, or something is about to happen: a page of HSS comes every twelve seconds at best. */
const POLL_SOON = 3_000
/** How soon the rows are asked for when there are newer ones, and how long rows that came may take to be stored. */
const POLL_BEHIND = 1_000
const STORED_WITHIN = 2_000
/** How often the status is asked for in between. */
const POLL_STATUS = 15_000

const pollOf = (error: ApiError | null): number => (error?.kind === 'unreachable' ? POLL_AWAY : POLL)

/**
 * Every call to the server. No other module writes a query key or a query function.
 *
 * @param programsAsk The origin at which programs get the same answers; null where the page answers itself.
 */
export const createQueries = (api: Api, programsAsk: string | null) => ({
  programsAsk,

  projects: () =>
    queryOptions({
      queryKey: ['projects'],
      queryFn: ({ signal }) => api.projects(signal),
      // A project of HSS appears when its id is known: whoever waits for the first one sees it soon.
      refetchInterval: ({ state }) => (state.data?.length === 0 ? POLL_SOON : pollOf(state.error)),
    }),

  /** @param newest When the source last gave rows of the selection, in ms since 1970; null where nobody says. */
  scopeRows: (selection: Selection | null, newest: number | null) =>
    queryOptions({
      queryKey: ['rows', selection],
      queryFn:
        selection === null
          ? skipToken
          : ({ client, queryKey, signal }) =>
              api.scopeRows(selection, client.getQueryData<ScopeRows>(queryKey), signal),
      // Pauses by itself while the tab is hidden.
      refetchInterval: ({ state }) =>
        newest !== null && state.dataUpdatedAt < newest + STORED_WITHIN ? POLL_BEHIND : pollOf(state.error),
      structuralSharing: false, // a row set is kept or replaced whole; comparing its columns would cost more than both
      gcTime: 5 * 60_000, // going back to a scope just left shows it at once
    }),

  /** Rows that cannot change any more: asked for once. */
  snapshotRows: (selection: Selection | null, snapshot: number | null) =>
    queryOptions({
      queryKey: ['snapshot', selection, snapshot],
      queryFn:
        selection === null || snapshot === null
          ? skipToken
          : ({ signal }) => api.snapshotRows(selection, snapshot, signal),
      staleTime: Infinity,
      structuralSharing: false, // as above
    }),

  /** @param current The number of the current snapshot: there are others to compare to when that changes. */
  snapshots: (selection: Selection | null, current: number) =>
    queryOptions({
      queryKey: ['snapshots', selection, current],
      queryFn: selection === null ? skipToken : ({ signal }) => api.snapshots(selection, signal),
      staleTime: Infinity,
    }),

  portHosts: (port: HostsOfPort, kind: ProjectKind) =>
    queryOptions({
      queryKey: ['hosts', port],
      queryFn: ({ signal }) => api.portHosts(port, kind, signal),
      staleTime: 30_000,
    }),

  savedViews: (project: string | null) =>
    queryOptions({
      queryKey: savedViewsKey(project),
      queryFn: project === null ? skipToken : ({ signal }) => api.savedViews(project, signal),
      refetchInterval: POLL,
      staleTime: 0, // others save views, too
    }),

  saveView: () =>
    mutationOptions({
      mutationFn: api.saveView,
      onSettled: (_data, _error, { project }, _context, { client }) =>
        client.invalidateQueries({ queryKey: savedViewsKey(project) }),
    }),

  forgetView: () =>
    mutationOptions({
      mutationFn: api.forgetView,
      onSettled: (_data, _error, { project }, _context, { client }) =>
        client.invalidateQueries({ queryKey: savedViewsKey(project) }),
    }),

  /** How the reading of HSS goes. @param wanted Whether anything of HSS is shown, or could be. */
  status: (wanted: boolean) =>
    queryOptions({
      queryKey: STATUS.queryKey,
      queryFn: wanted ? ({ signal }) => api.status(signal) : skipToken,
      refetchInterval: ({ state }) =>
        state.data !== undefined && isEventful(state.data) ? POLL_SOON : POLL_STATUS,
      staleTime: 0,
    }),

  /** One call of HSS's quota. A failure is not tried again by itself: that would cost another. */
  ask: () =>
    mutationOptions({
      mutationFn: ({ scope, port }: { scope: Scope; port: number }) => api.ask(scope, port),
      onSettled: (_data, _error, _asked, _context, { client }) => client.invalidateQueries(STATUS),
    }),

  retry: () =>
    mutationOptions({
      mutationFn: api.retry,
      onSettled: (_data, _error, _asked, _context, { client }) => client.invalidateQueries(STATUS),
    }),

  /** Who asks. It changes by signing in and out alone, and when a session ends, which the next refusal tells. */
  session: () =>
    queryOptions({
      queryKey: SESSION.queryKey,
      queryFn: ({ signal }) => api.session(signal),
      staleTime: Infinity,
    }),

  /** The audit list, page by page into the past. */
  audit: () =>
    infiniteQueryOptions({
      queryKey: ['audit'],
      queryFn: ({ pageParam, signal }) => api.audit(pageParam, signal),
      initialPageParam: null as number | null,
      getNextPageParam: ({ before }) => before,
      staleTime: 0,
    }),

  signIn: () =>
    mutationOptions({
      mutationFn: api.signIn,
      // What was on screen for somebody else, or could not be had before, is asked for anew.
      onSuccess: (_data, _token, _context, { client }) => client.resetQueries(),
    }),

  signOut: () =>
    mutationOptions({
      mutationFn: api.signOut,
      onSuccess: (_data, _nothing, _context, { client }) => client.resetQueries(),
    }),
})

const SESSION = { queryKey: ['session'] }

/**
 * To be called with each failure: one that says that nobody is signed in makes the page ask who is.
 *
 * @param isWall Whether nobody is there to sign in again: then the page goes on with whom it knows, and with what it shows.
 */
export async function sessionEnded(client: QueryClient, { kind }: ApiError, isWall: boolean): Promise<void> {
  if (kind !== 'signedOut' || (isWall && client.getQueryData<SessionAnswer>(SESSION.queryKey)?.identity))
    return
  await client.invalidateQueries(SESSION)
}

const STATUS = { queryKey: ['status'] }

/** Whether something is read, or will be before the next slow look. */
function isEventful({ projects, clockOffset }: ReadingStatus): boolean {
  const soon = Date.now() + clockOffset + POLL_STATUS
  const isSoon = (instant: string | null): boolean => instant !== null && Date.parse(instant) < soon
  return projects.some(
    ({ id, nextAttempt, scopes }) =>
      id === null ||
      isSoon(nextAttempt) ||
      scopes.some(({ state, nextRead }) => state === 'reading' || state === 'waiting' || isSoon(nextRead)),
  )
}

const savedViewsKey = (project: string | null) => ['views', project]

export type Queries = ReturnType<typeof createQueries>
