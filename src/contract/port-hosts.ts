import { InvalidParameter } from './errors.ts'
import { MAX_PORT, readStatus, TYPES } from './port-row.ts'
import { digits, digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { ScopeQuery } from './scope.ts'
import { z } from './zod.ts'

/** ListPortHost, by HSS's path: which servers have a port open. */
export const portHostsPath = (project: string): string =>
  `/v5/${encodeURIComponent(project)}/asset/ports/detail`

/** HSS takes 10–200 a call; we take 1–1,000. */
export const HOST_LIMITS = { min: 1, default: 10, max: 1000 } as const
export const HSS_HOST_LIMIT = 200
/** Of which types HSS has rows. It finds servers by two of them alone; the others are filtered from all. */
const HSS_TYPES: ReadonlySet<string> = new Set(TYPES)

export const PortHostsParameters = z.object({
  ...SCOPE_PARAMETERS,
  port: digits('a port number, 1 to 65535'),
  type: z.optional(word(256, 'TCP, TCP6, UDP or UDP6')), // Huawei's page of ListPortHost has TCP and UDP alone
  host_name: z.optional(word(256, '1 to 256 characters that the name contains')),
  host_ip: z.optional(word(256, '1 to 256 characters that the address contains')),
  limit: z._default(digitsWithin(HOST_LIMITS.min, HOST_LIMITS.max), HOST_LIMITS.default),
  offset: z._default(digits('a whole number, 0 to 2000000: how many servers to pass over'), 0),
  snapshot: z.optional(digits("a snapshot's number, from the ETag of the statistics")),
})

/**
 * Which servers: of a scope query, with this port and (if given) type, whose name and address contain the words. `snapshot` asks
 * for those of an earlier snapshot: Openports' own parameter.
 */
export type PortHostsQuery = {
  scopeQuery: ScopeQuery
  port: number
  type?: string
  hostName?: string
  hostIp?: string
  limit: number
  offset: number
  snapshot?: number
}

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readPortHostsQuery(project: string, params: URLSearchParams): PortHostsQuery {
  const p = readQuery(PortHostsParameters, params)
  return {
    scopeQuery: { project, category: p.category, enterpriseProject: p.enterprise_project_id },
    port: p.port,
    ...(p.type !== undefined && { type: p.type }),
    ...(p.host_name !== undefined && { hostName: p.host_name }),
    ...(p.host_ip !== undefined && { hostIp: p.host_ip }),
    limit: p.limit,
    offset: p.offset,
    ...(p.snapshot !== undefined && { snapshot: p.snapshot }),
  }
}

/**
 * Refuses what HSS could not answer, before that costs a call.
 *
 * @throws {InvalidParameter} naming the parameter.
 */
export function checkForHss({ port, type, snapshot }: PortHostsQuery): void {
  if (snapshot !== undefined)
    throw new InvalidParameter('snapshot', 'none here: HSS tells which servers have a port now')
  if (port < 1 || port > MAX_PORT) throw new InvalidParameter('port', `a port number, 1 to ${MAX_PORT}`)
  if (type !== undefined && !HSS_TYPES.has(type)) throw new InvalidParameter('type', 'TCP, TCP6, UDP or UDP6')
}

export function writePortHostsQuery(query: PortHostsQuery): URLSearchParams {
  const params = new URLSearchParams({
    category: query.scopeQuery.category,
    enterprise_project_id: query.scopeQuery.enterpriseProject,
    port: String(query.port),
  })
  if (query.type !== undefined) params.set('type', query.type)
  if (query.hostName !== undefined) params.set('host_name', query.hostName)
  if (query.hostIp !== undefined) params.set('host_ip', query.hostIp)
  if (query.limit !== HOST_LIMITS.default) params.set('limit', String(query.limit))
  if (query.offset !== 0) params.set('offset', String(query.offset))
  if (query.snapshot !== undefined) params.set('snapshot', String(query.snapshot))
  return params
}

/**
 * One server (or container) that has the port open with one type. A server that listens on several addresses is
 * one entry: `listeningAddress` is then the broadest of them, any-address before a particular one before loopback.
 * `pid` 0 and empty words mean "not known": a scan from outside sees no process.
 */
export type PortHost = {
  hostId: string
  hostName: string
  hostIp: string
  listeningAddress: string
  port: number
  type: string
  status: string
  pid: number
  path: string
  containerId: string
  containerName: string
  enterpriseProject: string
  /** The agent of HSS on it, by which programs name it to HSS; absent where HSS was not asked, or does not say. */
  agentId?: string
}

const count = z.int().check(z.minimum(0))

/** Reads one entry: from its names on the wire to ours. */
export const WireHost = z.pipe(
  z.object({
    host_id: z._default(z.string(), ''),
    host_name: z._default(z.string(), ''),
    host_ip: z._default(z.string(), ''),
    laddr: z._default(z.string(), ''),
    port: z.int().check(z.minimum(0), z.maximum(MAX_PORT)),
    type: z._default(z.string(), ''),
    status: z._default(z.string(), 'unknown'),
    pid: z._default(count, 0), // documented to 65535, which a real pid exceeds
    path: z._default(z.string(), ''),
    container_id: z._default(z.string(), ''), // both in the container category only
    container_name: z._default(z.string(), ''),
    enterprise_project_id: z._default(z.string(), ''), // our own addition
    agent_id: z.nullish(z.string()),
  }),
  z.transform((wire): PortHost => ({
    hostId: wire.host_id,
    hostName: wire.host_name,
    hostIp: wire.host_ip,
    listeningAddress: wire.laddr,
    port: wire.port,
    type: wire.type,
    status: readStatus(wire.status),
    pid: wire.pid,
    path: wire.path,
    containerId: wire.container_id,
    containerName: wire.container_name,
    enterpriseProject: wire.enterprise_project_id,
    ...(typeof wire.agent_id === 'string' && { agentId: wire.agent_id }),
  })),
)

/** One window of the servers, and how many there are in all: the same number as the row's servers. */
export type PortHostsPage = { total: number; hosts: PortHost[] }

export const WireHostsPage = z.object({ total_num: count, data_list: z.array(WireHost) })

/** An answer of the endpoint. @throws {z.core.$ZodError} when it is none. */
export function decodePortHosts(wire: unknown): PortHostsPage {
  const { total_num: total, data_list: hosts } = WireHostsPage.parse(wire)
  return { total, hosts }
}

/** The inverse of {@link decodePortHosts}: an answer before it is JSON. Container fields are only on containers. */
export const encodePortHosts = ({ total, hosts }: PortHostsPage): z.input<typeof WireHostsPage> => ({
  total_num: total,
  data_list: hosts.map((host) => ({
    host_id: host.hostId,
    host_name: host.hostName,
    host_ip: host.hostIp,
    laddr: host.listeningAddress,
    port: host.port,
    type: host.type,
    status: host.status,
    pid: host.pid,
    path: host.path,
    ...(host.containerId !== '' && { container_id: host.containerId, container_name: host.containerName }),
    enterprise_project_id: host.enterpriseProject,
    ...(host.agentId !== undefined && { agent_id: host.agentId }),
  })),
})
