import { CAUSES } from './changes.ts'
import type { Change, Changes, ChangesAnswer } from './changes.ts'
import { earlierMoment, moment, writeMoment } from './moments.ts'
import type { EarlierMoment, Moment } from './moments.ts'
import { digits, digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { ScopeQuery } from './scope.ts'
import { z } from './zod.ts'

export const CHANGES_LIMITS = { min: 1, default: 100, max: 50_000 } as const

/** What can be asked for alone: a cause, or all changes of which servers came or went at a port that stayed. */
const CHANGE_FILTERS = [...CAUSES, 'servers'] as const
export type ChangeFilter = (typeof CHANGE_FILTERS)[number]

export const ChangesParameters = z.object({
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
  from: z._default(earlierMoment, { before: 24 * 3_600_000 }),
  to: z.optional(moment),
  cause: z.optional(z.enum(CHANGE_FILTERS, { error: `one of ${CHANGE_FILTERS.join(', ')}` })),
  limit: z._default(digitsWithin(CHANGES_LIMITS.min, CHANGES_LIMITS.max), CHANGES_LIMITS.default),
  offset: z._default(digits('a whole number: how many changes to pass over'), 0),
})

/** Two moments of a scope query that are compared; without `to`, the later one is now. */
export type Comparison = { scopeQuery: ScopeQuery; from: EarlierMoment; to?: Moment }

/** One window of the changes between two moments, by one cause or by all. */
type ChangesQuery = Comparison & { cause?: ChangeFilter; limit: number; offset: number }

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readChangesQuery(params: URLSearchParams): ChangesQuery {
  const p = readQuery(ChangesParameters, params)
  return {
    scopeQuery: { project: p.project, category: p.category, enterpriseProject: p.enterprise_project_id },
    from: p.from,
    ...(p.to !== undefined && { to: p.to }),
    ...(p.cause !== undefined && { cause: p.cause }),
    limit: p.limit,
    offset: p.offset,
  }
}

export function writeChangesQuery({
  scopeQuery,
  from,
  to,
  cause,
  limit,
  offset,
}: ChangesQuery): URLSearchParams {
  const params = new URLSearchParams({
    project: scopeQuery.project,
    category: scopeQuery.category,
    enterprise_project_id: scopeQuery.enterpriseProject,
    from: writeMoment(from),
  })
  if (to !== undefined) params.set('to', writeMoment(to))
  if (cause !== undefined) params.set('cause', cause)
  if (limit !== CHANGES_LIMITS.default) params.set('limit', String(limit))
  if (offset !== 0) params.set('offset', String(offset))
  return params
}

/** The part of all changes that a query asks for. */
export function windowOf(
  { changes, ...moments }: Changes,
  { cause, limit, offset }: Pick<ChangesQuery, 'cause' | 'limit' | 'offset'>,
): ChangesAnswer {
  const wanted = cause === undefined ? changes : changes.filter((change) => isOf(change, cause))
  return { ...moments, total: wanted.length, changes: wanted.slice(offset, offset + limit) }
}

function isOf({ presence, status, servers }: Change, cause: ChangeFilter): boolean {
  if (cause === 'servers') return presence === null && Object.keys(servers).length > 0
  return presence === cause || status === cause
}
