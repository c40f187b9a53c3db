import { hashKey, queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

/** How many servers have a row with a port that passes some terms, and those of them that have it on loopback alone. */
export type CountedServers = { servers: number; loopbackOnly: number }

/**
 * What the servers behind rows answer to some terms of a query. Rows without such a server are left out; `folded` has the ports that
 * are open in both address families, by protocol. `isUnknown` where the source names no servers.
 */
export type ServerRows = {
  terms: string
  isUnknown: boolean
  rows: ReadonlyMap<string, CountedServers>
  folded: ReadonlyMap<string, CountedServers>
}

/** How its maps name a row, or a port with its protocol. */
export const socketOf = (port: number, type: string): string => `${port}/${type}`

/** Terms about servers, of a scope query at a snapshot, by default the current one. `since` decides what is new. */
export type ServerTerms = {
  scopeQuery: ScopeQuery
  snapshot?: number
  terms: string
  since: EarlierMoment
}

/** @throws {ApiError} when there is no answer. */
async function readServerRows(http: Http, asked: ServerTerms, signal: AbortSignal): Promise<ServerRows> {
  const { SERVER_ROWS_PATH, ServerRowsAnswer, SERVERS_LIMITS, writeServerRowsQuery } =
    await import('./server-rows-request.ts')
  const { terms, ...scope } = asked
  const filter = { q: terms, types: [], statuses: [] }
  const found: ServerRows & Record<'rows' | 'folded', Map<string, CountedServers>> = {
    terms,
    isUnknown: false,
    rows: new Map(),
    folded: new Map(),
  }
  for (;;) {
    const query = writeServerRowsQuery({
      ...scope,
      filter,
      limit: SERVERS_LIMITS.rows,
      offset: found.rows.size,
    })
    const answer = await http.get(`${SERVER_ROWS_PATH}?${query.toString()}`, signal)
    const { total, rows, folded } = await read(answer, (wire) => ServerRowsAnswer.parse(wire))
    for (const { port, type, ...counted } of rows) found.rows.set(socketOf(port, type), counted)
    for (const { port, protocol, ...counted } of folded) found.folded.set(socketOf(port, protocol), counted)
    if (rows.length === 0 || found.rows.size >= (total ?? 0)) return { ...found, isUnknown: total === null }
  }
}

const serverRows = (
  http: Http,
  asked: ServerTerms | null,
  current: Pick<SnapshotMark, 'id' | 'readTo'> | null,
) =>
  queryOptions({
    queryKey: ['server-rows', asked?.scopeQuery, asked?.snapshot, asked, current?.id, current?.readTo],
    queryFn: asked === null ? skipToken : ({ signal }) => readServerRows(http, asked, signal),
    structuralSharing: false, // a map
    // Until the answer is there, that to other terms of the same scope query stays.
    placeholderData: (previous, query) =>
      hashKey(query?.queryKey.slice(1, 3) ?? []) === hashKey([asked?.scopeQuery, asked?.snapshot])
        ? previous
        : undefined,
    meta: REFRESHED,
  })

/** What servers answer to some terms; without any it waits for them. */
export const useServerRows = (
  asked: ServerTerms | null,
  current: Pick<SnapshotMark, 'id' | 'readTo'> | null,
) => useQuery(serverRows(useServer().http, asked, current))
