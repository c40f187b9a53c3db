import {
  answerPrograms,
  answerServer,
  answerServerRows,
  answerServers,
  filterOf,
  unknownPrograms,
  unknownRows,
  unknownServers,
} from '#analysis/servers-answers.ts'
import type { Head } from '#analysis/servers-answers.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import {
  readPortProgramsQuery,
  readServerQuery,
  readServerRowsQuery,
  readServersQuery,
} from '#contract/servers-query.ts'
import { PORT_PROGRAMS_PATH, SERVER_PATH, SERVER_ROWS_PATH, SERVERS_PATH } from '#contract/servers.ts'
import { DEMO_PROJECT } from '#demo/estate.ts'

import { fleetKnowledge, fleetOpened, fleetServerHistory, fleetServers } from './fleet-servers.ts'
import { refuse } from './refuse.ts'

const NOTHING: Head = { snapshot: null, unknown: [] }

/** The routes of servers over the demo fleet; null for any other path. */
export async function answerOfServers(
  pathname: string,
  params: URLSearchParams,
  marks: readonly SnapshotMark[],
): Promise<Response | null> {
  const isDemo = ({ scopeQuery }: { scopeQuery: ScopeQuery }) => scopeQuery.project === DEMO_PROJECT
  const noProject = () => refuse(404, 'notFound', 'Project not found.')
  switch (pathname) {
    case SERVERS_PATH: {
      const query = readServersQuery(params)
      filterOf(query.filter)
      if (!isDemo(query)) return noProject()
      const found = fleetServers(query, marks)
      if (found === null) return Response.json(unknownServers(NOTHING))
      const opened = fleetOpened(found, query, marks)
      const knowledge = await fleetKnowledge(found, query.since)
      return Response.json(answerServers(found.head, found.fleet, query, { knowledge, opened }))
    }
    case SERVER_ROWS_PATH: {
      const query = readServerRowsQuery(params)
      filterOf(query.filter)
      if (!isDemo(query)) return noProject()
      const found = fleetServers(query, marks)
      if (found === null) return Response.json(unknownRows(NOTHING))
      const knowledge = await fleetKnowledge(found, query.since)
      return Response.json(answerServerRows(found.head, found.fleet, query, knowledge))
    }
    case SERVER_PATH: {
      const query = readServerQuery(params)
      if (!isDemo(query)) return noProject()
      const found = fleetServers(query, marks)
      const at = found?.fleet.set.servers.findIndex(({ id }) => id === query.id) ?? -1
      if (found === null || at === -1) return refuse(404, 'notFound', 'Server not found.')
      const opened = fleetOpened(found, query, marks)
      const history = fleetServerHistory(found.pasts.get(query.id) ?? [], marks)
      return Response.json(answerServer(found.head, found.fleet, at, { ...history, opened }))
    }
    case PORT_PROGRAMS_PATH: {
      const query = readPortProgramsQuery(params)
      if (!isDemo(query)) return noProject()
      const found = fleetServers(query, marks)
      return Response.json(
        found === null ? unknownPrograms(NOTHING) : answerPrograms(found.head, found.fleet.set, query),
      )
    }
    default:
      return null
  }
}
