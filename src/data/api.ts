import { createRowSet, EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { AUDIT_PATH, AuditAnswer } from '#contract/audit.ts'
import type { AuditEntry } from '#contract/audit.ts'
import { ErrorBody } from '#contract/errors.ts'
import {
  HOST_LIMITS,
  HSS_HOST_LIMIT,
  PortHostsPageCodec,
  portHostsPath,
  writePortHostsQuery,
} from '#contract/port-hosts.ts'
import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import {
  decodeStatisticsPage,
  LIMITS,
  readMark,
  statisticsPath,
  writeStatisticsQuery,
} from '#contract/port-statistics.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import { PROJECTS_PATH, ProjectsAnswer } from '#contract/projects.ts'
import type { ProjectKind, ProjectSummary } from '#contract/projects.ts'
import type { Scope, Selection } from '#contract/scope.ts'
import { SESSION_PATH, SessionAnswer, SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'
import {
  ACTION_HEADER,
  ASK_PATH,
  AskAnswer,
  RETRY_PATH,
  STATUS_PATH,
  StatusAnswer,
  writeAsk,
} from '#contract/status.ts'
import type { ProjectStatus } from '#contract/status.ts'
import { VIEWS_PATH, ViewsAnswer, writeSaveView } from '#contract/views.ts'
import type { SavedView, ViewToSave } from '#contract/views.ts'

import { ApiError } from './api-error.ts'

/**
 * The rows of a selection, whole and of one snapshot. `mark` is null when nothing of it was ever read.
 * `clockOffset` is how far the server's clock is ahead of this device's, in milliseconds: ages are told by the
 * server's clock, since an analyst's laptop may be wrong.
 */
export type ScopeRows = { rows: RowSet; mark: SnapshotMark | null; clockOffset: number }

/** Which servers the page asks for: those of a port, whatever their number. */
export type HostsOfPort = Omit<PortHostsQuery, 'limit' | 'offset'>

/** How the reading of HSS goes. `clockOffset` is as above, to the millisecond: instants to come are counted down to. */
export type ReadingStatus = { projects: ProjectStatus[]; clockOffset: number }

/** What the page asks the server. Every failure is an {@link ApiError}, except an abort, which is passed on. */
export type Api = {
  projects: (signal: AbortSignal) => Promise<ProjectSummary[]>
  /** Answers with the rows of `previous` and a new mark while its snapshot is still the current one. */
  scopeRows: (
    selection: Selection,
    previous: ScopeRows | undefined,
    signal: AbortSignal,
  ) => Promise<ScopeRows>
  /** The rows as they were in an earlier snapshot. `notFound` when the selection never had a snapshot of that number. */
  snapshotRows: (selection: Selection, snapshot: number, signal: AbortSignal) => Promise<ScopeRows>
  /** The snapshots that the rows of a selection can be compared to, newest first. */
  snapshots: (selection: Selection, signal: AbortSignal) => Promise<SnapshotMoment[]>
  /** The servers that have a port open: all of them, or of a project of HSS as many as HSS gives at once. */
  portHosts: (port: HostsOfPort, kind: ProjectKind, signal: AbortSignal) => Promise<PortHostsPage>
  savedViews: (project: string, signal: AbortSignal) => Promise<SavedView[]>
  saveView: (view: ViewToSave) => Promise<void>
  forgetView: (view: { project: string; name: string }) => Promise<void>
  status: (signal: AbortSignal) => Promise<ReadingStatus>
  /** Asks HSS itself about a port. `throttled` when no call is left for it. */
  ask: (scope: Scope, port: number) => Promise<AskAnswer>
  /** Lets the server try at once what waits after a failure of HSS. */
  retry: () => Promise<void>
  /** Who asks, and how one can sign in. */
  session: (signal: AbortSignal) => Promise<SessionAnswer>
  /** Begins a session of this browser. `signedOut` when it is no token of the server. */
  signIn: (token: string) => Promise<void>
  signOut: () => Promise<void>
  /** Who signed in and who changed what, newest first: those older than the entry `before`. */
  audit: (before: number | null, signal: AbortSignal) => Promise<AuditEntry[]>
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
      // A session lasts a day's work at most. Where the server gives one, asking for the page does so, as a reload would.
      await sendOnce('/', { signal: init.signal ?? null })
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

  return {
    projects: async (signal) =>
      (await read(await get(PROJECTS_PATH, signal), (wire) => ProjectsAnswer.parse(wire))).projects,

    scopeRows: async (selection, previous, signal) => {
      const known = previous?.mark
      const condition: HeadersInit = known ? { 'If-None-Match': `"${known.id}"` } : {}
      const answer = await getRows(selection, { offset: 0, snapshot: undefined }, signal, condition)
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

    snapshots: async (selection, signal) => {
      // Not before somebody asks what changed: none of it is in the first load.
      const { SNAPSHOTS_PATH, SnapshotsAnswer, writeSnapshotsQuery } = await import('#contract/snapshots.ts')
      const answer = await get(`${SNAPSHOTS_PATH}?${writeSnapshotsQuery(selection).toString()}`, signal)
      return (await read(answer, (wire) => SnapshotsAnswer.parse(wire))).snapshots
    },

    portHosts: async (port, kind, signal) => {
      // Each window of a project of HSS is a call that the server makes to HSS, and calls are few.
      const limit = kind === 'hss' ? HSS_HOST_LIMIT : HOST_LIMITS.max
      const hosts: PortHost[] = []
      for (;;) {
        const query = writePortHostsQuery({ ...port, limit, offset: hosts.length })
        const answer = await get(`${portHostsPath(port.selection.project)}?${query.toString()}`, signal)
        const page = await read(answer, (wire) => PortHostsPageCodec.parse(wire))
        hosts.push(...page.hosts)
        const isAll = hosts.length >= page.total || page.hosts.length === 0
        if (isAll || kind === 'hss') return { total: page.total, hosts }
      }
    },

    savedViews: async (project, signal) => {
      const answer = await get(`${VIEWS_PATH}?${new URLSearchParams({ project }).toString()}`, signal)
      return (await read(answer, (wire) => ViewsAnswer.parse(wire))).views
    },

    saveView: async (view) => {
      await change('PUT', `${VIEWS_PATH}?${writeSaveView(view).toString()}`)
    },

    forgetView: async (view) => {
      await change('DELETE', `${VIEWS_PATH}?${new URLSearchParams(view).toString()}`)
    },

    status: async (signal) => {
      const { now, projects } = await read(await get(STATUS_PATH, signal), (wire) => StatusAnswer.parse(wire))
      return { projects, clockOffset: Date.parse(now) - Date.now() }
    },

    ask: async (scope, port) => {
      const answer = await change('POST', `${ASK_PATH}?${writeAsk(scope, port).toString()}`)
      return await read(answer, (wire) => AskAnswer.parse(wire))
    },

    retry: async () => {
      await change('POST', RETRY_PATH)
    },

    session: async (signal) =>
      await read(await get(SESSION_PATH, signal), (wire) => SessionAnswer.parse(wire)),

    signIn: async (token) => {
      // Once: a token that is wrong stays so.
      const headers = { [ACTION_HEADER]: 'page', 'X-Auth-Token': token }
      await accepted(await sendOnce(SIGN_IN_PATH, { method: 'POST', headers }))
    },

    audit: async (before, signal) => {
      const query = before === null ? '' : `?${new URLSearchParams({ before: String(before) }).toString()}`
      return (await read(await get(`${AUDIT_PATH}${query}`, signal), (wire) => AuditAnswer.parse(wire)))
        .entries
    },

    signOut: async () => {
      await change('POST', SIGN_OUT_PATH)
    },
  }
}

/** The body of an answer, decoded. */
async function read<Value>(answer: Response, decode: (wire: unknown) => Value): Promise<Value> {
  try {
    return decode(await answer.json())
  } catch (cause) {
    throw ApiError.unreadable(answer.headers.get('x-request-id'), cause)
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
