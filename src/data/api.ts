import { createRowSet, EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { ErrorBody } from '#contract/errors.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import {
  decodeStatisticsPage,
  LIMITS,
  readMark,
  statisticsPath,
  UNREAD_TAG,
  writeStatisticsQuery,
} from '#contract/port-statistics.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import { PROJECTS_PATH, ProjectsAnswer } from '#contract/projects.ts'
import type { ProjectSummary } from '#contract/projects.ts'
import type { Selection } from '#contract/scope.ts'
import { SESSION_PATH, SessionAnswer } from '#contract/session.ts'

import { ApiError } from './api-error.ts'
import type { LaterApi } from './later-api.ts'
import { read } from './read.ts'

/**
 * The rows of a selection, whole and of one snapshot. `mark` is null when nothing of it was ever read.
 * `clockOffset` is how far the server's clock is ahead of this device's, in milliseconds: ages are told by the
 * server's clock, since an analyst's laptop may be wrong.
 */
export type ScopeRows = { rows: RowSet; mark: SnapshotMark | null; clockOffset: number }

/** What the page asks the server. Every failure is an {@link ApiError}, except an abort, which is passed on. */
export type Api = LaterApi & {
  projects: (signal: AbortSignal) => Promise<ProjectSummary[]>
  /** Answers with the rows of `previous` and a new mark while its snapshot is still the current one. */
  scopeRows: (
    selection: Selection,
    previous: ScopeRows | undefined,
    signal: AbortSignal,
  ) => Promise<ScopeRows>
  /** The rows as they were in an earlier snapshot. `notFound` when the selection never had a snapshot of that number. */
  snapshotRows: (selection: Selection, snapshot: number, signal: AbortSignal) => Promise<ScopeRows>
  /** Who asks, and how one can sign in. */
  session: (signal: AbortSignal) => Promise<SessionAnswer>
}

/** @param send `fetch`, or a function like it that answers without a network. */
export function createApi(send: (request: Request) => Promise<Response>, origin: string): Api {
  const sendOnce = (path: string, init: RequestInit): Promise<Response> => {
    // no-store: the list of open ports stays out of the browser's disk cache, so we revalidate by hand
    const request = new Request(new URL(path, origin), { ...init, cache: 'no-store' })
    return send(request).catch((cause: unknown) => {
      throw request.signal.aborted ? cause : ApiError.unreachable(cause)
    })
  }

  /** An answer with 200, or with 304 where `headers` ask for that; anything else is thrown. */
  const get = (path: string, signal: AbortSignal, headers: HeadersInit = {}): Promise<Response> =>
    call(path, { signal, headers })

  /** Changes what the server keeps, or spends calls of HSS; the header is how it knows that the page means it. */
  const change = (method: 'PUT' | 'DELETE' | 'POST', path: string): Promise<Response> =>
    call(path, { method, headers: { [ACTION_HEADER]: 'page' } })

  const call = async (path: string, init: RequestInit): Promise<Response> => {
    let response = await sendOnce(path, init)
    if (response.status === 401) {
      // A session lasts a day's work at most, and a visit from another site begins without one. Where the server gives
      // one, asking for the page does so; the header says that the page asks, in browsers that do not say it themselves.
      await sendOnce('/', { signal: init.signal ?? null, headers: { [ACTION_HEADER]: 'page' } })
      response = await sendOnce(path, init)
    }
    return await accepted(response)
  }

  const accepted = async (response: Response): Promise<Response> => {
    if (response.ok || response.status === 304) return response
    const body: unknown = await response.json().catch(() => undefined)
    throw ApiError.refused(response, ErrorBody.safeParse(body).data)
  }

  const getRows = (
    selection: Selection,
    { offset, snapshot }: { offset: number; snapshot: number | undefined },
    signal: AbortSignal,
    headers: HeadersInit = {},
  ) => {
    const params = writeStatisticsQuery({
      selection,
      filter: {},
      sort: { key: 'port', descending: false },
      limit: LIMITS.max,
      offset,
      ...(snapshot !== undefined && { snapshot }),
    })
    return get(`${statisticsPath(selection.project)}?${params.toString()}`, signal, headers)
  }

  /** All rows that an answer is the first window of. Later windows are asked for as of its snapshot. */
  const readWhole = async (
    selection: Selection,
    answer: Response,
    signal: AbortSignal,
  ): Promise<ScopeRows> => {
    const mark = readMark(answer.headers)
    const { total, rows } = await read(answer, decodeStatisticsPage)
    const others = await Promise.all(
      offsetsAfter(rows.length, total).map(async (offset) => {
        const next = await getRows(selection, { offset, snapshot: mark?.id }, signal)
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

  const later = async (): Promise<LaterApi> => {
    const { createLaterApi } = await import('./later-api.ts').catch((cause: unknown) => {
      throw ApiError.unreachable(cause)
    })
    return createLaterApi({ get, change, sendOnce, accepted })
  }

  return {
    projects: async (signal) =>
      (await read(await get(PROJECTS_PATH, signal), (wire) => ProjectsAnswer.parse(wire))).projects,

    scopeRows: async (selection, previous, signal) => {
      const known = previous?.mark
      const condition: HeadersInit = { 'If-None-Match': known ? `"${known.id}"` : UNREAD_TAG }
      const answer = await getRows(selection, { offset: 0, snapshot: undefined }, signal, condition)
      if (answer.status === 304 && !known)
        return { rows: EMPTY_ROW_SET, mark: null, clockOffset: clockOffsetOf(answer) }
      if (answer.status !== 304 || !previous) return await readWhole(selection, answer, signal)
      const mark = readMark(answer.headers) ?? previous.mark
      return { rows: previous.rows, mark, clockOffset: clockOffsetOf(answer) }
    },

    snapshotRows: async (selection, snapshot, signal) => {
      const answer = await getRows(selection, { offset: 0, snapshot }, signal)
      // Of a number that the selection never had, the server answers with the snapshot that was current then.
      if (readMark(answer.headers)?.id !== snapshot) {
        throw new ApiError('notFound', '', answer.headers.get('x-request-id'))
      }
      return await readWhole(selection, answer, signal)
    },

    session: async (signal) =>
      await read(await get(SESSION_PATH, signal), (wire) => SessionAnswer.parse(wire)),

    snapshots: async (...of) => (await later()).snapshots(...of),
    portHosts: async (...of) => (await later()).portHosts(...of),
    savedViews: async (...of) => (await later()).savedViews(...of),
    saveView: async (view) => (await later()).saveView(view),
    forgetView: async (view) => (await later()).forgetView(view),
    status: async (signal) => (await later()).status(signal),
    ask: async (...of) => (await later()).ask(...of),
    retry: async () => (await later()).retry(),
    signIn: async (token) => (await later()).signIn(token),
    signOut: async () => (await later()).signOut(),
    audit: async (...of) => (await later()).audit(...of),
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
