import { expect, test } from 'vitest'

import type { PortHost } from '#contract/port-hosts.ts'

import type { HostColumn } from './host-list.ts'
import { filterHosts, hostLabel, oneOfEach, programOf, sortHosts } from './host-list.ts'

const host = (changes: Partial<PortHost>): PortHost => ({
  hostId: '',
  hostName: '',
  hostIp: '',
  listeningAddress: '0.0.0.0',
  port: 22,
  type: 'TCP',
  status: 'unknown',
  pid: 0,
  path: '',
  containerId: '',
  containerName: '',
  enterpriseProject: '0',
  ...changes,
})
const hosts = [
  host({ hostName: 'web-2', hostIp: '10.0.0.10', path: '/usr/sbin/sshd' }),
  host({ hostName: 'web-10', hostIp: '10.0.0.9', path: 'C:\\OpenSSH\\SSHD.exe' }),
  host({ hostIp: '10.0.0.1' }),
]
const names = (hosts: readonly PortHost[]) => hosts.map(hostLabel)

test('every word of a filter has to be found, in whatever case', () => {
  expect(names(filterHosts(hosts, ''))).toEqual(['web-2', 'web-10', '10.0.0.1'])
  expect(names(filterHosts(hosts, '  WEB 10.0.0.9 '))).toEqual(['web-10'])
  expect(names(filterHosts(hosts, 'sshd'))).toEqual(['web-2', 'web-10'])
  expect(filterHosts(hosts, 'web nothing')).toEqual([])
})

test('numbers in names and addresses order as numbers, and a missing program comes last in both directions', () => {
  const sorted = (by: HostColumn, descending: boolean) => sortHosts(hosts, { by, descending })
  expect(names(sorted('name', false))).toEqual(['10.0.0.1', 'web-2', 'web-10'])
  expect(names(sorted('name', true))).toEqual(['web-10', 'web-2', '10.0.0.1'])
  expect(names(sorted('address', false))).toEqual(['10.0.0.1', 'web-10', 'web-2'])
  expect(names(sorted('address', true))).toEqual(['web-2', 'web-10', '10.0.0.1'])
  expect(sorted('program', false).map(programOf)).toEqual(['sshd', 'SSHD.exe', ''])
  expect(sorted('program', true).map(programOf)).toEqual(['SSHD.exe', 'sshd', ''])
})

test('a server is listed once for both address families of a port, with all addresses that it listens on', () => {
  const entry = (hostId: string, type: string, listeningAddress: string, containerId = '') =>
    host({ hostId, type, listeningAddress, containerId })
  const listed = oneOfEach(
    [
      entry('a', 'TCP', '0.0.0.0'),
      entry('a', 'TCP6', '::'),
      entry('a', 'UDP', '0.0.0.0'),
      entry('b', 'TCP6', '::1'),
      entry('b', 'TCP6', '::1', 'c1'),
    ],
    'TCP',
  )
  expect(
    listed.map(({ hostId, containerId, listeningAddress }) => [hostId, containerId, listeningAddress]),
  ).toEqual([
    ['a', '', '0.0.0.0, ::'],
    ['b', '', '::1'],
    ['b', 'c1', '::1'],
  ])
})
