import { ChangesParameters } from '#contract/changes-query.ts'
import { CHANGES_PATH } from '#contract/changes.ts'
import { COURSE_PATH, CourseParameters } from '#contract/course.ts'
import { PORT_HISTORY_PATH, PortHistoryParameters } from '#contract/port-history.ts'
import { PortHostsParameters } from '#contract/port-hosts.ts'
import { StatisticsParameters } from '#contract/port-statistics-query.ts'
import { PROJECTS_PATH } from '#contract/projects.ts'
import { SNAPSHOTS_PATH, SnapshotsParameters } from '#contract/snapshots.ts'
import { ASK_PATH, AskParameters, RETRY_PATH, STATUS_PATH } from '#contract/status.ts'

import type { Operation } from './operation.ts'
import { SERVER_OPERATIONS } from './server-operations.ts'

const ofProject = [404, 503] as const

/** Ports, what they are compared to, and how they are synced. */
export const PORT_OPERATIONS: readonly Operation[] = [
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
  ...SERVER_OPERATIONS,
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
    path: PORT_HISTORY_PATH,
    id: 'getPortHistory',
    summary: 'Changes of one port over time, newest first',
    access: 'data',
    query: PortHistoryParameters,
    returns: 'PortHistoryAnswer',
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
]
