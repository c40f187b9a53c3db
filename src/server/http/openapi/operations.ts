import { AUDIT_PATH, AuditParameters } from '#contract/audit.ts'
import { ChangesParameters } from '#contract/changes-query.ts'
import { CHANGES_PATH } from '#contract/changes.ts'
import { COURSE_PATH, CourseParameters } from '#contract/course.ts'
import {
  EMBED_SESSIONS_PATH,
  EMBED_TICKETS_PATH,
  EmbedSessionParameters,
  TicketParameters,
} from '#contract/embed.ts'
import { PortHostsParameters } from '#contract/port-hosts.ts'
import { StatisticsParameters } from '#contract/port-statistics-query.ts'
import { PROJECTS_PATH } from '#contract/projects.ts'
import {
  OIDC_CALLBACK_PATH,
  OIDC_SIGN_IN_PATH,
  OIDC_SIGN_OUT_PATH,
  SESSION_PATH,
  SIGN_IN_PATH,
  SIGN_OUT_PATH,
} from '#contract/session.ts'
import { SNAPSHOTS_PATH, SnapshotsParameters } from '#contract/snapshots.ts'
import { ASK_PATH, AskParameters, RETRY_PATH, STATUS_PATH } from '#contract/status.ts'
import { ForgetViewParameters, ListViewsParameters, SaveViewParameters, VIEWS_PATH } from '#contract/views.ts'
import type { z } from '#contract/zod.ts'

import type { BodyName } from './bodies.ts'

/** Statuses of errors that have a description of their own. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 429 | 500 | 502 | 503

/**
 * A route, for programs. `path` is as the router has it. `access` is what a request needs: a token for `data`, a token or the
 * metrics token for `metrics`, a ticket, or nothing. `returns` is a body of JSON, a text, what a browser is shown, or nothing. Of
 * errors, only those are listed that others of the same access do not have.
 */
export type Operation = {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  id: string
  summary: string
  access: 'data' | 'metrics' | 'ticket' | 'none'
  query?: z.ZodMiniObject
  returns: BodyName | 'OpenApi' | 'text' | 'notice' | 'redirect' | null
  /** Whether it tells the snapshot in its headers, answers 304, and gives columns of bytes as well. */
  isOfSnapshot?: true
  errors?: readonly ErrorStatus[]
}

const ofProject = [404, 503] as const

/** All routes but the page and its files. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v5/:project/asset/port/statistics',
    id: 'ListPortStatistics',
    summary: 'The ports and their server counts',
    access: 'data',
    query: StatisticsParameters,
    returns: 'StatisticsPage',
    isOfSnapshot: true,
    errors: ofProject,
  },
  {
    method: 'get',
    path: '/v5/:project/asset/ports/detail',
    id: 'ListPortHost',
    summary: 'The servers with a port open',
    access: 'data',
    query: PortHostsParameters,
    returns: 'PortHostsPage',
    errors: [...ofProject, 429, 502],
  },
  {
    method: 'get',
    path: PROJECTS_PATH,
    id: 'listProjects',
    summary: 'Projects, enterprise projects and scopes, with figures and age',
    access: 'data',
    returns: 'ProjectsAnswer',
  },
  {
    method: 'get',
    path: SNAPSHOTS_PATH,
    id: 'listSnapshots',
    summary: 'Earlier snapshots of a scope',
    access: 'data',
    query: SnapshotsParameters,
    returns: 'SnapshotsAnswer',
    errors: [404],
  },
  {
    method: 'get',
    path: CHANGES_PATH,
    id: 'listChanges',
    summary: 'Changes between two moments of a scope, by cause',
    access: 'data',
    query: ChangesParameters,
    returns: 'ChangesAnswer',
    errors: ofProject,
  },
  {
    method: 'get',
    path: COURSE_PATH,
    id: 'getCourse',
    summary: 'Figures of a scope over time',
    access: 'data',
    query: CourseParameters,
    returns: 'CourseAnswer',
    errors: ofProject,
  },
  {
    method: 'get',
    path: STATUS_PATH,
    id: 'getStatus',
    summary: 'HSS sync status',
    access: 'data',
    returns: 'StatusAnswer',
  },
  {
    method: 'post',
    path: ASK_PATH,
    id: 'askHss',
    summary: 'Checks one port in HSS',
    access: 'data',
    query: AskParameters,
    returns: 'AskAnswer',
    errors: [404, 429, 502, 503],
  },
  {
    method: 'post',
    path: RETRY_PATH,
    id: 'retrySync',
    summary: 'Retries the HSS sync at once after a failure',
    access: 'data',
    returns: null,
  },
  {
    method: 'get',
    path: VIEWS_PATH,
    id: 'listViews',
    summary: 'Saved views of a project',
    access: 'data',
    query: ListViewsParameters,
    returns: 'ViewsAnswer',
    errors: [404],
  },
  {
    method: 'put',
    path: VIEWS_PATH,
    id: 'saveView',
    summary: 'Saves or renames a view',
    access: 'data',
    query: SaveViewParameters,
    returns: null,
    errors: [404, 409],
  },
  {
    method: 'delete',
    path: VIEWS_PATH,
    id: 'deleteView',
    summary: 'Deletes a view',
    access: 'data',
    query: ForgetViewParameters,
    returns: null,
    errors: [404],
  },
  {
    method: 'get',
    path: AUDIT_PATH,
    id: 'listAuditEntries',
    summary: 'Sign-ins and changes, newest first, for operators of all projects',
    access: 'data',
    query: AuditParameters,
    returns: 'AuditAnswer',
    errors: [403],
  },
  {
    method: 'post',
    path: EMBED_TICKETS_PATH,
    id: 'createTicket',
    summary: 'Issues a ticket for frames in pages of another origin',
    access: 'data',
    query: TicketParameters,
    returns: 'TicketAnswer',
  },
  {
    method: 'post',
    path: EMBED_SESSIONS_PATH,
    id: 'createEmbedSession',
    summary: 'Exchanges a ticket for a session of a frame',
    access: 'ticket',
    query: EmbedSessionParameters,
    returns: 'EmbedSessionAnswer',
    errors: [401],
  },
  {
    method: 'get',
    path: SESSION_PATH,
    id: 'getSession',
    summary: 'The user of the session, and the sign-in methods',
    access: 'none',
    returns: 'SessionAnswer',
    errors: [429],
  },
  {
    method: 'post',
    path: SIGN_IN_PATH,
    id: 'signIn',
    summary: 'Exchanges the token in X-Auth-Token for a session, and sets its cookie',
    access: 'none',
    returns: null,
    errors: [401, 404, 429],
  },
  {
    method: 'post',
    path: SIGN_OUT_PATH,
    id: 'signOut',
    summary: 'Ends the session of the cookie',
    access: 'none',
    returns: null,
    errors: [401, 429],
  },
  {
    method: 'get',
    path: OIDC_SIGN_IN_PATH,
    id: 'beginOidcSignIn',
    summary: 'For browsers: redirects to the OpenID Connect provider',
    access: 'none',
    returns: 'redirect',
    errors: [404],
  },
  {
    method: 'get',
    path: OIDC_CALLBACK_PATH,
    id: 'finishOidcSignIn',
    summary: 'For browsers: the redirect URI of the OpenID Connect provider',
    access: 'none',
    returns: 'notice',
    errors: [404],
  },
  {
    method: 'get',
    path: OIDC_SIGN_OUT_PATH,
    id: 'signOutOfOidc',
    summary: 'For browsers: redirects to the sign-out page of the provider',
    access: 'none',
    returns: 'redirect',
    errors: [404],
  },
  {
    method: 'get',
    path: '/livez',
    id: 'getLiveness',
    summary: 'Whether the process responds',
    access: 'none',
    returns: 'text',
    errors: [503],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'getReadiness',
    summary: 'Whether the server takes requests for data',
    access: 'none',
    returns: 'text',
    errors: [503],
  },
  {
    method: 'get',
    path: '/metrics',
    id: 'getMetrics',
    summary: 'Metrics in the text format of Prometheus, for operators of all projects',
    access: 'metrics',
    returns: 'text',
    errors: [403],
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    summary: 'This document',
    access: 'data',
    returns: 'OpenApi',
  },
]
