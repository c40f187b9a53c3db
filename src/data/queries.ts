import { mutationOptions, queryOptions, skipToken } from '@tanstack/react-query'

import type { ProjectKind } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'

import type { ApiError } from './api-error.ts'
import type { Api, HostsOfPort, ScopeRows } from './api.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}

/** How often the page asks whether there is a newer snapshot, in milliseconds: one 304 of some hundred bytes. */
const POLL = 60_000

/** Every call to the server. No other module writes a query key or a query function. */
export const createQueries = (api: Api) => ({
  projects: () =>
    queryOptions({
      queryKey: ['projects'],
      queryFn: ({ signal }) => api.projects(signal),
      refetchInterval: POLL,
    }),

  scopeRows: (selection: Selection | null) =>
    queryOptions({
      queryKey: ['rows', selection],
      queryFn:
        selection === null
          ? skipToken
          : ({ client, queryKey, signal }) =>
              api.scopeRows(selection, client.getQueryData<ScopeRows>(queryKey), signal),
      refetchInterval: POLL, // pauses by itself while the tab is hidden
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

  portHosts: (port: HostsOfPort, kind: ProjectKind) =>
    queryOptions({
      queryKey: ['hosts', port],
      queryFn: ({ signal }) => api.portHosts(port, kind, signal),
      staleTime: 30_000,
    }),

  savedViews: (project: string) =>
    queryOptions({
      queryKey: savedViewsKey(project),
      queryFn: ({ signal }) => api.savedViews(project, signal),
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
})

const savedViewsKey = (project: string) => ['views', project]

export type Queries = ReturnType<typeof createQueries>
