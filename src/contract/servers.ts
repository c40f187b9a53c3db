import { Cause } from './changes.ts'
import { REACHES } from './reach.ts'
import { z } from './zod.ts'

/**
 * Openports' own routes: the servers of a scope query, the rows that they stand behind, one server with its ports, and the
 * programs behind one port. `DELETE` of `SERVER_PATH`, with `ACTION_HEADER`, takes a server out of the inventory until it is read again.
 */
export const SERVERS_PATH = '/api/servers'
export const SERVER_ROWS_PATH = '/api/servers/rows'
export const SERVER_PATH = '/api/server'
export const PORT_PROGRAMS_PATH = '/api/port-programs'

/** A server's number in `id`s: of a container, the server that it runs on and its own id. As of a `PortHost`. */
export const serverIdOf = ({ hostId, containerId }: { hostId: string; containerId: string }): string =>
  containerId === '' ? hostId : `${hostId}/${containerId}`

/**
 * A server, or container, with counts of all its open ports: a port with a type counts once, however many programs and addresses
 * it has.
 *
 * - `addresses`: its own, then others that its ports are bound to, without loopback; at most {@link SERVERS_LIMITS}`.addresses`
 * - `matching`: those of its ports that the filter lets through
 * - `worstTier`: of its dangerous ports, null where they have none
 * - `opened`: ports opened since `since`, looked at before and not open then; null where nothing earlier can be compared
 * - `reach`: its ports by how they are bound; they add up to `open`
 * - `firstSeen`, `lastSeen`: ISO 8601, UTC. `lastSeen` and `isStale` are of now, whatever the snapshot
 * - `isStale`: it was left out of the readings of its scope for much longer than usual
 */
export const Server = z.object({
  id: z.string(),
  enterpriseProject: z.string(),
  name: z.string(),
  containerId: z.string(),
  containerName: z.string(),
  addresses: z.array(z.string()),
  open: z.int(),
  dangerous: z.int(),
  matching: z.int(),
  worstTier: z.nullable(z.string()),
  opened: z.nullable(z.int()),
  reach: z.object({ loopback: z.int(), one: z.int(), all: z.int() }),
  firstSeen: z.string(),
  lastSeen: z.string(),
  isStale: z.boolean(),
})
export type Server = z.infer<typeof Server>

/** The snapshot that an answer is of, by its number, and when it was read last (ISO 8601, UTC); null where nothing was read yet. */
const OfSnapshot = z.nullable(z.object({ id: z.int(), readTo: z.string() }))

/** Enterprise projects whose servers are not known: their source names none. What they have is not in any count. */
const unknown = z.array(z.string())

/**
 * One window of the servers with at least one port that the filter lets through, and how many there are. Without a filter these are
 * all servers, also those without open ports. `total` and `figures` are null where no servers are known at all, which is not 0.
 *
 * `figures` are of all servers, whatever the filter: how many there are, how many have a dangerous port, and how many have one
 * that is bound beyond loopback. `from` is the moment that `opened` compares with.
 */
export const ServersAnswer = z.object({
  snapshot: OfSnapshot,
  unknown,
  total: z.nullable(z.int()),
  figures: z.nullable(z.object({ servers: z.int(), affected: z.int(), affectedBeyondLoopback: z.int() })),
  from: z.nullable(z.string()),
  servers: z.array(Server),
})
export type ServersAnswer = z.infer<typeof ServersAnswer>

/**
 * Rows with at least one server whose port the filter lets through: how many such servers, and those of them that are bound to
 * loopback alone. `folded` are ports that are open in both address families, by protocol: a server with both counts once, and is
 * loopback only where both are. In order of port, then type. `total` is the number of `rows` in all windows; null where no servers are known.
 */
export const ServerRowsAnswer = z.object({
  snapshot: OfSnapshot,
  unknown,
  total: z.nullable(z.int()),
  rows: z.array(z.object({ port: z.int(), type: z.string(), servers: z.int(), loopbackOnly: z.int() })),
  folded: z.array(z.object({ port: z.int(), protocol: z.string(), servers: z.int(), loopbackOnly: z.int() })),
})
export type ServerRowsAnswer = z.infer<typeof ServerRowsAnswer>

/**
 * One port with one type that a server has open. `reach` is the broadest of its `addresses`. `programs` are paths, or names where
 * that is all that is known, each once; empty where none is known. `isOdd`: see {@link PortProgramsAnswer}. `firstSeen` is when
 * the server had it for the first time, `openSince` since when it has had it without a break (ISO 8601, UTC).
 */
export const ServerPort = z.object({
  port: z.int(),
  type: z.string(),
  status: z.string(),
  tier: z.nullable(z.string()),
  reach: z.enum(REACHES),
  addresses: z.array(z.string()),
  programs: z.array(z.string()),
  pid: z.int(),
  isOdd: z.boolean(),
  firstSeen: z.string(),
  openSince: z.string(),
})
export type ServerPort = z.infer<typeof ServerPort>

/** What became of a port of a server, and when that was read first (ISO 8601, UTC). */
export const ServerChange = z.object({ at: z.string(), port: z.int(), type: z.string(), cause: Cause })
export type ServerChange = z.infer<typeof ServerChange>

/** A server, all its ports, worst first, and its newest changes, of `changesTotal`, until the snapshot. */
export const ServerAnswer = z.object({
  snapshot: OfSnapshot,
  server: Server,
  ports: z.array(ServerPort),
  changesTotal: z.int(),
  changes: z.array(ServerChange),
})
export type ServerAnswer = z.infer<typeof ServerAnswer>

/**
 * The programs of the servers that have a port, most servers first; '' counts servers of which none is known. `isOdd`: one server
 * alone runs it, where each other program of the port is run by at least {@link ODD_OTHERS}. `total` is null where no servers are known.
 */
export const PortProgramsAnswer = z.object({
  snapshot: OfSnapshot,
  unknown,
  total: z.nullable(z.int()),
  programs: z.array(z.object({ program: z.string(), servers: z.int(), isOdd: z.boolean() })),
})
export type PortProgramsAnswer = z.infer<typeof PortProgramsAnswer>

/** From how many servers on one program makes others of its port comparable. */
export const ODD_OTHERS = 3

/** Windows of servers, of rows; addresses of a server, its changes, and the programs of a port that are answered at most. */
export const SERVERS_LIMITS = {
  min: 1,
  default: 50,
  max: 1_000,
  rows: 50_000,
  addresses: 10,
  changes: 200,
  programs: 100,
} as const
