import { Change } from './changes.ts'
import { MAX_PORT } from './port-row.ts'
import { digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { ScopeQuery } from './scope.ts'
import { z } from './zod.ts'

/** Openports' own route: what became of one port, change by change. */
export const PORT_HISTORY_PATH = '/api/port-history'

/** Changes that are answered at most: the newest. */
export const PORT_HISTORY_LIMIT = 50

/**
 * The changes of a (port, type) of a scope query, newest first, each with the instant at which it was first seen (ISO 8601, UTC),
 * and how many there are. `firstSeen` is the instant of the oldest of all, null of a port that was never open.
 */
export const PortHistoryAnswer = z.object({
  firstSeen: z.nullable(z.string()),
  total: z.int(),
  changes: z.array(z.object({ at: z.string(), change: Change })),
})
export type PortHistoryAnswer = z.infer<typeof PortHistoryAnswer>

export type PortHistoryQuery = { scopeQuery: ScopeQuery; port: number; type: string }

export const PortHistoryParameters = z.object({
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
  port: digitsWithin(0, MAX_PORT),
  type: word(256, 'TCP, TCP6, UDP or UDP6'),
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readPortHistoryQuery(params: URLSearchParams): PortHistoryQuery {
  const {
    project,
    category,
    enterprise_project_id: enterpriseProject,
    port,
    type,
  } = readQuery(PortHistoryParameters, params)
  return { scopeQuery: { project, category, enterpriseProject }, port, type }
}

export const writePortHistoryQuery = ({ scopeQuery, port, type }: PortHistoryQuery): URLSearchParams =>
  new URLSearchParams({
    project: scopeQuery.project,
    category: scopeQuery.category,
    enterprise_project_id: scopeQuery.enterpriseProject,
    port: String(port),
    type,
  })
