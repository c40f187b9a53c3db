import type { Hono } from 'hono'

import { passPorts } from '#analysis/server-ports.ts'
import { programsOfPort, rowsOfServers } from '#analysis/server-rows.ts'
import type { ServerSet } from '#analysis/server-set.ts'
import { fleetFigures, listServers, serverAt } from '#analysis/servers.ts'
import { statusSeverity } from '#contract/port-row.ts'
import {
  readPortProgramsQuery,
  readRemoveServer,
  readServerQuery,
  readServerRowsQuery,
  readServersQuery,
} from '#contract/servers-query.ts'
import {
  PORT_PROGRAMS_PATH,
  SERVER_PATH,
  SERVER_ROWS_PATH,
  SERVERS_LIMITS,
  SERVERS_PATH,
} from '#contract/servers.ts'
import type {
  PortProgramsAnswer,
  ServerAnswer,
  ServerPort,
  ServerRowsAnswer,
  ServersAnswer,
} from '#contract/servers.ts'
import { TIERS, tierOf } from '#knowledge/dangerous-ports.ts'
import { mayChange, maySee } from '#server/common/identity.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { filterOf, knowledgeOf, UNREAD } from '#server/http/known-servers.ts'
import type { AnswerOfServers } from '#server/http/known-servers.ts'
import { parametersOf, refuse, refuseProject, refuseRole } from '#server/http/responses.ts'
import type { Store } from '#server/store/types.ts'

/**
 * The servers of a scope query, the rows that they stand behind, one server, and the programs of a port. Operators remove a server
 * that is gone.
 */
export function addServers(
  app: Hono<AppEnv>,
  store: Pick<Store, 'servers' | 'hasProject'>,
  answerOfServers: AnswerOfServers,
  audit: Audit,
): void {
  app.get(SERVERS_PATH, (c) => {
    const query = readServersQuery(parametersOf(c))
    const filter = filterOf(query.filter)
    return answerOfServers(c, query, query.limit, async (known): Promise<ServersAnswer> => {
      if (!known?.fleet)
        return { ...(known?.head ?? UNREAD), total: null, figures: null, from: null, servers: [] }
      const { fleet, mark, head } = known
      const since = await store.servers.opened({ ...query, snapshot: mark.id })
      const passing = passPorts(fleet, filter, await knowledgeOf(fleet, mark, query.since))
      const listed = listServers(fleet, passing, { ...query, opened: since && since.opened })
      return { ...head, figures: fleetFigures(fleet.set), from: since && since.from, ...listed }
    })
  })

  app.get(SERVER_ROWS_PATH, (c) => {
    const query = readServerRowsQuery(parametersOf(c))
    const filter = filterOf(query.filter)
    return answerOfServers(c, query, query.limit, async (known): Promise<ServerRowsAnswer> => {
      if (!known?.fleet) return { ...(known?.head ?? UNREAD), total: null, rows: [], folded: [] }
      const { fleet, mark, head } = known
      const { ports } = passPorts(fleet, filter, await knowledgeOf(fleet, mark, query.since))
      const { rows, folded } = rowsOfServers(fleet.set, ports)
      const window = rows.slice(query.offset, query.offset + query.limit)
      const shown = new Set(window.map(({ port }) => port))
      return {
        ...head,
        total: rows.length,
        rows: window,
        folded: folded.filter(({ port }) => shown.has(port)),
      }
    })
  })

  app.get(SERVER_PATH, (c) => {
    const query = readServerQuery(parametersOf(c))
    return answerOfServers(c, query, 1, async (known): Promise<ServerAnswer | null> => {
      if (!known?.fleet) return null
      const { fleet, mark, head } = known
      const at = fleet.set.servers.findIndex(({ id }) => id === query.id)
      const found = fleet.set.servers[at]
      if (found === undefined) return null
      const since = await store.servers.opened({ ...query, snapshot: mark.id })
      const { category } = query.scopeQuery
      const { ports, changes } = await store.servers.history({ ...found, category, snapshot: mark.id })
      return {
        ...head,
        server: serverAt(fleet, at, { opened: since && since.opened }),
        ports: worstFirst(ports.map((port) => ({ ...port, ...saidOf(fleet.set, at, port) }))),
        changesTotal: changes.length,
        changes: changes.slice(0, SERVERS_LIMITS.changes),
      }
    })
  })

  app.delete(SERVER_PATH, csrfProtection, async (c) => {
    const query = readRemoveServer(parametersOf(c))
    const { project } = query.scopeQuery
    if (!maySee(c.var.who, project)) return refuseProject(c)
    if (!mayChange(c.var.who, project)) return refuseRole(c)
    const name = await ((await store.hasProject(project)) ? store.servers.remove(query) : null)
    if (name === null) return refuse(c, 404, 'notFound', 'Server not found.')
    await audit(c, { action: 'serverRemoved', who: c.var.who, project, detail: name })
    return c.body(null, 204)
  })

  app.get(PORT_PROGRAMS_PATH, (c) => {
    const query = readPortProgramsQuery(parametersOf(c))
    return answerOfServers(c, query, SERVERS_LIMITS.programs, (known) => {
      const set = known?.fleet?.set
      const { total, programs } = set ? programsOfPort(set, query) : { total: null, programs: [] }
      const answer: PortProgramsAnswer = {
        ...(known?.head ?? UNREAD),
        total,
        programs: programs.slice(0, SERVERS_LIMITS.programs),
      }
      return Promise.resolve(answer)
    })
  })
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
