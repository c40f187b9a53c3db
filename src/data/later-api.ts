import { AUDIT_LIMITS, AUDIT_PATH, AuditAnswer } from '#contract/audit.ts'
import type { AuditEntry } from '#contract/audit.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import {
  decodePortHosts,
  HOST_LIMITS,
  HSS_HOST_LIMIT,
  portHostsPath,
  writePortHostsQuery,
} from '#contract/port-hosts.ts'
import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import type { ProjectKind } from '#contract/projects.ts'
import type { Scope, Selection } from '#contract/scope.ts'
import { SIGN_IN_PATH, SIGN_OUT_PATH } from '#contract/session.ts'
import { SNAPSHOTS_PATH, SnapshotsAnswer, writeSnapshotsQuery } from '#contract/snapshots.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'
import {
  ASK_PATH,
  decodeAskAnswer,
  RETRY_PATH,
  STATUS_PATH,
  StatusAnswer,
  writeAsk,
} from '#contract/status.ts'
import type { AskAnswer, ProjectStatus } from '#contract/status.ts'
import { VIEWS_PATH, ViewsAnswer, writeSaveView } from '#contract/views.ts'
import type { SavedView, ViewToSave } from '#contract/views.ts'

import { read } from './read.ts'

/** Which servers the page asks for: those of a port, whatever their number. */
export type HostsOfPort = Omit<PortHostsQuery, 'limit' | 'offset'>

/** How the reading of HSS goes. `clockOffset` is as that of the rows, to the millisecond: instants to come are counted down to. */
export type ReadingStatus = { projects: ProjectStatus[]; clockOffset: number }

/** What nobody asks the server before the first rows are there. It comes with the first such question. */
export type LaterApi = {
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
  /** Begins a session of this browser. `signedOut` when it is no token of the server. */
  signIn: (token: string) => Promise<void>
  signOut: () => Promise<void>
  /**
   * Who signed in and who changed what, newest first: those older than the entry `before`. With it comes the `before` of
   * the next ones; null where there are none.
   */
  audit: (
    before: number | null,
    signal: AbortSignal,
  ) => Promise<{ entries: AuditEntry[]; before: number | null }>
}

/** How requests are sent and answers taken: `change` says that the page means it, `sendOnce` lets the answer be judged. */
export type Sending = {
  get: (path: string, signal: AbortSignal) => Promise<Response>
  change: (method: 'PUT' | 'DELETE' | 'POST', path: string) => Promise<Response>
  sendOnce: (path: string, init: RequestInit) => Promise<Response>
  accepted: (response: Response) => Promise<Response>
}

export function createLaterApi({ get, change, sendOnce, accepted }: Sending): LaterApi {
  return {
    snapshots: async (selection, signal) => {
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
        const page = await read(answer, decodePortHosts)
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
      return await read(answer, decodeAskAnswer)
    },

    retry: async () => {
      await change('POST', RETRY_PATH)
    },

    signIn: async (token) => {
      // Once: a token that is wrong stays so.
      const headers = { [ACTION_HEADER]: 'page', 'X-Auth-Token': token }
      await accepted(await sendOnce(SIGN_IN_PATH, { method: 'POST', headers }))
    },

    audit: async (before, signal) => {
      const query = before === null ? '' : `?${new URLSearchParams({ before: String(before) }).toString()}`
      const answer = await get(`${AUDIT_PATH}${query}`, signal)
      const { entries } = await read(answer, (wire) => AuditAnswer.parse(wire))
      return { entries, before: entries.length < AUDIT_LIMITS.default ? null : (entries.at(-1)?.id ?? null) }
    },

    signOut: async () => {
      await change('POST', SIGN_OUT_PATH)
    },
  }
}
