import { encodeColumns } from '#analysis/columns.ts'
import { readChangesQuery, windowOf } from '#contract/changes-query.ts'
import { CHANGES_PATH } from '#contract/changes.ts'
import type { ChangesAnswer } from '#contract/changes.ts'
import { asksForColumns, COLUMNS_TYPE } from '#contract/columns.ts'
import { COURSE_PATH, readCourseQuery } from '#contract/course.ts'
import type { CourseAnswer } from '#contract/course.ts'
import { InvalidParameter } from '#contract/errors.ts'
import { PORT_HISTORY_PATH, readPortHistoryQuery } from '#contract/port-history.ts'
import type { PortHistoryAnswer } from '#contract/port-history.ts'
import { encodePortHosts, portHostsPath, readPortHostsQuery } from '#contract/port-hosts.ts'
import { readColumnsQuery, readStatisticsQuery } from '#contract/port-statistics-query.ts'
import { encodeStatisticsPage, statisticsPath, writeMark } from '#contract/port-statistics.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import { PROJECTS_PATH } from '#contract/projects.ts'
import type { ProjectsAnswer } from '#contract/projects.ts'
import { SESSION_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { readSnapshotsQuery, SNAPSHOTS_PATH } from '#contract/snapshots.ts'
import type { SnapshotsAnswer } from '#contract/snapshots.ts'
import { STATUS_PATH } from '#contract/status.ts'
import type { StatusAnswer } from '#contract/status.ts'
import { VIEWS_PATH } from '#contract/views.ts'
import { DEMO_PROJECT } from '#demo/estate.ts'
import { PAST } from '#demo/story.ts'

import {
  fleetHosts,
  fleetMark,
  fleetMoments,
  fleetProject,
  fleetRowSet,
  fleetStatistics,
} from './fleet-answers.ts'
import { fleetChanges, fleetCourse, fleetPortHistory } from './fleet-history.ts'
import { refuse } from './refuse.ts'
import { answerViews } from './saved-views.ts'
import type { Kept } from './saved-views.ts'
import { answerOfServers } from './servers.ts'

/**
 * The server's routes over the demo fleet, as a function of requests: what `createHttp` is given where there is no
 * server. It reads and writes by the same contract, and answers as the server does, in the headers that the page reads.
 *
 * @param readAt when the fleet counts as read, ISO 8601 in UTC.
 * @param kept where named views are kept: the only thing that can be changed.
 */
export function createDemoEndpoint(readAt: string, kept: Kept): (request: Request) => Promise<Response> {
  const marks = [...PAST, 0].map((ago, moment): SnapshotMark => {
    const at = new Date(Date.parse(readAt) - ago).toISOString()
    return { id: moment + 1, readFrom: at, readTo: at, complete: 1 }
  })
  return async (request) => {
    const url = new URL(request.url)
    try {
      // Taking out a server would change what a look at the fleet shows: it is not offered here.
      const ofServers =
        request.method === 'GET' ? await answerOfServers(url.pathname, url.searchParams, marks) : null
      return ofServers ?? answer(request, url, marks, kept)
    } catch (error) {
      if (!(error instanceof InvalidParameter)) throw error
      return refuse(400, 'invalidParameter', `Invalid parameter ${error.message}`)
    }
  }
}

function answer(
  request: Request,
  { pathname, searchParams }: URL,
  marks: readonly SnapshotMark[],
  kept: Kept,
): Response {
  switch (pathname) {
    case PROJECTS_PATH:
      return Response.json({ projects: [fleetProject(marks)] } satisfies ProjectsAnswer)
    case SESSION_PATH:
      return Response.json({
        signInMethods: [],
        identity: { name: '', proof: 'loopback', hasAccess: true, canChange: '*' },
        signOutPath: null,
      } satisfies SessionAnswer)
    case STATUS_PATH:
      return Response.json({ now: new Date().toISOString(), projects: [] } satisfies StatusAnswer)
    case SNAPSHOTS_PATH: {
      const scopeQuery = readSnapshotsQuery(searchParams)
      if (scopeQuery.project !== DEMO_PROJECT) return refuse(404, 'notFound', 'Project not found.')
      return Response.json({ snapshots: fleetMoments(scopeQuery, marks) } satisfies SnapshotsAnswer)
    }
    case CHANGES_PATH: {
      const query = readChangesQuery(searchParams)
      if (query.scopeQuery.project !== DEMO_PROJECT) return refuse(404, 'notFound', 'Project not found.')
      return Response.json(windowOf(fleetChanges(query, marks), query) satisfies ChangesAnswer)
    }
    case COURSE_PATH: {
      const query = readCourseQuery(searchParams)
      if (query.scopeQuery.project !== DEMO_PROJECT) return refuse(404, 'notFound', 'Project not found.')
      return Response.json(fleetCourse(query, marks) satisfies CourseAnswer)
    }
    case PORT_HISTORY_PATH: {
      const query = readPortHistoryQuery(searchParams)
      if (query.scopeQuery.project !== DEMO_PROJECT) return refuse(404, 'notFound', 'Project not found.')
      return Response.json(fleetPortHistory(query, marks) satisfies PortHistoryAnswer)
    }
    case VIEWS_PATH:
      return answerViews(request.method, searchParams, kept)
    case statisticsPath(DEMO_PROJECT): {
      const isColumns = asksForColumns(request.headers.get('Accept'))
      const query = (isColumns ? readColumnsQuery : readStatisticsQuery)(DEMO_PROJECT, searchParams)
      const mark = fleetMark(query, marks)
      if (mark !== null && request.headers.get('If-None-Match') === `"${mark.id}"`)
        return new Response(null, { status: 304, headers: writeMark(mark) })
      const headers = mark === null ? {} : writeMark(mark)
      if (!isColumns) return Response.json(encodeStatisticsPage(fleetStatistics(query, marks)), { headers })
      return new Response(encodeColumns(fleetRowSet(query, marks).set), {
        headers: { ...headers, 'Content-Type': COLUMNS_TYPE },
      })
    }
    case portHostsPath(DEMO_PROJECT): {
      const query = readPortHostsQuery(DEMO_PROJECT, searchParams)
      return Response.json(encodePortHosts(fleetHosts(query, marks)))
    }
    default:
      return refuse(404, 'noSuchRoute', 'Path not found.')
  }
}
