import type { Hono } from 'hono'

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
import { mayChange, maySee } from '#server/common/identity.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { knowledgeOf, UNREAD } from '#server/http/known-servers.ts'
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
    filterOf(query.filter) // what cannot be understood is refused before anything is read
    return answerOfServers(c, query, query.limit, async (known) => {
      if (!known?.fleet) return unknownServers(known?.head ?? UNREAD)
      const { fleet, mark, head } = known
      const opened = await store.servers.opened({ ...query, snapshot: mark.id })
      return answerServers(head, fleet, query, {
        knowledge: await knowledgeOf(fleet, mark, query.since),
        opened,
      })
    })
  })

  app.get(SERVER_ROWS_PATH, (c) => {
    const query = readServerRowsQuery(parametersOf(c))
    filterOf(query.filter)
    return answerOfServers(c, query, query.limit, async (known) => {
      if (!known?.fleet) return unknownRows(known?.head ?? UNREAD)
      const { fleet, mark, head } = known
      return answerServerRows(head, fleet, query, await knowledgeOf(fleet, mark, query.since))
    })
  })

  app.get(SERVER_PATH, (c) => {
    const query = readServerQuery(parametersOf(c))
    return answerOfServers(c, query, 1, async (known) => {
      const at = known?.fleet?.set.servers.findIndex(({ id }) => id === query.id) ?? -1
      const found = known?.fleet?.set.servers[at]
      if (!known?.fleet || found === undefined) return null
      const { fleet, mark, head } = known
      const opened = await store.servers.opened({ ...query, snapshot: mark.id })
      const { category } = query.scopeQuery
      const history = await store.servers.history({ ...found, category, snapshot: mark.id })
      return answerServer(head, fleet, at, { ...history, opened })
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
    return answerOfServers(c, query, SERVERS_LIMITS.programs, (known) =>
      Promise.resolve(
        known?.fleet
          ? answerPrograms(known.head, known.fleet.set, query)
          : unknownPrograms(known?.head ?? UNREAD),
      ),
    )
  })
}
