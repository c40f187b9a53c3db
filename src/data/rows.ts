import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'

import { decodeColumns } from '#analysis/columns.ts'
import { EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { COLUMNS_TYPE } from '#contract/columns.ts'
import {
  LIMITS,
  readMark,
  statisticsPath,
  UNREAD_TAG,
  writeStatisticsQuery,
} from '#contract/port-statistics.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { ApiError } from './api-error.ts'
import type { Http } from './http.ts'
import { pollAfter } from './polling.ts'
import { REFRESHED } from './refresh.ts'
import { useServer } from './server.ts'

/**
 * All rows of a scope query, of one snapshot. `mark` is null for a scope without data.
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
  scopeQuery: ScopeQuery,
  previous: ScopeRows | undefined,
  signal: AbortSignal,
): Promise<ScopeRows> {
  const known = previous?.mark
  const condition = { 'If-None-Match': known ? `"${known.id}"` : UNREAD_TAG }
  const answer = await getRows(http, scopeQuery, undefined, signal, condition)
  if (answer.status === 304 && !known)
    return { rows: EMPTY_ROW_SET, mark: null, clockOffset: clockOffsetOf(answer) }
  if (answer.status !== 304 || !previous) return await readRows(answer)
  const mark = readMark(answer.headers) ?? previous.mark
  return { rows: previous.rows, mark, clockOffset: clockOffsetOf(answer) }
}

/**
 * The rows as they were in an earlier snapshot.
 *
 * @throws {ApiError} `notFound` when the scope query never had a snapshot of that number.
 */
export async function readSnapshotRows(
  http: Http,
  scopeQuery: ScopeQuery,
  snapshot: number,
  signal: AbortSignal,
): Promise<ScopeRows> {
  const answer = await getRows(http, scopeQuery, snapshot, signal)
  // Of a number that the scope query never had, the server answers with the snapshot that was current then.
  if (readMark(answer.headers)?.id !== snapshot) {
    throw new ApiError('notFound', '', answer.headers.get('x-request-id'))
  }
  return await readRows(answer)
}

/** Asks for all rows in one answer: in columns, which the rows of a whole scope are made of. */
function getRows(
  http: Http,
  scopeQuery: ScopeQuery,
  snapshot: number | undefined,
  signal: AbortSignal,
  headers?: Readonly<Record<string, string>>,
): Promise<Response> {
  const params = writeStatisticsQuery({
    scopeQuery,
    filter: {},
    sort: { key: 'port', descending: false },
    limit: LIMITS.default,
    offset: 0,
    ...(snapshot !== undefined && { snapshot }),
  })
  const path = `${statisticsPath(scopeQuery.project)}?${params.toString()}`
  return http.get(path, signal, { ...headers, Accept: COLUMNS_TYPE })
}

async function readRows(answer: Response): Promise<ScopeRows> {
  try {
    const rows = decodeColumns(new Uint8Array(await answer.arrayBuffer()))
    return { rows, mark: readMark(answer.headers), clockOffset: clockOffsetOf(answer) }
  } catch (cause) {
    throw ApiError.unreadable(answer.headers.get('x-request-id'), cause)
  }
}

/** `Date` has whole seconds: an offset below two is the answer's journey, not a wrong clock. */
function clockOffsetOf(answer: Response): number {
  const server = Date.parse(answer.headers.get('date') ?? '')
  const offset = server - Date.now()
  return Number.isNaN(offset) || Math.abs(offset) < 2000 ? 0 : offset
}

/** @param newest When the source last gave rows of the scope query, in ms since 1970; null if unknown. */
export const scopeRows = (http: Http, scopeQuery: ScopeQuery | null, newest: number | null) =>
  queryOptions({
    queryKey: ['rows', scopeQuery],
    queryFn:
      scopeQuery === null
        ? skipToken
        : ({ client, queryKey, signal }) =>
            readScopeRows(http, scopeQuery, client.getQueryData<ScopeRows>(queryKey), signal),
    // Pauses by itself while the tab is hidden.
    refetchInterval: ({ state }) =>
      newest !== null && state.dataUpdatedAt < newest + STORED_WITHIN ? POLL_BEHIND : pollAfter(state.error),
    structuralSharing: false, // a row set is kept or replaced whole; comparing its columns would cost more than both
    gcTime: 5 * 60_000, // going back to a scope just left shows it at once
    meta: REFRESHED,
  })

/** Rows that cannot change any more: asked for once. */
const snapshotRows = (http: Http, scopeQuery: ScopeQuery | null, snapshot: number | null) =>
  queryOptions({
    queryKey: ['snapshot', scopeQuery, snapshot],
    queryFn:
      scopeQuery === null || snapshot === null
        ? skipToken
        : ({ signal }) => readSnapshotRows(http, scopeQuery, snapshot, signal),
    staleTime: Infinity,
    structuralSharing: false, // as above
  })

/** All rows of a scope query, of one snapshot, kept up to date. Without a scope query it waits for one. */
export const useScopeRows = (scopeQuery: ScopeQuery | null, newest: number | null) =>
  useQuery(scopeRows(useServer().http, scopeQuery, newest))

/** All rows of a scope query as they were in a snapshot. Without either it waits for both. */
export const useSnapshotRows = (scopeQuery: ScopeQuery | null, snapshot: number | null) =>
  useQuery(snapshotRows(useServer().http, scopeQuery, snapshot))
