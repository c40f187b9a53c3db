import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import { createRowSet, EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import {
  decodeStatisticsPage,
  LIMITS,
  readMark,
  statisticsPath,
  UNREAD_TAG,
  writeStatisticsQuery,
} from '#contract/port-statistics.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'

import { ApiError } from './api-error.ts'
import { read } from './http.ts'
import type { Http } from './http.ts'
import { pollAfter } from './polling.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

/**
 * The rows of a selection, whole and of one snapshot. `mark` is null when nothing of it was ever read.
 * `clockOffset` is how far the server's clock is ahead of this device's, in milliseconds: ages are told by the
 * server's clock, since an analyst's laptop may be wrong.
 */
export type ScopeRows = { rows: RowSet; mark: SnapshotMark | null; clockOffset: number }

/** How soon the rows are asked for when there are newer ones, and how long rows that came may take to be stored. */
const POLL_BEHIND = 1_000
const STORED_WITHIN = 2_000

/** @returns The rows of `previous` and a new mark while its snapshot is still the current one. */
export async function readScopeRows(
  http: Http,
  selection: Selection,
  previous: ScopeRows | undefined,
  signal: AbortSignal,
): Promise<ScopeRows> {
  const known = previous?.mark
  const condition: HeadersInit = { 'If-None-Match': known ? `"${known.id}"` : UNREAD_TAG }
  const answer = await getRows(http, selection, { offset: 0, snapshot: undefined }, signal, condition)
  if (answer.status === 304 && !known)
    return { rows: EMPTY_ROW_SET, mark: null, clockOffset: clockOffsetOf(answer) }
  if (answer.status !== 304 || !previous) return await readWhole(http, selection, answer, signal)
  const mark = readMark(answer.headers) ?? previous.mark
  return { rows: previous.rows, mark, clockOffset: clockOffsetOf(answer) }
}

/**
 * The rows as they were in an earlier snapshot.
 *
 * @throws {ApiError} `notFound` when the selection never had a snapshot of that number.
 */
export async function readSnapshotRows(
  http: Http,
  selection: Selection,
  snapshot: number,
  signal: AbortSignal,
): Promise<ScopeRows> {
  const answer = await getRows(http, selection, { offset: 0, snapshot }, signal)
  // Of a number that the selection never had, the server answers with the snapshot that was current then.
  if (readMark(answer.headers)?.id !== snapshot) {
    throw new ApiError('notFound', '', answer.headers.get('x-request-id'))
  }
  return await readWhole(http, selection, answer, signal)
}

function getRows(
  http: Http,
  selection: Selection,
  { offset, snapshot }: { offset: number; snapshot: number | undefined },
  signal: AbortSignal,
  headers?: HeadersInit,
): Promise<Response> {
  const params = writeStatisticsQuery({
    selection,
    filter: {},
    sort: { key: 'port', descending: false },
    limit: LIMITS.max,
    offset,
    ...(snapshot !== undefined && { snapshot }),
  })
  return http.get(`${statisticsPath(selection.project)}?${params.toString()}`, signal, headers)
}

/** All rows that an answer is the first window of. Later windows are asked for as of its snapshot. */
async function readWhole(
  http: Http,
  selection: Selection,
  answer: Response,
  signal: AbortSignal,
): Promise<ScopeRows> {
  const mark = readMark(answer.headers)
  const { total, rows } = await read(answer, decodeStatisticsPage)
  const others = await Promise.all(
    offsetsAfter(rows.length, total).map(async (offset) => {
      const next = await getRows(http, selection, { offset, snapshot: mark?.id }, signal)
      return (await read(next, decodeStatisticsPage)).rows
    }),
  )
  const all = [rows, ...others].flat()
  if (all.length !== total) throw ApiError.unreadable(answer.headers.get('x-request-id'), undefined)
  return {
    rows: total === 0 ? EMPTY_ROW_SET : createRowSet(total, all),
    mark,
    clockOffset: clockOffsetOf(answer),
  }
}

/** Where the windows after the first one begin, all of its length: they are asked for side by side. */
const offsetsAfter = (length: number, total: number): number[] =>
  length === 0 ? [] : Array.from({ length: Math.ceil(total / length) - 1 }, (_, i) => (i + 1) * length)

/** `Date` has whole seconds: an offset below two is the answer's journey, not a wrong clock. */
function clockOffsetOf(answer: Response): number {
  const server = Date.parse(answer.headers.get('date') ?? '')
  const offset = server - Date.now()
  return Number.isNaN(offset) || Math.abs(offset) < 2000 ? 0 : offset
}

/** @param newest When the source last gave rows of the selection, in ms since 1970; null where nobody says. */
export const scopeRows = (http: Http, selection: Selection | null, newest: number | null) =>
  queryOptions({
    queryKey: ['rows', selection],
    queryFn:
      selection === null
        ? skipToken
        : ({ client, queryKey, signal }) =>
            readScopeRows(http, selection, client.getQueryData<ScopeRows>(queryKey), signal),
    // Pauses by itself while the tab is hidden.
    refetchInterval: ({ state }) =>
      newest !== null && state.dataUpdatedAt < newest + STORED_WITHIN ? POLL_BEHIND : pollAfter(state.error),
    structuralSharing: false, // a row set is kept or replaced whole; comparing its columns would cost more than both
    gcTime: 5 * 60_000, // going back to a scope just left shows it at once
    meta: REFRESHED,
  })

/** Rows that cannot change any more: asked for once. */
const snapshotRows = (http: Http, selection: Selection | null, snapshot: number | null) =>
  queryOptions({
    queryKey: ['snapshot', selection, snapshot],
    queryFn:
      selection === null || snapshot === null
        ? skipToken
        : ({ signal }) => readSnapshotRows(http, selection, snapshot, signal),
    staleTime: Infinity,
    structuralSharing: false, // as above
  })

/** All rows of a selection, of one snapshot, kept up to date. Without a selection it waits for one. */
export const useScopeRows = (selection: Selection | null, newest: number | null) =>
  useQuery(scopeRows(useServer().http, selection, newest))

/** All rows of a selection as they were in a snapshot. Without either it waits for both. */
export const useSnapshotRows = (selection: Selection | null, snapshot: number | null) =>
  useQuery(snapshotRows(useServer().http, selection, snapshot))
