import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'

import { gatewayError, hssError, json } from './answer.ts'
import type { Answer } from './answer.ts'
import { keyOf } from './fleet.ts'
import type { Fleet, WireRow } from './fleet.ts'

/** How a region differs from the reference, which contract/port-statistics.ts names. */
export type Region = {
  /** Parameters that have no effect. */
  ignores?: readonly ('status' | 'type' | 'port_string' | 'sort_key' | 'limit')[]
  /** Largest page, whatever was asked for, and the largest that may be asked for. */
  limitCap?: number
  limitMax?: number
  /** What it does not have: the status of rows, or the servers behind a port. */
  lacks?: readonly ('status' | 'ports/detail')[]
}

/** What HSS knows of one project. */
type Estate = {
  region: Region
  enterpriseProjects: readonly { id: string; name: string }[]
  fleet: (category: string, enterpriseProject: string) => Fleet
}

const invalid = hssError('HSS.0001')

/** The two operations of HSS that are read, by the reference. */
export function answerHss(operation: string, query: URLSearchParams, estate: Estate): Answer {
  if (operation === 'port/statistics') return statistics(query, estate)
  if (operation === 'ports/detail' && !lacks(estate, 'ports/detail')) return portHosts(query, estate)
  return gatewayError(404, 'APIGW.0101', 'The API does not exist or has not been published')
}

function statistics(query: URLSearchParams, estate: Estate): Answer {
  const { region } = estate
  const ignores = (name: NonNullable<Region['ignores']>[number]) => region.ignores?.includes(name) === true
  const window = windowOf(query, estate)
  const fleets = fleetsOf(query, estate)
  if (!window || !fleets) return invalid
  for (const fleet of fleets) fleet.move()
  const type = ignores('type') ? null : query.get('type')
  const status = ignores('status') ? null : query.get('status')
  const port = query.get('port')
  const portString = ignores('port_string') ? null : query.get('port_string')
  const isSorted = query.get('sort_key') === 'port' && !ignores('sort_key')
  const found = merged(
    fleets.map((fleet) =>
      fleet.read({
        ...(type !== null && { type }),
        ...(status !== null && { status }),
        ...(port !== null && { port: Number(port) }),
        ...(portString !== null && { portString }),
        ...(isSorted && { descending: query.get('sort_dir') === 'desc' }),
      }),
    ),
  )
  const limit = ignores('limit') ? 10 : Math.min(window.limit, region.limitCap ?? window.limit)
  const rows = found.slice(window.offset, window.offset + limit)
  return json(200, {
    total_num: found.length,
    data_list: lacks(estate, 'status') ? rows.map(({ port, type, num }) => ({ port, type, num })) : rows,
  })
}

/** A row's servers are the first so many of its scope, so the numbers of the two operations agree. */
function portHosts(query: URLSearchParams, estate: Estate): Answer {
  const window = windowOf(query, estate)
  const fleets = fleetsOf(query, estate)
  const port = Number(query.get('port') ?? '0')
  if (!window || !fleets || port < 1) return invalid
  const type = query.get('type')
  const rows = merged(
    fleets.map((fleet) => fleet.read({ port, ...(type !== null && { type }), descending: false })),
  )
  const hosts = rows.flatMap((row) =>
    Array.from({ length: row.num }, (_, i) => hostOf(row, i, query.get('category'))),
  )
  return json(200, {
    total_num: hosts.length,
    data_list: hosts.slice(window.offset, window.offset + window.limit),
  })
}

function hostOf({ port, type, status }: WireRow, index: number, category: string | null) {
  const number = String(index).padStart(4, '0')
  return {
    host_id: `host-${number}`,
    host_name: `ecs-${number}`,
    host_ip: `192.168.${index >> 8}.${index & 255}`,
    agent_id: `agent-${number}`,
    laddr: type.endsWith('6') ? '::' : '0.0.0.0',
    port,
    type,
    status,
    pid: 1000 + index,
    path: '/usr/sbin/service',
    ...(category === 'container' && { container_id: `container-${number}`, container_name: `pod-${number}` }),
  }
}

export function answerEps(query: URLSearchParams, { enterpriseProjects }: Estate): Answer {
  const limit = Number(query.get('limit') ?? '1000')
  const offset = Number(query.get('offset') ?? '0')
  return json(200, {
    total_count: enterpriseProjects.length,
    enterprise_projects: enterpriseProjects.slice(offset, offset + limit).map((project) => ({
      ...project,
      description: '',
      status: 1,
      type: 'prod',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      delete_flag: false,
    })),
  })
}

/** The page that is asked for, null when it is outside of what HSS documents. */
function windowOf(query: URLSearchParams, { region }: Estate): { limit: number; offset: number } | null {
  const limit = Number(query.get('limit') ?? '10')
  const offset = Number(query.get('offset') ?? '0')
  const isDocumented = limit >= 10 && limit <= (region.limitMax ?? 200) && offset >= 0 && offset <= 2_000_000
  return isDocumented ? { limit, offset } : null
}

/** The fleets that a request is about, null when it does not say of what. */
function fleetsOf(query: URLSearchParams, { fleet, enterpriseProjects }: Estate): Fleet[] | null {
  const category = query.get('category')
  if (category !== 'host' && category !== 'container') return null
  const asked = query.get('enterprise_project_id') ?? DEFAULT_ENTERPRISE_PROJECT
  const ids = asked === ALL_ENTERPRISE_PROJECTS ? enterpriseProjects.map(({ id }) => id) : [asked]
  return ids.map((id) => fleet(category, id))
}

/** Rows of several fleets as one list: servers add up, the order stays. */
function merged(lists: WireRow[][]): WireRow[] {
  const [only, ...others] = lists
  if (others.length === 0) return only ?? []
  const rows = new Map<string, WireRow>()
  for (const row of lists.flat()) {
    const known = rows.get(keyOf(row))
    rows.set(keyOf(row), known ? { ...known, num: known.num + row.num } : row)
  }
  return [...rows.values()].sort((a, b) => a.port - b.port)
}

const lacks = ({ region }: Estate, what: 'status' | 'ports/detail'): boolean =>
  region.lacks?.includes(what) === true
