import { queryOptions, useQuery } from '@tanstack/react-query'

import { decodeProjects, PROJECTS_PATH } from '#contract/projects.ts'
import type { ProjectSummary } from '#contract/projects.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { POLL_SOON, pollAfter } from './polling.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

export const readProjects = async (http: Http, signal: AbortSignal): Promise<ProjectSummary[]> =>
  (await read(await http.get(PROJECTS_PATH, signal), decodeProjects)).projects

export const projects = (http: Http) =>
  queryOptions({
    queryKey: ['projects'],
    queryFn: ({ signal }) => readProjects(http, signal),
    // A project of HSS appears when its id is known: a reader who waits for the first one sees it soon.
    refetchInterval: ({ state }) => (state.data?.length === 0 ? POLL_SOON : pollAfter(state.error)),
    meta: REFRESHED,
  })

/** Which projects, categories and enterprise projects there are. */
export const useProjects = () => useQuery(projects(useServer().http))

/** Asks for them often, where something is missing among them that a source may bring at any moment. */
export function useAwaitedProjects(isMissing: boolean): void {
  useQuery({ ...projects(useServer().http), ...(isMissing && { refetchInterval: POLL_SOON }) })
}
