import { describe, expect, test } from 'vitest'

import { TYPES } from '#contract/port-row.ts'

import { DANGEROUS_PORTS, statusOf, tierOf, TIERS } from './dangerous-ports.ts'
import type { DangerClass, Tier } from './dangerous-ports.ts'

describe('the table', () => {
  test('holds a port with a protocol once, in order, within the range of ports', () => {
    const keys = DANGEROUS_PORTS.map((d) => d.port * 2 + (d.protocol === 'UDP' ? 1 : 0))
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
    expect(keys.at(0)).toBeGreaterThan(1)
    expect(keys.at(-1)).toBeLessThan(131_072)
  })
})

describe('statusOf', () => {
  test.each([
    [23, 'TCP'],
    [445, 'TCP6'],
    [2375, 'TCP'],
    [6379, 'TCP6'],
    [161, 'UDP'],
    [11211, 'UDP6'],
    [11211, 'TCP'],
  ])('%i with %s is dangerous', (port, type) => expect(statusOf(port, type)).toBe('danger'))

  test.each([
    [22, 'TCP', 'SSH is made to be reached'],
    [443, 'TCP', 'so is HTTPS'],
    [123, 'UDP', 'NTP is ordinary; HSS calls it dangerous'],
    [514, 'UDP', 'rsh is TCP, syslog is not rsh'],
    [23, 'UDP', 'Telnet is TCP'],
    [161, 'TCP6', 'SNMP is UDP'],
    [0, 'TCP', 'no port'],
    [65_536, 'TCP', 'beyond the last port'],
    [23, 'SCTP', 'a type that is not known'],
    [23, 'tcp', 'types are written in capitals'],
    [23, '', 'no type'],
  ])('%i with "%s" is unknown: %s', (port, type) => expect(statusOf(port, type)).toBe('unknown'))

  test('agrees with the table for every port and type, both address families alike', () => {
    const listed = new Set(DANGEROUS_PORTS.map((d) => `${d.port}/${d.protocol}`))
    const disagreements = TYPES.flatMap((type) =>
      Array.from({ length: 65_536 }, (_, port) => port)
        .filter(
          (port) => (statusOf(port, type) === 'danger') !== listed.has(`${port}/${type.replace('6', '')}`),
        )
        .map((port) => `${port} ${type}`),
    )
    expect(disagreements).toEqual([])
  })
})

describe('tierOf', () => {
  test.each<[Tier, string, number, string]>([
    ['control', 'Docker API', 2375, 'TCP'],
    ['control', 'Redis over IPv6', 6379, 'TCP6'],
    ['control', 'kubelet', 10250, 'TCP'],
    ['control', 'etcd', 2379, 'TCP'],
    ['data', 'Elasticsearch', 9200, 'TCP'],
    ['data', 'MongoDB', 27017, 'TCP'],
    ['credentials', 'RDP', 3389, 'TCP'],
    ['credentials', 'MySQL', 3306, 'TCP'],
    ['information', 'SNMP', 161, 'UDP'],
    ['amplification', 'Memcached over UDP', 11211, 'UDP6'],
    ['discovery', 'mDNS', 5353, 'UDP'],
  ])('%s is what %s gives', (tier, _, port, type) => expect(tierOf(port, type)).toBe(tier))

  test('what is not dangerous has no tier, and every tier has ports', () => {
    expect([tierOf(22, 'TCP'), tierOf(161, 'TCP'), tierOf(23, 'SCTP')]).toEqual(['', '', ''])
    expect(new Set(DANGEROUS_PORTS.map(({ tier }) => tier))).toEqual(new Set(TIERS))
  })

  test('agrees with the class: what amplifies gives no more, and the controls of jobs and equipment give control', () => {
    const weak = DANGEROUS_PORTS.filter(({ tier }) => tier === 'amplification' || tier === 'discovery')
    expect(weak).toEqual(DANGEROUS_PORTS.filter((entry) => entry.class === 'amplification'))
    const tiersOf = (...classes: DangerClass[]) =>
      new Set(DANGEROUS_PORTS.filter((entry) => classes.includes(entry.class)).map(({ tier }) => tier))
    expect(tiersOf('compute', 'industrial')).toEqual(new Set(['control']))
    expect(tiersOf('mail')).toEqual(new Set(['credentials']))
    expect(tiersOf('directory')).toEqual(new Set(['information']))
  })
})
