import { reachOf, REACHES } from '#contract/reach.ts'
import { ODD_OTHERS } from '#contract/servers.ts'

/**
 * A server, or a container on it, as long as its snapshot holds. `host` numbers the server that it is, or runs on; `addresses` are
 * those that its ports are bound to, beside loopback and all addresses. `firstSeen` is ISO 8601, UTC.
 */
export type SetServer = {
  readonly id: string
  readonly host: number
  readonly enterpriseProject: string
  readonly containerId: string
  readonly containerName: string
  readonly addresses: readonly string[]
  readonly firstSeen: string
}

/** A port with a type of one scope. */
export type Socket = { readonly port: number; readonly type: string; readonly status: string }

/**
 * All servers of a snapshot and their open ports, as columns: port `i` is that of `servers[server[i]]`, over `sockets[socket[i]]`,
 * reached as `REACHES[reach[i]]`, by `programs[program[i]]`. A port with a type of a server is there once, whatever it is bound to.
 * The ports of a server follow each other. A million of them take 14 MB.
 */
export type ServerSet = {
  readonly servers: readonly SetServer[]
  readonly sockets: readonly Socket[]
  /** Paths of the programs of a port, each once and in order; none where none is known. */
  readonly programs: readonly (readonly string[])[]
  readonly server: Uint32Array
  readonly socket: Uint32Array
  readonly program: Uint32Array
  readonly reach: Uint8Array
  /** By port: 1 where one of its programs is odd, see {@link oddPrograms}. */
  readonly isOdd: Uint8Array
}

/** What a server listens on: `socket` is an index of the set's sockets. */
export type SetListener = {
  readonly socket: number
  readonly listeningAddress: string
  readonly path: string
}

/** Builds a set, server by server. */
export function createServerSet(sockets: readonly Socket[]): {
  add: (server: Omit<SetServer, 'addresses'>, listeners: readonly SetListener[]) => void
  done: () => ServerSet
} {
  const servers: SetServer[] = []
  const programs: string[][] = []
  const programPlaces = new Map<string, number>()
  const columns = {
    server: [] as number[],
    socket: [] as number[],
    program: [] as number[],
    reach: [] as number[],
  }

  const programsAt = (paths: readonly string[]): number => {
    const key = paths.join('\n')
    const known = programPlaces.get(key)
    if (known !== undefined) return known
    programPlaces.set(key, programs.length)
    return programs.push([...paths]) - 1
  }

  return {
    add: (server, listeners) => {
      const addresses = new Set<string>()
      for (const [socket, own] of Map.groupBy(listeners, ({ socket }) => socket)) {
        let reach = 0
        for (const { listeningAddress } of own) {
          const one = REACHES.indexOf(reachOf(listeningAddress))
          if (REACHES[one] === 'one' && listeningAddress !== '') addresses.add(listeningAddress)
          reach = Math.max(reach, one)
        }
        const paths = new Set(own.map(({ path }) => path).filter((path) => path !== ''))
        columns.server.push(servers.length)
        columns.socket.push(socket)
        columns.program.push(programsAt([...paths].sort()))
        columns.reach.push(reach)
      }
      servers.push({ ...server, addresses: [...addresses].sort() })
    },
    done: () => {
      const set = {
        servers,
        sockets,
        programs,
        server: Uint32Array.from(columns.server),
        socket: Uint32Array.from(columns.socket),
        program: Uint32Array.from(columns.program),
        reach: Uint8Array.from(columns.reach),
      }
      return { ...set, isOdd: markOdd(set) }
    },
  }
}

/** How many servers run each program of a port with a type; '' counts those of which none is known. */
export type ProgramCounts = ReadonlyMap<string, number>

/** The odd ones among the programs of a port: one that a single server runs, where at least {@link ODD_OTHERS} run each other one. */
export function oddPrograms(counts: ProgramCounts): readonly string[] {
  const known = [...counts].filter(([program]) => program !== '')
  const alone = known.filter(([, servers]) => servers < ODD_OTHERS)
  return known.length > 1 && alone.length === 1 && alone[0]?.[1] === 1 ? [alone[0][0]] : []
}

/** By port with a type (`22/TCP`), of those that are asked for, over all scopes: how many servers run each program. */
export function countPrograms(
  set: Omit<ServerSet, 'isOdd'>,
  isAsked: (socket: Socket) => boolean = () => true,
): Map<string, Map<string, number>> {
  const names = set.sockets.map((socket) => (isAsked(socket) ? `${socket.port}/${socket.type}` : ''))
  const places = new Map([...new Set(names)].map((name, place) => [name, place]))
  const placeOf = Uint32Array.from(names, (name) => places.get(name) ?? 0)
  // By numbers first: there are few pairs of a port and a list of programs, and up to a million servers' ports.
  const pairs = new Map<number, number>()
  for (let i = 0; i < set.server.length; i++) {
    const pair = (placeOf[set.socket[i] ?? 0] ?? 0) * set.programs.length + (set.program[i] ?? 0)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  const counts = new Map([...places.keys()].map((name) => [name, new Map<string, number>()]))
  const listed = [...places.keys()]
  for (const [pair, servers] of pairs) {
    const ofPort = counts.get(listed[Math.floor(pair / set.programs.length)] ?? '')
    const programs = set.programs[pair % set.programs.length] ?? []
    for (const program of programs.length === 0 ? [''] : programs)
      ofPort?.set(program, (ofPort.get(program) ?? 0) + servers)
  }
  counts.delete('')
  return counts
}

function markOdd(set: Omit<ServerSet, 'isOdd'>): Uint8Array {
  const odd = new Map<string, ReadonlySet<string>>()
  for (const [name, counts] of countPrograms(set)) {
    const programs = oddPrograms(counts)
    if (programs.length > 0) odd.set(name, new Set(programs))
  }
  const isOdd = new Uint8Array(set.server.length)
  if (odd.size === 0) return isOdd
  const oddAt = set.sockets.map(({ port, type }) => odd.get(`${port}/${type}`))
  for (let i = 0; i < isOdd.length; i++) {
    const programs = oddAt[set.socket[i] ?? 0]
    if (programs !== undefined && set.programs[set.program[i] ?? 0]?.some((path) => programs.has(path)))
      isOdd[i] = 1
  }
  return isOdd
}
