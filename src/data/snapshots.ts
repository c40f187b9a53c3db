import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import type { ScopeQuery } from '#contract/scope.ts'
import { SNAPSHOTS_PATH, SnapshotsAnswer, writeSnapshotsQuery } from '#contract/snapshots.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

async function readSnapshots(
  http: Http,
  scopeQuery: ScopeQuery,
  signal: AbortSignal,
): Promise<SnapshotMoment[]> {
  const answer = await http.get(`${SNAPSHOTS_PATH}?${writeSnapshotsQuery(scopeQuery).toString()}`, signal)
  return (await read(answer, (wire) => SnapshotsAnswer.parse(wire))).snapshots
}

const snapshots = (http: Http, scopeQuery: ScopeQuery | null, current: number) =>
  queryOptions({
    queryKey: ['snapshots', scopeQuery, current],
    queryFn: scopeQuery === null ? skipToken : ({ signal }) => readSnapshots(http, scopeQuery, signal),
    staleTime: Infinity,
  })

/**
 * The snapshots that the rows of a scope query can be compared to, newest first. Without a scope query it waits for one.
 *
 * @param current The number of the current snapshot: there are others to compare to when that changes.
 */
export const useSnapshots = (scopeQuery: ScopeQuery | null, current: number) =>
  useQuery(snapshots(useServer().http, scopeQuery, current))
