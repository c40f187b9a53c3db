import { expect } from '@playwright/test'

import { demoFleet } from '#demo/fleet.ts'
import { tierOf, TIERS } from '#knowledge/dangerous-ports.ts'

import type { Server } from './server.ts'

/** A row as the endpoint writes it, and whether it was opened in the last 24 hours. */
export type Row = { port: number; type: string; num: number; status: string; isNew?: boolean }

/** Rows of one port over one protocol, which is its `type`: how many servers there are at least and at most, and instances. */
export type Port = Row & { types: string[]; most: number; instances: number }

/** A scope by the endpoint's own names; what is left out is the demo fleet, its hosts, all enterprise projects. */
type Scope = { project?: string; category?: 'host' | 'container'; enterprise_project_id?: string }

/** All rows of a scope, asked for as a program does: what the page shows is held against them. */
export async function rowsOf(server: Server, { project = 'demo', ...scope }: Scope = {}): Promise<Row[]> {
  const page = await ask<{ total_num: number; data_list: Row[] }>(
    server,
    `/v5/${project}/asset/port/statistics`,
    { category: 'host', enterprise_project_id: 'all_granted_eps', limit: '50000', ...scope },
  )
  expect(page.data_list).toHaveLength(page.total_num)
  if (project !== 'demo') return page.data_list
  const { changes } = await ask<{ changes: { port: number; type: string; presence: string | null }[] }>(
    server,
    '/api/changes',
    { project, category: 'host', enterprise_project_id: 'all_granted_eps', limit: '50000', ...scope },
  )
  const opened = new Set(
    changes
      .filter(({ presence }) => presence === 'opened' || presence === 'reopened')
      .map(({ port, type }) => `${port}/${type}`),
  )
  return page.data_list.map((row) => ({ ...row, isNew: opened.has(`${row.port}/${row.type}`) }))
}

/** Rows as the page lists them: by port and protocol. Of demo servers it is known which have both address families. */
export function fold(rows: readonly Row[], scope: Omit<Scope, 'project'> = {}): Port[] {
  const groups = Map.groupBy(rows, ({ port, type }) => `${port}/${type.replace('6', '')}`)
  return [...groups].map(([name, own]) => {
    const [{ port, type } = NO_ROW] = own
    const known = own.find(isPort)
    if (known !== undefined) return known
    const most = instancesOf(own)
    const shared = own.length > 1 ? serversWith(name, scope) : most
    return {
      port,
      type: type.replace('6', ''),
      types: own.map((row) => row.type),
      status: own.some(isDangerous) ? 'danger' : (own[0]?.status ?? ''),
      num: shared,
      most: shared,
      instances: most,
      isNew: own.every((row) => row.isNew === true),
    }
  })
}

const NO_ROW: Row = { port: 0, type: '', num: 0, status: '' }
const isPort = (row: Row): row is Port => 'types' in row

/** The demo fleet's servers that have a port over a protocol, counted one by one: `443/TCP`. */
function serversWith(
  name: string,
  { category = 'host', enterprise_project_id: id = 'all_granted_eps' }: Omit<Scope, 'project'>,
): number {
  const known = servers.get(`${category} ${id}`) ?? new Map<string, Set<string>>()
  if (known.size === 0) {
    servers.set(`${category} ${id}`, known)
    for (const { enterpriseProject, reports, ...scope } of demoFleet())
      if (scope.category === category && (id === 'all_granted_eps' || id === enterpriseProject))
        for (const { key, listeners } of reports)
          for (const { port, type, containerId } of listeners) {
            const open = `${port}/${type.replace('6', '')}`
            known.set(open, (known.get(open) ?? new Set()).add(`${key} ${containerId}`))
          }
  }
  return known.get(name)?.size ?? 0
}

const servers = new Map<string, Map<string, Set<string>>>()

/** The number of the current snapshot of the demo fleet's hosts. */
export async function snapshotOf({ url, token }: Server): Promise<string> {
  const query = 'category=host&enterprise_project_id=all_granted_eps'
  const { headers } = await fetch(`${url}/v5/demo/asset/port/statistics?${query}`, {
    headers: { 'X-Auth-Token': token },
  })
  return (headers.get('ETag') ?? '').replaceAll('"', '')
}

/** The names of the servers that have a port of the demo fleet open, in the endpoint's order. */
export async function serverNamesOf(server: Server, port: number, type: string): Promise<string[]> {
  const page = await ask<{ data_list: { host_name: string }[] }>(server, '/v5/demo/asset/ports/detail', {
    category: 'host',
    enterprise_project_id: 'all_granted_eps',
    port: String(port),
    type,
    limit: '1000',
  })
  return page.data_list.map((host) => host.host_name)
}

async function ask<Body>(
  { url, token }: Server,
  path: string,
  params: Record<string, string>,
): Promise<Body> {
  const response = await fetch(`${url}${path}?${new URLSearchParams(params).toString()}`, {
    headers: { 'X-Auth-Token': token },
  })
  expect(response.status).toBe(200)
  return await response.json()
}

/** The sum of servers over rows: port–server pairs. */
export const instancesOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + (isPort(row) ? row.instances : row.num), 0)

export const isDangerous = (row: Row): boolean => row.status === 'danger'

/** Worst first, by risk and by tier, then what is new, then the most servers, then by port and type: the order of a page that was asked for nothing else. */
export const byDefault = (a: Row, b: Row): number =>
  Number(isDangerous(b)) - Number(isDangerous(a)) ||
  tierRank(a) - tierRank(b) ||
  Number(b.isNew ?? false) - Number(a.isNew ?? false) ||
  byServers(a, b)

function tierRank({ port, type }: Row): number {
  const tier = tierOf(port, type)
  return tier === '' ? TIERS.length : TIERS.indexOf(tier)
}

/** The most servers first. */
export const byServers = (a: Row, b: Row): number => b.num - a.num || byPort(a, b)

/** By port, and TCP before TCP6 before UDP before UDP6. */
export const byPort = (a: Row, b: Row): number => a.port - b.port || byType(a, b)

/** The highest ports first. */
export const byNumberDown = (a: Row, b: Row): number => b.port - a.port || byType(a, b)

export const byType = (a: Row, b: Row): number => (a.type < b.type ? -1 : Number(a.type > b.type))

/** Numbers of things as the page writes them in English. Ports are never written with it. */
export const count = (n: number): string => n.toLocaleString('en')
