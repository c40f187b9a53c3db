import { describe, expect, test } from 'vitest'

import { HOST_LIMITS, HSS_HOST_LIMIT } from '#contract/port-hosts.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { createHttp } from './http.ts'
import { readPortHosts } from './port-hosts.ts'

const ORIGIN = 'http://dashboard.test'
const scopeQuery: ScopeQuery = { project: 'p/1', category: 'host', enterpriseProject: 'all_granted_eps' }
const never = new AbortController().signal

describe('the servers of a port', () => {
  const total = HOST_LIMITS.max + 1
  const answering = () => {
    const asked: string[] = []
    const http = createHttp((request) => {
      const { searchParams } = new URL(request.url)
      asked.push(searchParams.toString())
      const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))]
      const hosts = Array.from({ length: total }, (_, i) => ({ host_id: String(i), port: 22 }))
      return Promise.resolve(
        Response.json({ total_num: total, data_list: hosts.slice(offset, offset + limit) }),
      )
    }, ORIGIN)
    return { http, asked }
  }

  test('come whole, in as many calls as that takes', async () => {
    const { http, asked } = answering()
    const page = await readPortHosts(http, { scopeQuery, port: 22, type: 'TCP' }, 'inventory', never)
    expect(page.total).toBe(total)
    expect(page.hosts.map(({ hostId }) => Number(hostId))).toEqual([...Array(total).keys()])
    expect(asked).toHaveLength(2)
  })

  test('of a project of HSS are as many as one call to HSS gives', async () => {
    const { http, asked } = answering()
    const page = await readPortHosts(http, { scopeQuery, port: 22, type: 'TCP' }, 'hss', never)
    expect(page.total).toBe(total)
    expect(page.hosts).toHaveLength(HSS_HOST_LIMIT)
    expect(asked).toHaveLength(1)
  })
})
