import { useMutation, useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'

import type { ProjectKind } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'

import type { HostsOfPort } from './api.ts'
import type { Queries } from './queries.ts'

/** The queries of the server that this page talks to. */
export const QueriesContext = createContext<Queries | null>(null)

function useQueries(): Queries {
  const queries = use(QueriesContext)
  if (queries === null) throw new Error('no QueriesContext above this component')
  return queries
}

/** Which projects, categories and enterprise projects there are. */
export const useProjects = () => useQuery(useQueries().projects())

/** All rows of a selection, of one snapshot, kept up to date. Without a selection it waits for one. */
export const useScopeRows = (selection: Selection | null) => useQuery(useQueries().scopeRows(selection))

/** All rows of a selection as they were in a snapshot. Without either it waits for both. */
export const useSnapshotRows = (selection: Selection | null, snapshot: number | null) =>
  useQuery(useQueries().snapshotRows(selection, snapshot))

/** The servers that have a port open, of a project of that kind. */
export const usePortHosts = (port: HostsOfPort, kind: ProjectKind) =>
  useQuery(useQueries().portHosts(port, kind))

/** The named views of a project. */
export const useSavedViews = (project: string) => useQuery(useQueries().savedViews(project))

export const useSaveView = () => useMutation(useQueries().saveView())
export const useForgetView = () => useMutation(useQueries().forgetView())
