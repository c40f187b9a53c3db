import type { PortHost } from '#contract/port-hosts.ts'
import { MAX_PORT, TYPES } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'

import { ESTATE } from './estate.ts'
import type { Group } from './estate.ts'
import { IMAGES } from './images.ts'
import { program, tcp } from './programs.ts'
import type { Program, Socket } from './programs.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { ROLES } from './roles.ts'
import type { Role } from './roles.ts'

/** One listening socket of a sample server. */
export type Listener = Pick<
  PortHost,
  'port' | 'type' | 'listeningAddress' | 'pid' | 'path' | 'containerId' | 'containerName'
>

/** All listening sockets of one sample server, or in its containers, as a scan would report them. */
export type FleetReport = {
  key: string
  name: string
  address: string
  listeners: readonly Listener[]
  covered: readonly { type: string; from: number; to: number }[]
}

/** The hosts of one enterprise project with what listens on them, or with what listens in their containers. */
export type FleetScope = { category: Category; enterpriseProject: string; reports: readonly FleetReport[] }

/** A server before a scan. */
type Server = { name: string; address: string; ipv6: boolean; role: Role }

const EVERYTHING: FleetReport['covered'] = TYPES.map((type) => ({ type, from: 0, to: MAX_PORT }))

/**
 * A sample company of about 1,200 servers and 300 containers, the same at every call. What is wrong in it: old switches
 * that answer Telnet, three build servers with an open Docker API, PostgreSQL and Redis that listen on every address
 * in the data platform, one forgotten FTP server, RDP on the jump hosts, and here and there a program that an
 * administrator left running on a high port.
 */
export function demoFleet(): readonly FleetScope[] {
  return ESTATE.flatMap((part) => {
    const hosts = part.groups.map((group) => ({ group, servers: serversOf(group) }))
    return [
      {
        category: 'host' as const,
        enterpriseProject: part.id,
        reports: hosts.flatMap(({ servers }) => servers.map(hostReport)),
      },
      {
        category: 'container' as const,
        enterpriseProject: part.id,
        reports: hosts.flatMap(({ group, servers }) => containerReports(group, servers)),
      },
    ]
  })
}

function serversOf(group: Group): Server[] {
  const digits = group.count >= 100 ? 3 : 2
  return Array.from({ length: group.count }, (_, i) => {
    const name = `${group.name}-${String(i + 1).padStart(digits, '0')}`
    const address = `${group.network}.${i + 11}` // the first ten are the network's own
    return { name, address, ipv6: group.ipv6, role: ROLES[group.role] }
  })
}

function hostReport(server: Server): FleetReport {
  const random = randomOf(server.name)
  const programs = new Set(server.role.always)
  for (const [share, candidate] of server.role.sometimes) if (random.chance(share)) programs.add(candidate)
  if (server.role.platform === 'linux' && random.chance(0.015)) programs.add(leftover(random))

  const { name, address } = server
  const listeners = listenersOf([...programs], server, random)
  return { key: address, name, address, listeners, covered: EVERYTHING }
}

/** A program that an administrator started by hand once, on a port that no other server has. */
function leftover(random: Random): Program {
  const path =
    ['/usr/bin/python3', '/usr/bin/nc.openbsd', '/usr/local/bin/debug-proxy'][random.between(0, 2)] ?? ''
  return program(path, tcp(random.between(32_768, 60_999), random.chance(0.5) ? 'ipv4' : 'all'))
}

/** Containers of a group, dealt out to its servers in turn: one report a server, with the sockets in its containers. */
function containerReports(group: Group, servers: readonly Server[]): FleetReport[] {
  const { images = [], total = 0 } = group.containers ?? {}
  return servers.slice(0, total).map((server, first) => {
    const listeners: Listener[] = []
    for (let i = first; i < total; i += servers.length) {
      const image = images[i % images.length]
      if (image === undefined) throw new Error(`${group.name}: containers of no image`)
      const random = randomOf(`${server.name} ${image} ${i}`)
      const containerId = random.hex(64)
      const containerName = `${image}-${random.hex(10)}-${random.hex(5)}`
      listeners.push(...listenersOf(IMAGES[image], server, random, { containerId, containerName }))
    }
    const { name, address } = server
    return { key: address, name, address, listeners, covered: EVERYTHING }
  })
}

function listenersOf(
  programs: readonly Program[],
  server: Server,
  random: Random,
  container?: Pick<Listener, 'containerId' | 'containerName'>,
): Listener[] {
  const step = server.role.platform === 'windows' ? 4 : 1 // Windows numbers its processes by fours
  let pid = container === undefined ? 148 * step : 0
  return programs.flatMap(({ path, sockets }) => {
    pid += step * random.between(1, 160)
    const own = path === '' ? 0 : path === 'System' ? 4 : pid // the kernel has no process, Windows' own is always 4
    return sockets.flatMap((socket) =>
      bindings(socket, server).map((binding) => ({
        port: socket.port,
        ...binding,
        pid: own,
        path,
        containerId: container?.containerId ?? '',
        containerName: container?.containerName ?? '',
      })),
    )
  })
}

type Binding = Pick<Listener, 'type' | 'listeningAddress'>

/** The sockets that a program opens on a particular server, which may have no IPv6. */
function bindings({ protocol, reach }: Socket, server: Server): Binding[] {
  const v4 = (listeningAddress: string): Binding => ({ type: protocol, listeningAddress })
  const v6 = (listeningAddress: string): Binding => ({ type: `${protocol}6`, listeningAddress })
  switch (reach) {
    case 'all':
      return server.ipv6 ? [v4('0.0.0.0'), v6('::')] : [v4('0.0.0.0')]
    case 'dual':
      return [server.ipv6 ? v6('::') : v4('0.0.0.0')]
    case 'ipv4':
      return [v4('0.0.0.0')]
    case 'private':
      return [v4(server.address)]
    case 'loopback':
      return server.ipv6 ? [v4('127.0.0.1'), v6('::1')] : [v4('127.0.0.1')]
    case 'loopback4':
      return [v4('127.0.0.1')]
    case 'stub':
      return [v4('127.0.0.53')]
  }
}
