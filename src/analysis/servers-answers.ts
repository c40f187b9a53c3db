import { InvalidParameter } from '#contract/errors.ts'
import { statusSeverity } from '#contract/port-row.ts'
import type {
  PortProgramsQuery,
  ServerRowsQuery,
  ServersFilter,
  ServersQuery,
} from '#contract/servers-query.ts'
import { SERVERS_LIMITS } from '#contract/servers.ts'
import type {
  PortProgramsAnswer,
  ServerAnswer,
  ServerChange,
  ServerPort,
  ServerRowsAnswer,
  ServersAnswer,
} from '#contract/servers.ts'
import { TIERS, tierOf } from '#knowledge/dangerous-ports.ts'

import type { Filter } from './breakdown.ts'
import type { Knowledge } from './query/match.ts'
import { parseQuery } from './query/parse.ts'
import { readSavedFilter } from './saved-filter.ts'
import { passPorts } from './server-ports.ts'
import type { Fleet } from './server-ports.ts'
import { programsOfPort, rowsOfServers } from './server-rows.ts'
import type { ServerSet } from './server-set.ts'
import { fleetFigures, listServers, serverAt } from './servers.ts'

/** What an answer is of. */
export type Head = Pick<ServersAnswer, 'snapshot' | 'unknown'>

/** How many ports were opened on servers, by their ids, since a moment; null where nothing earlier can be compared. */
export type Opened = { from: string; opened: ReadonlyMap<string, number> } | null

/** A port of a server, without what its row says. */
export type HistoryPort = Omit<ServerPort, 'status' | 'tier' | 'isOdd'>

/** @throws {InvalidParameter} where `q` is no query. */
export function filterOf({ q, types, statuses }: ServersFilter): Filter {
  if (!parseQuery(q).ok) throw new InvalidParameter('q', 'a query as docs/query.md describes it')
  return readSavedFilter(new URLSearchParams({ q, type: types.join(), status: statuses.join() }).toString())
    .filter
}

/** The answers where no servers are known. */
export const unknownServers = (head: Head): ServersAnswer => ({
  ...head,
  total: null,
  figures: null,
  from: null,
  servers: [],
})
export const unknownRows = (head: Head): ServerRowsAnswer => ({ ...head, total: null, rows: [], folded: [] })
export const unknownPrograms = (head: Head): PortProgramsAnswer => ({ ...head, total: null, programs: [] })

/** @throws {InvalidParameter} where the filter's query is none; so does the next. */
export const answerServers = (
  head: Head,
  fleet: Fleet,
  query: ServersQuery,
  { knowledge, opened }: { knowledge: Knowledge; opened: Opened },
): ServersAnswer => ({
  ...head,
  figures: fleetFigures(fleet.set),
  from: opened && opened.from,
  ...listServers(fleet, passPorts(fleet, filterOf(query.filter), knowledge), {
    ...query,
    opened: opened && opened.opened,
  }),
})

export function answerServerRows(
  head: Head,
  fleet: Fleet,
  { filter, offset, limit }: ServerRowsQuery,
  knowledge: Knowledge,
): ServerRowsAnswer {
  const { ports } = passPorts(fleet, filterOf(filter), knowledge)
  const { rows, folded } = rowsOfServers(fleet.set, ports)
  const window = rows.slice(offset, offset + limit)
  const shown = new Set(window.map(({ port }) => port))
  return {
    ...head,
    total: rows.length,
    rows: window,
    folded: folded.filter(({ port }) => shown.has(port)),
  }
}

/** @param at the place of the server in the set. */
export const answerServer = (
  head: Head,
  fleet: Fleet,
  at: number,
  {
    ports,
    changes,
    opened,
  }: { ports: readonly HistoryPort[]; changes: readonly ServerChange[]; opened: Opened },
): ServerAnswer => ({
  ...head,
  server: serverAt(fleet, at, { opened: opened && opened.opened }),
  ports: worstFirst(ports.map((port) => ({ ...port, ...saidOf(fleet.set, at, port) }))),
  changesTotal: changes.length,
  changes: changes.slice(0, SERVERS_LIMITS.changes),
})

export function answerPrograms(head: Head, set: ServerSet, query: PortProgramsQuery): PortProgramsAnswer {
  const { total, programs } = programsOfPort(set, query)
  return { ...head, total, programs: programs.slice(0, SERVERS_LIMITS.programs) }
}

/** What the row of a server's port says of it, and whether a program of it is odd. */
function saidOf(
  set: ServerSet,
  at: number,
  { port, type }: Pick<ServerPort, 'port' | 'type'>,
): Pick<ServerPort, 'status' | 'tier' | 'isOdd'> {
  const place = set.server.findIndex((server, i) => {
    const socket = set.sockets[set.socket[i] ?? -1]
    return server === at && socket?.port === port && socket.type === type
  })
  return {
    status: set.sockets[set.socket[place] ?? -1]?.status ?? 'unknown',
    tier: tierOf(port, type) || null,
    isOdd: set.isOdd[place] === 1,
  }
}

/** By risk, then by what an attacker gets, then by port. */
const worstFirst = (ports: readonly ServerPort[]): ServerPort[] =>
  ports.toSorted(
    (a, b) =>
      statusSeverity(b.status) - statusSeverity(a.status) ||
      tierRank(a) - tierRank(b) ||
      a.port - b.port ||
      (a.type < b.type ? -1 : 1),
  )

const tierRank = ({ tier }: ServerPort): number => {
  const rank = TIERS.findIndex((known) => known === tier)
  return rank === -1 ? TIERS.length : rank
}
