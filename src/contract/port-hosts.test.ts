import { describe, expect, test } from 'vitest'

import { InvalidParameter } from './errors.ts'
import {
  decodePortHosts,
  encodePortHosts,
  portHostsPath,
  readPortHostsQuery,
  writePortHostsQuery,
} from './port-hosts.ts'

const read = (query: string) => readPortHostsQuery('p', new URLSearchParams(query))

describe('a request for the servers of a port', () => {
  test('reads every parameter and writes it back', () => {
    const query = {
      scopeQuery: { project: 'p', category: 'container', enterpriseProject: '9d2a' },
      port: 2375,
      type: 'TCP6',
      hostName: 'build',
      hostIp: '10.20.',
      limit: 1000,
      offset: 20,
      snapshot: 7,
    } as const
    expect(readPortHostsQuery('p', writePortHostsQuery(query))).toEqual(query)
  })

  test('has the defaults that HSS documents', () => {
    expect(read('port=22')).toEqual({
      scopeQuery: { project: 'p', category: 'host', enterpriseProject: '0' },
      port: 22,
      limit: 10,
      offset: 0,
    })
  })

  test.each([
    ['', 'port'],
    ['port=x', 'port'],
    ['port=22&limit=1001', 'limit'],
    ['port=22&host_name=', 'host_name'],
    ['port=22&status=danger', 'status'],
  ])('%o is refused by its name', (query, parameter) => {
    expect(() => read(query)).toThrow(InvalidParameter)
    expect(() => read(query)).toThrow(expect.objectContaining({ parameter }))
  })
})

test('the path carries the project as one segment', () => {
  expect(portHostsPath('a/b')).toBe('/v5/a%2Fb/asset/ports/detail')
})

test('an entry reads and writes as HSS words it, container fields only for containers', () => {
  const wire = {
    total_num: 1,
    data_list: [
      {
        host_id: 'h-1',
        host_name: 'build-07',
        host_ip: '10.20.4.17',
        laddr: '0.0.0.0',
        port: 2375,
        type: 'TCP',
        status: 'danger',
        pid: 118_400,
        path: '/usr/bin/dockerd',
        enterprise_project_id: '0',
      },
    ],
  }
  const page = decodePortHosts(wire)
  expect(page.hosts[0]).toEqual({
    hostId: 'h-1',
    hostName: 'build-07',
    hostIp: '10.20.4.17',
    listeningAddress: '0.0.0.0',
    port: 2375,
    type: 'TCP',
    status: 'danger',
    pid: 118_400,
    path: '/usr/bin/dockerd',
    containerId: '',
    containerName: '',
    enterpriseProject: '0',
  })
  expect(encodePortHosts(page)).toEqual(wire)
})
