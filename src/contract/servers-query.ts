import { earlierMoment, writeMoment } from './moments.ts'
import type { EarlierMoment } from './moments.ts'
import { MAX_PORT } from './port-row.ts'
import { digits, digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { ScopeQuery } from './scope.ts'
import { SERVERS_LIMITS } from './servers.ts'
import { z } from './zod.ts'

/** What servers can be sorted by. `worst`: by the tier of the worst dangerous port, how many are dangerous, how many are open. */
export const SERVER_SORTS = [
  'worst',
  'name',
  'address',
  'open',
  'dangerous',
  'matching',
  'opened',
  'firstSeen',
  'lastSeen',
] as const
export type ServerSort = { key: (typeof SERVER_SORTS)[number]; descending: boolean }
export const DEFAULT_SERVER_SORT: ServerSort = { key: 'worst', descending: true }

const OF_SCOPE = {
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
  snapshot: z.optional(digits("a snapshot's number, from the ETag of the statistics")),
}

const words = z.pipe(
  z._default(z.string().check(z.maxLength(1_000, 'words with commas between them')), ''),
  z.transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))]),
)

/** The filter of the page: a query by docs/query.md, and lists of types and statuses, which are all where they are empty. */
const OF_FILTER = {
  ...OF_SCOPE,
  q: z._default(z.string().check(z.maxLength(2_000, 'a query of up to 2000 characters')), ''),
  type: words,
  status: words,
  since: z._default(earlierMoment, { before: 24 * 3_600_000 }),
  offset: z._default(digits('a whole number: how many to pass over'), 0),
}

export const ServersParameters = z.object({
  ...OF_FILTER,
  sort_key: z._default(
    z.enum(SERVER_SORTS, { error: `one of ${SERVER_SORTS.join(', ')}` }),
    DEFAULT_SERVER_SORT.key,
  ),
  sort_dir: z._default(z.enum(['asc', 'desc'], { error: 'asc or desc' }), 'desc'),
  limit: z._default(digitsWithin(SERVERS_LIMITS.min, SERVERS_LIMITS.max), SERVERS_LIMITS.default),
})
export const ServerRowsParameters = z.object({
  ...OF_FILTER,
  limit: z._default(digitsWithin(SERVERS_LIMITS.min, SERVERS_LIMITS.rows), SERVERS_LIMITS.rows),
})
const serverId = word(1_000, 'the id of a server')
export const ServerParameters = z.object({ ...OF_SCOPE, id: serverId, since: OF_FILTER.since })
export const RemoveServerParameters = z.object({
  project: OF_SCOPE.project,
  ...SCOPE_PARAMETERS,
  id: serverId,
})
export const PortProgramsParameters = z.object({
  ...OF_SCOPE,
  port: digitsWithin(0, MAX_PORT),
  type: z.optional(word(256, 'TCP, TCP6, UDP or UDP6')),
})

/** Servers of a scope query at a snapshot, by default the current one. */
type ServersScope = { scopeQuery: ScopeQuery; snapshot?: number }
/** What the page's filter chooses; `q` is a query as text. `since` decides what is new. */
export type ServersFilter = { q: string; types: readonly string[]; statuses: readonly string[] }
type Filtered = ServersScope & {
  filter: ServersFilter
  since: EarlierMoment
  limit: number
  offset: number
}
export type ServersQuery = Filtered & { sort: ServerSort }
export type ServerRowsQuery = Filtered
export type ServerQuery = ServersScope & { id: string; since: EarlierMoment }
export type RemoveServerQuery = { scopeQuery: ScopeQuery; id: string }
/** Without `type`, of the port with any. */
export type PortProgramsQuery = ServersScope & { port: number; type?: string }

type ScopeParameters = {
  project: string
  category: ScopeQuery['category']
  enterprise_project_id: string
  snapshot?: number | undefined
}
const scopeOf = (p: ScopeParameters): ServersScope => ({
  scopeQuery: { project: p.project, category: p.category, enterpriseProject: p.enterprise_project_id },
  ...(p.snapshot !== undefined && { snapshot: p.snapshot }),
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood; so do those below. */
export function readServersQuery(params: URLSearchParams): ServersQuery {
  const p = readQuery(ServersParameters, params)
  return { ...filteredOf(p), sort: { key: p.sort_key, descending: p.sort_dir === 'desc' } }
}

export const readServerRowsQuery = (params: URLSearchParams): ServerRowsQuery =>
  filteredOf(readQuery(ServerRowsParameters, params))

export function readServerQuery(params: URLSearchParams): ServerQuery {
  const p = readQuery(ServerParameters, params)
  return { ...scopeOf(p), id: p.id, since: p.since }
}

export function readRemoveServer(params: URLSearchParams): RemoveServerQuery {
  const p = readQuery(RemoveServerParameters, params)
  return { scopeQuery: scopeOf(p).scopeQuery, id: p.id }
}

export function readPortProgramsQuery(params: URLSearchParams): PortProgramsQuery {
  const p = readQuery(PortProgramsParameters, params)
  return { ...scopeOf(p), port: p.port, ...(p.type !== undefined && { type: p.type }) }
}

const filteredOf = (p: z.infer<typeof ServerRowsParameters>): Filtered => ({
  ...scopeOf(p),
  filter: { q: p.q, types: p.type, statuses: p.status },
  since: p.since,
  limit: p.limit,
  offset: p.offset,
})

function writeScope({ scopeQuery, snapshot }: ServersScope): URLSearchParams {
  const params = new URLSearchParams({
    project: scopeQuery.project,
    category: scopeQuery.category,
    enterprise_project_id: scopeQuery.enterpriseProject,
  })
  if (snapshot !== undefined) params.set('snapshot', String(snapshot))
  return params
}

function writeFiltered({ filter, since, limit, offset, ...scope }: Filtered): URLSearchParams {
  const params = writeScope(scope)
  if (filter.q !== '') params.set('q', filter.q)
  if (filter.types.length > 0) params.set('type', filter.types.join())
  if (filter.statuses.length > 0) params.set('status', filter.statuses.join())
  params.set('since', writeMoment(since))
  params.set('limit', String(limit))
  if (offset !== 0) params.set('offset', String(offset))
  return params
}

export function writeServersQuery({ sort, ...query }: ServersQuery): URLSearchParams {
  const params = writeFiltered(query)
  if (sort.key !== DEFAULT_SERVER_SORT.key) params.set('sort_key', sort.key)
  if (!sort.descending) params.set('sort_dir', 'asc')
  return params
}

export const writeServerRowsQuery = writeFiltered

export function writeServerQuery({ id, since, ...scope }: ServerQuery): URLSearchParams {
  const params = writeScope(scope)
  params.set('id', id)
  params.set('since', writeMoment(since))
  return params
}

export function writeRemoveServer({ scopeQuery, id }: RemoveServerQuery): URLSearchParams {
  const params = writeScope({ scopeQuery })
  params.set('id', id)
  return params
}

export function writePortProgramsQuery({ port, type, ...scope }: PortProgramsQuery): URLSearchParams {
  const params = writeScope(scope)
  params.set('port', String(port))
  if (type !== undefined) params.set('type', type)
  return params
}
