import { expect, test } from 'vitest'

import type { ServersQuery } from '#contract/servers-query.ts'
import { SERVERS_LIMITS } from '#contract/servers.ts'
import type { Server, ServersAnswer } from '#contract/servers.ts'

import { createHttp } from './http.ts'
import { readAllServers, readServers } from './servers.ts'

const QUERY: ServersQuery = {
  scopeQuery: { project: 'demo', category: 'host', enterpriseProject: '0' },
  filter: { q: '', types: [], statuses: [] },
  since: { before: 'last' },
  sort: { key: 'name', descending: false },
  limit: 20,
  offset: 0,
}

const serverOf = (id: number): Server => ({
  id: `h-${id}`,
  enterpriseProject: '0',
  name: `web-${id}`,
  containerId: '',
  containerName: '',
  addresses: [],
  open: 0,
  dangerous: 0,
  matching: 0,
  worstTier: null,
  opened: null,
  reach: { loopback: 0, one: 0, all: 0 },
  firstSeen: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-11-01T00:00:00.000Z',
  isStale: false,
})

/** A server that has so many servers, null for none that are known; and the windows and snapshots that it was asked for. */
function httpOver(total: number | null) {
  const asked: string[] = []
  const send = async ({ url }: Request): Promise<Response> => {
    const { searchParams } = new URL(url)
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(searchParams.get(name) ?? 0))
    asked.push(`${offset}+${limit} ${searchParams.get('snapshot') ?? ''}`.trim())
    const all = Array.from({ length: total ?? 0 }, (_, i) => serverOf(i))
    return Response.json({
      snapshot: { id: 7, readTo: '2026-12-01T00:00:00.000Z' },
      unknown: [],
      total,
      figures: null,
      from: null,
      servers: all.slice(offset, (offset ?? 0) + (limit ?? 0)),
    } satisfies ServersAnswer)
  }
  return { http: createHttp(send, 'http://127.0.0.1'), asked }
}
const { signal } = new AbortController()

test('a page that is no longer there is the last one', async () => {
  const { http, asked } = httpOver(45)
  const page = await readServers(http, { ...QUERY, offset: 80 }, signal)
  expect(page.servers.map(({ id }) => id)).toEqual(['h-40', 'h-41', 'h-42', 'h-43', 'h-44'])
  expect(asked).toEqual(['80+20', '40+20'])
})

test.each([0, null])('of %s servers one call is made', async (total) => {
  const { http, asked } = httpOver(total)
  expect((await readServers(http, { ...QUERY, offset: 20 }, signal)).total).toBe(total)
  expect(asked).toEqual(['20+20'])
})

test('all servers are of one snapshot, however many calls they take', async () => {
  const { http, asked } = httpOver(2 * SERVERS_LIMITS.max + 1)
  const { servers } = await readAllServers(http, { ...QUERY, offset: 40 }, signal)
  expect(new Set(servers.map(({ id }) => id)).size).toBe(2 * SERVERS_LIMITS.max + 1)
  expect(asked).toEqual(['0+1000', '1000+1000 7', '2000+1000 7'])
})
