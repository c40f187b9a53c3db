import { hashKey, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import { writeServerQuery, writeServersQuery } from '#contract/servers-query.ts'
import type { ServerQuery, ServersQuery } from '#contract/servers-query.ts'
import { SERVER_PATH, ServerAnswer, SERVERS_LIMITS, SERVERS_PATH, ServersAnswer } from '#contract/servers.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

/** What is current of a scope query: there are other answers when it is another. */
type Current = Pick<SnapshotMark, 'id' | 'readTo'> | null

async function readWindow(http: Http, query: ServersQuery, signal: AbortSignal): Promise<ServersAnswer> {
  const answer = await http.get(`${SERVERS_PATH}?${writeServersQuery(query).toString()}`, signal)
  return await read(answer, (wire) => ServersAnswer.parse(wire))
}

/** One page of servers. Where there is no such page any more, it is the last one. */
export async function readServers(
  http: Http,
  query: ServersQuery,
  signal: AbortSignal,
): Promise<ServersAnswer> {
  const page = await readWindow(http, query, signal)
  if (page.total === null || page.total === 0 || page.servers.length > 0) return page
  const { limit } = query
  return await readWindow(http, { ...query, offset: Math.floor((page.total - 1) / limit) * limit }, signal)
}

/** All servers that a query asks for, whatever its page, in as many calls as that takes. */
export async function readAllServers(
  http: Http,
  query: ServersQuery,
  signal: AbortSignal,
): Promise<ServersAnswer> {
  const all = await readWindow(http, { ...query, limit: SERVERS_LIMITS.max, offset: 0 }, signal)
  const servers = [...all.servers]
  while (servers.length < (all.total ?? 0)) {
    const next = await readWindow(
      http,
      {
        ...query,
        ...(all.snapshot && { snapshot: all.snapshot.id }),
        limit: SERVERS_LIMITS.max,
        offset: servers.length,
      },
      signal,
    )
    if (next.servers.length === 0) break
    servers.push(...next.servers)
  }
  return { ...all, servers }
}

const servers = (http: Http, query: ServersQuery, current: Current) =>
  queryOptions({
    queryKey: ['servers', query.scopeQuery, query.snapshot, query, current?.id, current?.readTo],
    queryFn: ({ signal }) => readServers(http, query, signal),
    // Until another page is there, that of the same scope query stays.
    placeholderData: (previous, asked) =>
      hashKey(asked?.queryKey.slice(1, 3) ?? []) === hashKey([query.scopeQuery, query.snapshot])
        ? previous
        : undefined,
    meta: REFRESHED,
  })

/** One page of servers. */
export const useServers = (query: ServersQuery, current: Current) =>
  useQuery(servers(useServer().http, query, current))

/** Asks for all of them once, for a file. */
export function useFetchServers(): (query: ServersQuery) => Promise<ServersAnswer> {
  const client = useQueryClient()
  const { http } = useServer()
  return (query) =>
    client.fetchQuery({
      queryKey: ['all-servers', query],
      queryFn: ({ signal }) => readAllServers(http, query, signal),
      staleTime: 0,
      gcTime: 0, // they are many, and in a file by then
    })
}

const oneServer = (http: Http, query: ServerQuery, current: Current) =>
  queryOptions({
    queryKey: ['server', query, current?.id, current?.readTo],
    queryFn: async ({ signal }) => {
      const answer = await http.get(`${SERVER_PATH}?${writeServerQuery(query).toString()}`, signal)
      return await read(answer, (wire) => ServerAnswer.parse(wire))
    },
    meta: REFRESHED,
  })

/** A server with its ports and changes. */
export const useOneServer = (query: ServerQuery, current: Current) =>
  useQuery(oneServer(useServer().http, query, current))
