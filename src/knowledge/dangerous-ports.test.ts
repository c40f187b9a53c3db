import { describe, expect, test } from 'vitest'

import { TYPES } from '#contract/port-row.ts'

import { DANGEROUS_PORTS, statusOf } from './dangerous-ports.ts'

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
