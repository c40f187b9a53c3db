import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { statusOf as statusNow } from '#knowledge/dangerous-ports.ts'

import type { FleetReport, Listener } from './fleet.ts'

/** What a table of dangerous ports says of one. */
export type StatusOf = (port: number, type: string) => string

/** What counts of a server. */
type Counted = Pick<FleetReport, 'key'> & {
  listeners: readonly Pick<Listener, 'port' | 'type' | 'containerId'>[]
}

/** The statistics of a fleet's servers, by port and then type. In a container, the container is the server. */
export function rowsOf(reports: readonly Counted[], statusOf: StatusOf = statusNow): PortRow[] {
  const rows = new Map<string, PortRow>()
  const counted = new Set<string>()
  for (const { key, listeners } of reports)
    for (const { port, type, containerId } of listeners) {
      const server = `${port}/${type} ${key} ${containerId}`
      if (counted.has(server)) continue
      counted.add(server)
      const row = rows.get(`${port}/${type}`)
      if (row === undefined)
        rows.set(`${port}/${type}`, { port, type, servers: 1, status: statusOf(port, type) })
      else row.servers++
    }
  return [...rows.values()].sort(byPort)
}

/** How many servers have a port open over a protocol, in either address family: `443/TCP`. */
export function sharedServers(reports: readonly Counted[]): Map<string, number> {
  const servers = new Map<string, Set<string>>()
  for (const { key, listeners } of reports)
    for (const { port, type, containerId } of listeners) {
      const name = `${port}/${protocolOf(type)}`
      const known = servers.get(name) ?? new Set()
      servers.set(name, known.add(`${key} ${containerId}`))
    }
  return new Map(Array.from(servers, ([name, own]) => [name, own.size]))
}

/** By port, and then type. */
export const byPort = (a: PortRow, b: PortRow): number => a.port - b.port || (a.type < b.type ? -1 : 1)
