import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'

import type { ProjectKind } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'

import type { HostsOfPort } from './later-api.ts'
import type { Queries } from './queries.ts'

/** The queries of the server that this page talks to. */
export const QueriesContext = createContext<Queries | null>(null)

/** For the hooks of this folder. */
export function useQueries(): Queries {
  const queries = use(QueriesContext)
  if (queries === null) throw new Error('no QueriesContext above this component')
  return queries
}

/** The origin at which programs get what the page shows; null where nothing but the page does. */
export const useProgramsAsk = (): string | null => useQueries().programsAsk

/** Which projects, categories and enterprise projects there are. */
export const useProjects = () => useQuery(useQueries().projects())

/** All rows of a selection, of one snapshot, kept up to date. Without a selection it waits for one. */
export const useScopeRows = (selection: Selection | null, newest: number | null) =>
  useQuery(useQueries().scopeRows(selection, newest))

/** All rows of a selection as they were in a snapshot. Without either it waits for both. */
export const useSnapshotRows = (selection: Selection | null, snapshot: number | null) =>
  useQuery(useQueries().snapshotRows(selection, snapshot))

/** The snapshots that the current one of a selection can be compared to. Without a selection it waits for one. */
export const useSnapshots = (selection: Selection | null, current: number) =>
  useQuery(useQueries().snapshots(selection, current))

/** The servers that have a port open, of a project of that kind. */
export const usePortHosts = (port: HostsOfPort, kind: ProjectKind) =>
  useQuery(useQueries().portHosts(port, kind))

/** The named views of a project. Without one it waits for it. */
export const useSavedViews = (project: string | null) => useQuery(useQueries().savedViews(project))

/** How the reading of HSS goes, while anybody wants to know. */
export const useStatus = (wanted: boolean) => useQuery(useQueries().status(wanted))

/** Who is signed in here, and how one can be. */
export const useSession = () => useQuery(useQueries().session())

/**
 * Whether whoever is signed in may refresh a project and edit what is kept for it; without a project, whether they may
 * anywhere. Until that is known: yes.
 */
export function useMayChange(project?: string): boolean {
  const { canChange } = useSession().data?.identity ?? { canChange: '*' }
  if (canChange === '*') return true
  return project === undefined ? canChange.length > 0 : canChange.includes(project)
}
