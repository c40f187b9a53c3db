import { hashKey, queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'

import { CHANGES_LIMITS, writeChangesQuery } from '#contract/changes-query.ts'
import type { Comparison } from '#contract/changes-query.ts'
import { CHANGES_PATH, ChangesAnswer } from '#contract/changes.ts'
import type { Changes } from '#contract/changes.ts'
import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { ApiError } from './api-error.ts'
import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

/**
 * All changes between two moments of a scope query, in as many calls as that takes.
 *
 * @throws {ApiError} `unreadable` when the server has fewer than it counts: what is missing is not shown as unchanged.
 */
export async function readChanges(http: Http, comparison: Comparison, signal: AbortSignal): Promise<Changes> {
  const window = async (offset: number) => {
    const query = writeChangesQuery({ ...comparison, limit: CHANGES_LIMITS.max, offset })
    const answer = await http.get(`${CHANGES_PATH}?${query.toString()}`, signal)
    return await read(answer, (wire) => ChangesAnswer.parse(wire))
  }
  const { total, ...all } = await window(0)
  const { changes } = all
  while (changes.length < total) {
    const next = await window(changes.length)
    if (next.changes.length === 0)
      throw ApiError.unreadable(null, new Error(`${changes.length} of ${total} changes`))
    changes.push(...next.changes)
  }
  return all
}

type Asked = { scopeQuery: ScopeQuery; from: EarlierMoment; to: Pick<SnapshotMark, 'id' | 'readTo'> }

const changesSince = (http: Http, asked: Asked | null) =>
  queryOptions({
    // A span is one before `readTo`, which moves on while the snapshot stays.
    queryKey: ['changes', asked?.scopeQuery, asked?.from, asked?.to.id, asked?.to.readTo],
    queryFn:
      asked === null
        ? skipToken
        : ({ signal }) => readChanges(http, { ...asked, to: { snapshot: asked.to.id } }, signal),
    staleTime: Infinity,
    structuralSharing: false, // changes may be many, and are kept or replaced whole
    // Until others are there, those of the same scope stay.
    placeholderData: (previous, query) =>
      hashKey([query?.queryKey[1]]) === hashKey([asked?.scopeQuery]) ? previous : undefined,
  })

/** Changes from an earlier moment to the snapshot on screen. Without a question it waits for one. */
export const useChanges = (asked: Asked | null) => useQuery(changesSince(useServer().http, asked))

/** Asks for the same once, for a file. */
export function useFetchChanges(): (asked: Asked) => Promise<Changes> {
  const client = useQueryClient()
  const { http } = useServer()
  return (asked) => client.fetchQuery(changesSince(http, asked))
}
