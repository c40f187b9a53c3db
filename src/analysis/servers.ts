import { REACHES } from '#contract/reach.ts'
import type { Reach } from '#contract/reach.ts'
import type { ServerSort } from '#contract/servers-query.ts'
import { SERVERS_LIMITS } from '#contract/servers.ts'
import type { Server, ServersAnswer } from '#contract/servers.ts'
import { tierOf } from '#knowledge/dangerous-ports.ts'

import type { Fleet, Passing } from './server-ports.ts'
import type { ServerSet } from './server-set.ts'
import { TIERS_FROM_LEAST } from './socket-table.ts'

const LOOPBACK = REACHES.indexOf('loopback')

/** Counts of servers, by their places in the set. `tier` is a place in `TIERS_FROM_LEAST`; `reach` has a column a reach. */
type Counts = {
  readonly open: Uint32Array
  readonly dangerous: Uint32Array
  readonly dangerousBeyond: Uint32Array
  readonly tier: Uint8Array
  readonly reach: readonly Uint32Array[]
}

/** Made once a set, which does not change. */
const counted = new WeakMap<ServerSet, Counts>()

function countsOf(set: ServerSet): Counts {
  const known = counted.get(set)
  if (known !== undefined) return known
  const size = set.servers.length
  const counts = {
    open: new Uint32Array(size),
    dangerous: new Uint32Array(size),
    dangerousBeyond: new Uint32Array(size),
    tier: new Uint8Array(size),
    reach: REACHES.map(() => new Uint32Array(size)),
  }
  const isDangerous = set.sockets.map(({ status }) => status === 'danger')
  const tierPlace = set.sockets.map(({ port, type }) =>
    TIERS_FROM_LEAST.findIndex((tier) => tier === (tierOf(port, type) || undefined)),
  )
  const more = (column: Uint32Array | undefined, at: number): void => {
    if (column !== undefined) column[at] = (column[at] ?? 0) + 1
  }
  for (let i = 0; i < set.server.length; i++) {
    const at = set.server[i] ?? 0
    const socket = set.socket[i] ?? 0
    const reach = set.reach[i] ?? 0
    more(counts.open, at)
    more(counts.reach[reach], at)
    if (isDangerous[socket] !== true) continue
    more(counts.dangerous, at)
    if (reach !== LOOPBACK) more(counts.dangerousBeyond, at)
    counts.tier[at] = Math.max(counts.tier[at] ?? 0, tierPlace[socket] ?? 0)
  }
  counted.set(set, counts)
  return counts
}

/** Of all servers of a set: how many there are, how many have a dangerous port, and how many one that is bound beyond loopback. */
export function fleetFigures(set: ServerSet): NonNullable<ServersAnswer['figures']> {
  const { dangerous, dangerousBeyond } = countsOf(set)
  const some = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + Number(count > 0), 0)
  return {
    servers: set.servers.length,
    affected: some(dangerous),
    affectedBeyondLoopback: some(dangerousBeyond),
  }
}

/**
 * One window of the servers that pass, in order, and how many pass. Ties go by name, then by id.
 *
 * @param opened how many ports were opened, by a server's id; null where nothing earlier can be compared.
 */
export function listServers(
  fleet: Fleet,
  passing: Passing,
  {
    sort,
    limit,
    offset,
    opened,
  }: { sort: ServerSort; limit: number; offset: number; opened: ReadonlyMap<string, number> | null },
): { total: number; servers: Server[] } {
  const { set } = fleet
  const matching = new Uint32Array(set.servers.length)
  for (let i = 0; i < passing.ports.length; i++)
    if (passing.ports[i] === 1) matching[set.server[i] ?? 0] = (matching[set.server[i] ?? 0] ?? 0) + 1
  const places = [...set.servers.keys()].filter((at) => passing.servers[at] === 1)
  const keysOf = sortKeys(fleet, sort.key, { matching, opened })
  const ranks = keysOf.map((keyOf) => places.map(keyOf))
  const direction = sort.descending ? -1 : 1
  const labels = places.map((at) => labelOf(fleet, at))
  const order = [...places.keys()].sort((a, b) => {
    for (const rank of ranks) {
      const difference = compare(rank[a] ?? 0, rank[b] ?? 0)
      if (difference !== 0) return direction * difference
    }
    return compare(labels[a] ?? '', labels[b] ?? '') || compare(idAt(set, places[a]), idAt(set, places[b]))
  })
  return {
    total: places.length,
    servers: order
      .slice(offset, offset + limit)
      .map((place) => serverAt(fleet, places[place] ?? -1, { matching, opened })),
  }
}

type Own = { matching: Uint32Array; opened: ReadonlyMap<string, number> | null }

/** What servers are sorted by, first key first. */
function sortKeys(
  fleet: Fleet,
  key: ServerSort['key'],
  { matching, opened }: Own,
): ((at: number) => number | string)[] {
  const { set, heads } = fleet
  const counts = countsOf(set)
  const headAt = (at: number) => heads.get(set.servers[at]?.host ?? -1)
  const of = (column: ArrayLike<number>) => (at: number) => column[at] ?? 0
  switch (key) {
    case 'worst':
      return [
        (at) => Number((counts.dangerous[at] ?? 0) > 0),
        of(counts.tier),
        of(counts.dangerous),
        of(counts.open),
      ]
    case 'name':
      return [(at) => labelOf(fleet, at)]
    case 'address':
      return [(at) => headAt(at)?.address ?? '']
    case 'open':
      return [of(counts.open)]
    case 'dangerous':
      return [of(counts.dangerous)]
    case 'matching':
      return [of(matching)]
    case 'opened':
      return [(at) => opened?.get(idAt(set, at)) ?? 0]
    case 'firstSeen':
      return [(at) => set.servers[at]?.firstSeen ?? '']
    case 'lastSeen':
      return [(at) => headAt(at)?.lastSeen ?? '']
  }
}

const idAt = (set: ServerSet, at: number | undefined): string => set.servers[at ?? -1]?.id ?? ''

const labelOf = ({ set, heads }: Fleet, at: number): string => {
  const server = set.servers[at]
  return server?.containerName || (heads.get(server?.host ?? -1)?.name ?? '')
}

/** Numbers in names and addresses order as numbers: web-2 before web-10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))

/**
 * One server of a set as it is answered.
 *
 * @param own its own `matching` are all of its ports, unless counted.
 * @throws {RangeError} where the set has no such place.
 */
export function serverAt(
  fleet: Fleet,
  at: number,
  { matching, opened }: { matching?: Uint32Array } & Pick<Own, 'opened'>,
): Server {
  const server = fleet.set.servers[at]
  if (server === undefined) throw new RangeError(`no server ${at} in a set of ${fleet.set.servers.length}`)
  const counts = countsOf(fleet.set)
  const head = fleet.heads.get(server.host)
  const addresses = new Set([head?.address ?? '', ...server.addresses].filter((address) => address !== ''))
  const reach = (name: Reach): number => counts.reach[REACHES.indexOf(name)]?.[at] ?? 0
  return {
    id: server.id,
    enterpriseProject: server.enterpriseProject,
    name: head?.name ?? '',
    containerId: server.containerId,
    containerName: server.containerName,
    addresses: [...addresses].slice(0, SERVERS_LIMITS.addresses),
    open: counts.open[at] ?? 0,
    dangerous: counts.dangerous[at] ?? 0,
    matching: (matching ?? counts.open)[at] ?? 0,
    worstTier: TIERS_FROM_LEAST[counts.tier[at] ?? 0] ?? null,
    opened: opened === null ? null : (opened.get(server.id) ?? 0),
    reach: { loopback: reach('loopback'), one: reach('one'), all: reach('all') },
    firstSeen: server.firstSeen,
    lastSeen: head?.lastSeen ?? server.firstSeen,
    isStale: head?.isStale ?? false,
  }
}
