import type { PortHost } from '#contract/port-hosts.ts'
import { REACHES } from '#contract/reach.ts'

import { compileFilter } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { programOf } from './host-list.ts'
import { isWithin, readNetwork } from './network.ts'
import { compileQuery } from './query/match.ts'
import type { Knowledge } from './query/match.ts'
import type { Query } from './query/query.ts'
import { splitQuery } from './query/server-terms.ts'
import type { ServerTerm } from './query/server-terms.ts'
import type { RowSet } from './row-set.ts'
import type { ServerSet } from './server-set.ts'

/** What is known now of a server, or of the server that a container runs on. `lastSeen` is ISO 8601, UTC. */
export type ServerHead = {
  readonly name: string
  readonly address: string
  readonly lastSeen: string
  readonly isStale: boolean
}

/** The servers of a snapshot, by their hosts' numbers what is known of them now, and its rows. */
export type Fleet = {
  readonly set: ServerSet
  readonly heads: ReadonlyMap<number, ServerHead>
  readonly rows: RowSet
}

/** 1 for each of what passes a filter: of the ports of a set, and of its servers. */
export type Passing = { readonly ports: Uint8Array; readonly servers: Uint8Array }

/**
 * Which ports of servers a filter lets through, and which servers: those with such a port. A filter that is about servers alone also
 * lets those through that have no port; so does an empty one.
 */
export function passPorts(fleet: Fleet, filter: Filter, knowledge: Knowledge): Passing {
  const { set, rows } = fleet
  const { ofRows, ofServers } = splitQuery(filter.query)
  const passesRow = compileFilter({ ...filter, query: ofRows }, rows, knowledge)
  const placeOf = rowPlaces(rows)
  const socketPasses = Uint8Array.from(set.sockets, ({ port, type }) =>
    Number(passesRow(placeOf(port, type))),
  )
  const ports = Uint8Array.from(set.socket, (socket) => socketPasses[socket] ?? 0)
  const serverTables: Uint8Array[] = []
  for (const term of ofServers) {
    const { field } = term.condition
    const table = tableOf(term, fleet, knowledge)
    if (field === 'host' || field === 'ip') serverTables.push(table.passes)
    for (let i = 0; i < ports.length; i++) if (table.passes[table.of[i] ?? 0] !== 1) ports[i] = 0
  }
  const isOfServersAlone =
    ofRows.length === 0 &&
    filter.types.length === 0 &&
    filter.statuses.length === 0 &&
    serverTables.length === ofServers.length
  const servers = isOfServersAlone
    ? Uint8Array.from(set.servers, (_, s) => Number(serverTables.every((passes) => passes[s] === 1)))
    : withPorts(set, ports)
  return { ports, servers }
}

function withPorts(set: ServerSet, ports: Uint8Array): Uint8Array {
  const servers = new Uint8Array(set.servers.length)
  for (let i = 0; i < ports.length; i++) if (ports[i] === 1) servers[set.server[i] ?? 0] = 1
  return servers
}

/** Where a row set has a port with a type. */
function rowPlaces(rows: RowSet): (port: number, type: string) => number {
  const width = rows.types.length
  const places = new Map<number, number>()
  for (let i = 0; i < rows.size; i++) places.set((rows.port[i] ?? 0) * width + (rows.type[i] ?? 0), i)
  const types = new Map(rows.types.map((type, place) => [type, place]))
  return (port, type) => places.get(port * width + (types.get(type) ?? width)) ?? -1
}

/** A term as a table: port `i` passes where `passes[of[i]]` is 1. */
function tableOf(
  { negated, condition }: ServerTerm,
  fleet: Fleet,
  knowledge: Knowledge,
): { of: ArrayLike<number>; passes: Uint8Array } {
  const { set } = fleet
  const passing = <Item>(items: readonly Item[], holds: (item: Item) => boolean): Uint8Array =>
    Uint8Array.from(items, (item) => Number(holds(item) !== negated))
  switch (condition.field) {
    case 'host': {
      const words = condition.values.map((value) => value.toLowerCase())
      const isCalled = (name: string): boolean => words.some((word) => name.toLowerCase().includes(word))
      return {
        of: set.server,
        passes: passing(
          set.servers,
          ({ host, containerName }) => isCalled(fleet.heads.get(host)?.name ?? '') || isCalled(containerName),
        ),
      }
    }
    case 'ip': {
      const networks = condition.values.flatMap((value) => readNetwork(value) ?? [])
      const isIn = (address: string): boolean => {
        const own = readNetwork(address)
        return own !== null && networks.some((network) => isWithin(own, network))
      }
      return {
        of: set.server,
        passes: passing(
          set.servers,
          ({ host, addresses }) => isIn(fleet.heads.get(host)?.address ?? '') || addresses.some(isIn),
        ),
      }
    }
    case 'program': {
      const words = condition.values.map((value) => value.toLowerCase())
      const isNamed = (path: PortHost['path']): boolean =>
        words.some((word) => (/[/\\]/.test(word) ? path : programOf({ path })).toLowerCase().includes(word))
      return { of: set.program, passes: passing(set.programs, (programs) => programs.some(isNamed)) }
    }
    case 'reach':
      return { of: set.reach, passes: passing(REACHES, (reach) => condition.values.includes(reach)) }
    case 'is': {
      // Odd, or of a row with one of the other properties.
      const others = condition.values.filter((property) => property !== 'odd')
      const rowTerm: Query = [{ negated: false, condition: { field: 'is', values: others } }]
      const passesRow = compileQuery(rowTerm, fleet.rows, knowledge)
      const placeOf = rowPlaces(fleet.rows)
      const hasProperty = set.sockets.map(({ port, type }) => passesRow(placeOf(port, type)))
      return {
        of: Uint8Array.from(set.socket, (socket, i) =>
          Number(hasProperty[socket] === true || set.isOdd[i] === 1),
        ),
        passes: passing([false, true], (holds) => holds),
      }
    }
  }
}
