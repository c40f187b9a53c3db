import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'

import {
  decodePortHosts,
  HOST_LIMITS,
  HSS_HOST_LIMIT,
  portHostsPath,
  writePortHostsQuery,
} from '#contract/port-hosts.ts'
import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import type { ProjectKind } from '#contract/projects.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

/** Which servers the page asks for: those of a port, whatever their number. */
type HostsOfPort = Omit<PortHostsQuery, 'limit' | 'offset'>

/** The servers that have a port open: all of them, or of a project of HSS as many as HSS gives at once. */
export async function readPortHosts(
  http: Http,
  port: HostsOfPort,
  kind: ProjectKind,
  signal: AbortSignal,
): Promise<PortHostsPage> {
  // Each window of a project of HSS is a call that the server makes to HSS, and calls are few.
  const limit = kind === 'hss' ? HSS_HOST_LIMIT : HOST_LIMITS.max
  const hosts: PortHost[] = []
  for (;;) {
    const query = writePortHostsQuery({ ...port, limit, offset: hosts.length })
    const answer = await http.get(`${portHostsPath(port.scopeQuery.project)}?${query.toString()}`, signal)
    const page = await read(answer, decodePortHosts)
    hosts.push(...page.hosts)
    const isAll = hosts.length >= page.total || page.hosts.length === 0
    if (isAll || kind === 'hss') return { total: page.total, hosts }
  }
}

const portHosts = (http: Http, port: HostsOfPort, kind: ProjectKind) =>
  queryOptions({
    queryKey: ['hosts', port],
    queryFn: ({ signal }) => readPortHosts(http, port, kind, signal),
    staleTime: 30_000,
    meta: REFRESHED,
  })

/** The servers that have a port open, of a project of that kind. */
export const usePortHosts = (port: HostsOfPort, kind: ProjectKind) =>
  useQuery(portHosts(useServer().http, port, kind))

/** Asks for the same once, for a file. */
export function useFetchPortHosts(): (port: HostsOfPort, kind: ProjectKind) => Promise<PortHostsPage> {
  const client = useQueryClient()
  const { http } = useServer()
  return (port, kind) => client.fetchQuery(portHosts(http, port, kind))
}
