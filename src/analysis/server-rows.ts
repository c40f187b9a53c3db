import { protocolOf } from '#contract/port-row.ts'
import { REACHES } from '#contract/reach.ts'
import type { PortProgramsAnswer, ServerRowsAnswer } from '#contract/servers.ts'

import { countPrograms, oddPrograms } from './server-set.ts'
import type { ServerSet, Socket } from './server-set.ts'

const LOOPBACK = REACHES.indexOf('loopback')

type Rows = Pick<ServerRowsAnswer, 'rows' | 'folded'>

/** Rows with a server whose port passes, and ports that are open in both address families: see `ServerRowsAnswer`. */
export function rowsOfServers(set: ServerSet, passes: Uint8Array): Rows {
  const ofRow = counterOf(set, ({ port, type }) => `${port}/${type}`)
  const ofFold = counterOf(set, ({ port, type }) => `${port}/${protocolOf(type)}`)
  for (let i = 0; i < set.server.length; i++) {
    if (passes[i] !== 1) continue
    ofRow.add(i)
    ofFold.add(i)
  }
  const typesOf = Map.groupBy(ofRow.found(), ({ port, type }) => `${port}/${protocolOf(type)}`)
  return {
    rows: ofRow.found().sort(byPort),
    folded: ofFold
      .found()
      .filter(({ port, type }) => (typesOf.get(`${port}/${protocolOf(type)}`)?.length ?? 0) > 1)
      .sort(byPort)
      .map(({ type, ...counts }) => ({ ...counts, protocol: protocolOf(type) })),
  }
}

type Counted = Rows['rows'][number]

const byPort = (a: Counted, b: Counted): number =>
  a.port - b.port || (a.type < b.type ? -1 : Number(a.type > b.type))

/**
 * Counts servers by a name of their sockets, each once. The ports of a server follow each other in a set, so that it is enough to
 * remember of each name which server was counted last, and whether that one is still loopback only.
 */
function counterOf(set: ServerSet, nameOf: (socket: Socket) => string) {
  const names = set.sockets.map(nameOf)
  const places = new Map([...new Set(names)].map((name, place) => [name, place]))
  const placeOf = Uint32Array.from(names, (name) => places.get(name) ?? 0)
  const servers = new Uint32Array(places.size)
  const loopbackOnly = new Uint32Array(places.size)
  const last = new Int32Array(places.size).fill(-1)
  const isLoopback = new Uint8Array(places.size)
  return {
    add: (i: number): void => {
      const place = placeOf[set.socket[i] ?? 0] ?? 0
      const server = set.server[i] ?? 0
      const isOwn = Number(set.reach[i] === LOOPBACK)
      if (last[place] !== server) {
        last[place] = server
        isLoopback[place] = isOwn
        servers[place] = (servers[place] ?? 0) + 1
        loopbackOnly[place] = (loopbackOnly[place] ?? 0) + isOwn
      } else if (isLoopback[place] === 1 && isOwn === 0) {
        isLoopback[place] = 0
        loopbackOnly[place] = (loopbackOnly[place] ?? 0) - 1
      }
    },
    found: (): Counted[] => {
      const listed = new Set<number>()
      return set.sockets.flatMap(({ port, type }, socket) => {
        const place = placeOf[socket] ?? 0
        if (servers[place] === 0 || listed.has(place)) return []
        listed.add(place)
        return [{ port, type, servers: servers[place] ?? 0, loopbackOnly: loopbackOnly[place] ?? 0 }]
      })
    },
  }
}

/** The programs behind a port, with any type or one, most servers first: see `PortProgramsAnswer`. */
export function programsOfPort(
  set: ServerSet,
  { port, type }: { port: number; type?: string },
): Pick<PortProgramsAnswer, 'programs'> & { total: number } {
  const isAsked = (socket: Socket): boolean => socket.port === port && (type ?? socket.type) === socket.type
  const asked = set.sockets.map(isAsked)
  const servers = new Map<string, Set<number>>()
  const all = new Set<number>()
  for (let i = 0; i < set.server.length; i++) {
    if (asked[set.socket[i] ?? 0] !== true) continue
    const server = set.server[i] ?? 0
    all.add(server)
    const programs = set.programs[set.program[i] ?? 0] ?? []
    for (const program of programs.length === 0 ? [''] : programs)
      servers.set(program, (servers.get(program) ?? new Set<number>()).add(server))
  }
  // One that is odd with any of the types: of each of them its programs are compared alone.
  const counts = countPrograms(set, isAsked)
  const odd = new Set([...counts.values()].flatMap(oddPrograms))
  const programs = [...servers]
    .map(([program, own]) => ({ program, servers: own.size, isOdd: odd.has(program) }))
    .sort((a, b) => b.servers - a.servers || (a.program < b.program ? -1 : 1))
  return { total: all.size, programs }
}
