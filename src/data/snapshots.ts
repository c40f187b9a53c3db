import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import type { Selection } from '#contract/scope.ts'
import { SNAPSHOTS_PATH, SnapshotsAnswer, writeSnapshotsQuery } from '#contract/snapshots.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'

import { read } from './http.ts'
import type { Http } from './http.ts'
import { useServer } from './server.ts'

async function readSnapshots(
  http: Http,
  selection: Selection,
  signal: AbortSignal,
): Promise<SnapshotMoment[]> {
  const answer = await http.get(`${SNAPSHOTS_PATH}?${writeSnapshotsQuery(selection).toString()}`, signal)
  return (await read(answer, (wire) => SnapshotsAnswer.parse(wire))).snapshots
}

const snapshots = (http: Http, selection: Selection | null, current: number) =>
  queryOptions({
    queryKey: ['snapshots', selection, current],
    queryFn: selection === null ? skipToken : ({ signal }) => readSnapshots(http, selection, signal),
    staleTime: Infinity,
  })

/**
 * The snapshots that the rows of a selection can be compared to, newest first. Without a selection it waits for one.
 *
 * @param current The number of the current snapshot: there are others to compare to when that changes.
 */
export const useSnapshots = (selection: Selection | null, current: number) =>
  useQuery(snapshots(useServer().http, selection, current))
