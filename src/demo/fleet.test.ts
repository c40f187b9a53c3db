import { describe, expect, test } from 'vitest'

import { MAX_PORT, TYPES } from '#contract/port-row.ts'
import { CATEGORIES } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'

import { ESTATE } from './estate.ts'
import { demoFleet } from './fleet.ts'
import { rowsOf } from './rows.ts'

const isIPv4 = (address: string) => /^\d+(\.\d+){3}$/.test(address) && URL.canParse(`http://${address}`)
const isIPv6 = (address: string) => URL.canParse(`http://[${address}]`)

const FLEET = demoFleet()
const reportsOf = (category: Category, enterpriseProject?: string) =>
  FLEET.filter(
    (s) => s.category === category && (enterpriseProject ?? s.enterpriseProject) === s.enterpriseProject,
  ).flatMap(({ reports }) => reports)
const enterpriseProject = (name: string) => ESTATE.find((part) => part.name === name)!.id
const namesWith = (port: number, type: string, address?: string) =>
  reportsOf('host')
    .filter(({ listeners }) =>
      listeners.some(
        (l) => l.port === port && l.type === type && (address ?? l.listeningAddress) === l.listeningAddress,
      ),
    )
    .map(({ name }) => name)

test('is the same at every call, and on every machine', async () => {
  expect(demoFleet()).toEqual(FLEET)
  // A new value here is a new fleet everywhere: screenshots, browser tests and every demonstration.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(FLEET)))
  expect(Buffer.from(digest).toString('hex')).toBe(
    '5ef713dcc6a67d037152fc9b876788ca86a28d8191032e94412dd3b5013b77f8',
  )
})

describe('is as large as promised', () => {
  test('about 1,200 hosts and 300 containers in five enterprise projects, no scope empty', () => {
    expect(FLEET).toHaveLength(10)
    expect(new Set(FLEET.map((s) => s.enterpriseProject)).size).toBe(5)
    expect(FLEET.filter(({ reports }) => rowsOf(reports).length === 0)).toEqual([])
    expect(reportsOf('host').length).toBeGreaterThan(1100)
    expect(reportsOf('host').length).toBeLessThan(1300)
    expect(new Set(reportsOf('container').flatMap((r) => r.listeners.map((l) => l.containerId))).size).toBe(
      300,
    )
  })

  test('200 to 260 rows of hosts, a tenth to a third of them dangerous, some on one server alone', () => {
    const rows = rowsOf(reportsOf('host'))
    const dangerous = rows.filter(({ status }) => status === 'danger').length
    expect(rows.length).toBeGreaterThanOrEqual(200)
    expect(rows.length).toBeLessThanOrEqual(260)
    expect(dangerous).toBeGreaterThan(rows.length / 10)
    expect(dangerous).toBeLessThan(rows.length / 3)
    expect(rows.filter(({ servers }) => servers === 1).length).toBeGreaterThan(8)
    for (const type of TYPES) expect(rows.filter((row) => row.type === type).length).toBeGreaterThan(8)
  })
})

describe('tells its stories', () => {
  test('a forgotten Telnet estate in Corporate IT', () => {
    const telnet = namesWith(23, 'TCP')
    expect(telnet).toHaveLength(41)
    expect(telnet.filter((name) => !name.startsWith('sw-old-'))).toEqual([])
    expect(
      reportsOf('host', enterpriseProject('Corporate IT')).filter((r) => telnet.includes(r.name)),
    ).toHaveLength(41)
  })

  test('the Docker API on three build servers', () => {
    expect(namesWith(2375, 'TCP')).toEqual(['ci-build-01', 'ci-build-02', 'ci-build-03'])
  })

  test('PostgreSQL and Redis on every address in the data platform, and nowhere else', () => {
    expect(namesWith(5432, 'TCP', '0.0.0.0')).toHaveLength(8)
    expect(namesWith(6379, 'TCP', '0.0.0.0')).toHaveLength(4)
    expect(namesWith(5432, 'TCP', '0.0.0.0').filter((name) => !name.startsWith('dp-pg-'))).toEqual([])
    expect(namesWith(5432, 'TCP').length).toBeGreaterThan(8)
    expect(namesWith(6379, 'TCP').length).toBeGreaterThan(4)
  })

  test('one old FTP server, RDP on the jump hosts', () => {
    expect(namesWith(21, 'TCP')).toEqual(['ftp-legacy-01'])
    expect(namesWith(3389, 'TCP')).toHaveLength(6)
  })

  test('SSH on every Linux server', () => {
    expect(namesWith(22, 'TCP').length).toBeGreaterThan(900)
  })
})

describe('is sound', () => {
  const all = [...reportsOf('host'), ...reportsOf('container')]

  test('a host has an address and a name of its own', () => {
    for (const category of CATEGORIES) {
      const reports = reportsOf(category)
      expect(new Set(reports.map(({ key }) => key)).size).toBe(reports.length)
      expect(new Set(reports.map(({ name }) => name)).size).toBe(reports.length)
      expect(reports.filter(({ key, address }) => key !== address || !isIPv4(address))).toEqual([])
    }
  })

  test('every listener has a port, a type with an address of its family, and is there once', () => {
    const unsound = all.flatMap(({ name, listeners }) =>
      listeners
        .filter(
          ({ port, type, listeningAddress, pid }) =>
            port < 1 ||
            port > MAX_PORT ||
            !TYPES.some((known) => known === type) ||
            !(type.endsWith('6') ? isIPv6 : isIPv4)(listeningAddress) ||
            pid < 0,
        )
        .map(({ port, type }) => `${name} ${port}/${type}`),
    )
    expect(unsound).toEqual([])
    const repeated = all.filter(
      ({ listeners }) =>
        new Set(listeners.map((l) => `${l.port}/${l.type}/${l.listeningAddress} ${l.containerId}`)).size !==
        listeners.length,
    )
    expect(repeated.map(({ name }) => name)).toEqual([])
    expect(all.filter(({ listeners }) => listeners.length === 0)).toEqual([])
  })

  test('containers have ids and names, on hosts of the fleet; hosts have none', () => {
    const hosts = new Map(reportsOf('host').map(({ name, address }) => [name, address]))
    for (const { name, address, listeners } of reportsOf('container')) {
      expect(hosts.get(name)).toBe(address)
      expect(
        listeners.filter((l) => !/^[0-9a-f]{64}$/.test(l.containerId) || l.containerName === ''),
      ).toEqual([])
    }
    expect(reportsOf('host').flatMap((r) => r.listeners.filter((l) => l.containerId !== ''))).toEqual([])
  })

  test('loopback listeners are there', () => {
    expect(namesWith(25, 'TCP', '127.0.0.1').length).toBeGreaterThan(100)
  })

  test('most of its ports have a service name, so that the page has something to say', async () => {
    const { nameOf } = await loadServiceNames()
    const rows = rowsOf(reportsOf('host'))
    expect(rows.filter(({ port, type }) => nameOf(port, type) !== '').length).toBeGreaterThan(
      rows.length * 0.6,
    )
  })
})
