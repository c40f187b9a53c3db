import { expect } from '@playwright/test'

import { tierOf, TIERS } from '#knowledge/dangerous-ports.ts'

import type { Server } from './server.ts'

/** A row as the endpoint writes it. */
export type Row = { port: number; type: string; num: number; status: string }

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
  return page.data_list
}

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
export const instancesOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.num, 0)

export const isDangerous = (row: Row): boolean => row.status === 'danger'

/** Worst first, by risk and by tier, then the most servers, then by port and type: the order of a page that was asked for nothing else. */
export const byDefault = (a: Row, b: Row): number =>
  Number(isDangerous(b)) - Number(isDangerous(a)) || tierRank(a) - tierRank(b) || byServers(a, b)

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
