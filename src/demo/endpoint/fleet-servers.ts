import { recentSince } from '#analysis/recent.ts'
import { readSavedFilter } from '#analysis/saved-filter.ts'
import { passPorts } from '#analysis/server-ports.ts'
import type { Fleet, Passing, ServerHead } from '#analysis/server-ports.ts'
import { rowsOfServers } from '#analysis/server-rows.ts'
import { createServerSet } from '#analysis/server-set.ts'
import type { Socket } from '#analysis/server-set.ts'
import { fleetFigures, listServers, serverAt } from '#analysis/servers.ts'
import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import { reachOf, REACHES } from '#contract/reach.ts'
import type { ServerQuery, ServerRowsQuery, ServersQuery } from '#contract/servers-query.ts'
import { serverIdOf } from '#contract/servers.ts'
import type {
  ServerAnswer,
  ServerChange,
  ServerPort,
  ServerRowsAnswer,
  ServersAnswer,
} from '#contract/servers.ts'
import type { Listener } from '#demo/fleet.ts'
import { reportsAt, rowsAt, statusAt } from '#demo/past.ts'
import { randomOf } from '#demo/random.ts'
import { dangerClassOf, TIERS, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'

import { fleetMark, fleetRowSet, fleetScopes } from './fleet-answers.ts'

type Marks = readonly SnapshotMark[]
type Asked = Pick<ServerQuery, 'scopeQuery' | 'snapshot' | 'since'>
type Known = { fleet: Fleet; mark: SnapshotMark; moment: number; listeners: Map<string, readonly Listener[]> }

const socketOf = ({ port, type }: Pick<Listener, 'port' | 'type'>): string => `${port}/${type}`

/** Servers, or containers, with what listens on them at a moment, by their ids. */
function listenersAt({ scopeQuery }: Pick<Asked, 'scopeQuery'>, moment: number) {
  const found = new Map<string, readonly Listener[]>()
  for (const { category, enterpriseProject, reports } of fleetScopes(scopeQuery))
    for (const { address, listeners } of reportsAt(reports, moment)) {
      const hostId = randomOf(`${enterpriseProject} ${address}`).hex(32)
      if (category === 'host') found.set(hostId, listeners)
      else
        for (const [containerId, own] of Map.groupBy(listeners, (listener) => listener.containerId))
          found.set(serverIdOf({ hostId, containerId }), own)
    }
  return found
}

/** The servers of a query at its moment; null where it has no scope. */
function knownServers(query: Asked, marks: Marks): Known | null {
  const { set: rows, mark } = fleetRowSet(query, marks)
  const first = marks[0]
  if (mark === null || first === undefined) return null
  const moment = marks.findIndex(({ id }) => id === mark.id)
  const scopes = fleetScopes(query.scopeQuery)
  const sockets: Socket[] = scopes.flatMap(({ reports }) => rowsAt(reports, moment))
  const building = createServerSet(sockets)
  const heads = new Map<number, ServerHead>()
  let from = 0
  for (const { category, enterpriseProject, reports } of scopes) {
    const own = rowsAt(reports, moment)
    const places = new Map(own.map((row, i) => [socketOf(row), from + i]))
    from += own.length
    for (const { name, address, listeners } of reportsAt(reports, moment)) {
      const host = heads.size
      heads.set(host, { name, address, lastSeen: mark.readTo, isStale: false })
      const hostId = randomOf(`${enterpriseProject} ${address}`).hex(32)
      const byContainer = Map.groupBy(listeners, ({ containerId }) =>
        category === 'container' ? containerId : '',
      )
      if (byContainer.size === 0 && category === 'host') byContainer.set('', [])
      for (const [containerId, some] of byContainer)
        building.add(
          {
            id: serverIdOf({ hostId, containerId }),
            host,
            enterpriseProject,
            containerId,
            containerName: category === 'container' ? (some[0]?.containerName ?? '') : '',
            firstSeen: first.readTo,
          },
          some.flatMap((listener) => {
            const socket = places.get(socketOf(listener))
            return socket === undefined ? [] : [{ ...listener, socket }]
          }),
        )
    }
  }
  return {
    fleet: { set: building.done(), heads, rows },
    mark,
    moment,
    listeners: listenersAt(query, moment),
  }
}

const headOf = ({ mark: { id, readTo } }: Known) => ({ snapshot: { id, readTo }, unknown: [] })

async function passing(
  { fleet, mark }: Known,
  { filter: { q, types, statuses }, since }: Pick<ServersQuery, 'filter' | 'since'>,
): Promise<Passing> {
  const { nameOf } = await loadServiceNames()
  const { filter } = readSavedFilter(
    new URLSearchParams({ q, type: types.join(), status: statuses.join() }).toString(),
  )
  const recent = recentSince(since, mark, fleet.rows.history)
  return passPorts(fleet, filter, { nameOf, classOf: dangerClassOf, tierOf, recent })
}

/** The moment that a comparison begins with, from 0. */
function baseOf(since: EarlierMoment, { mark, moment }: Known, marks: Marks): number {
  const until = (at: number): number => marks.findLastIndex(({ readTo }) => Date.parse(readTo) <= at)
  if ('snapshot' in since) return marks.findLastIndex(({ id }) => id <= since.snapshot)
  if ('at' in since) return until(Date.parse(since.at))
  return since.before === 'last' ? moment - 1 : until(Date.parse(mark.readTo) - since.before)
}

/** How many ports of servers were opened since a moment, by their ids; null where nothing is earlier. */
function openedSince(query: Asked, known: Known, marks: Marks) {
  const base = Math.min(baseOf(query.since, known, marks), known.moment)
  const from = marks[base]
  if (from === undefined) return null
  const before = listenersAt(query, base)
  const opened = new Map<string, number>()
  for (const [id, listeners] of known.listeners) {
    const had = new Set((before.get(id) ?? []).map(socketOf))
    const now = new Set(listeners.map(socketOf))
    opened.set(id, [...now].filter((socket) => !had.has(socket)).length)
  }
  return { from: from.readTo, opened }
}

export async function fleetServers(query: ServersQuery, marks: Marks): Promise<ServersAnswer> {
  const known = knownServers(query, marks)
  if (known === null)
    return { snapshot: null, unknown: [], total: null, figures: null, from: null, servers: [] }
  const since = openedSince(query, known, marks)
  const listed = listServers(known.fleet, await passing(known, query), {
    ...query,
    opened: since && since.opened,
  })
  return {
    ...headOf(known),
    figures: fleetFigures(known.fleet.set),
    from: since && since.from,
    ...listed,
  }
}

export async function fleetServerRows(query: ServerRowsQuery, marks: Marks): Promise<ServerRowsAnswer> {
  const known = knownServers(query, marks)
  if (known === null) return { snapshot: null, unknown: [], total: null, rows: [], folded: [] }
  const { ports } = await passing(known, query)
  const { rows, folded } = rowsOfServers(known.fleet.set, ports)
  return { ...headOf(known), total: rows.length, rows, folded }
}

/** @returns null where there is no such server. */
export function fleetServer(query: ServerQuery, marks: Marks): ServerAnswer | null {
  const known = knownServers(query, marks)
  const mark = fleetMark(query, marks)
  const at = known?.fleet.set.servers.findIndex(({ id }) => id === query.id) ?? -1
  if (known === null || mark === null || at === -1) return null
  const since = openedSince(query, known, marks)
  const changes = changesOf(query, known.moment, marks)
  return {
    ...headOf(known),
    server: serverAt(known.fleet, at, { opened: since && since.opened }),
    ports: portsOf(known, at, changes, marks),
    changesTotal: changes.length,
    changes,
  }
}

/** What became of a server's ports, newest first. */
function changesOf(query: ServerQuery, moment: number, marks: Marks): ServerChange[] {
  const changes: ServerChange[] = []
  const seen = new Set<string>()
  let before: Map<string, Listener> | null = null
  for (const [m, { readTo: at }] of marks.slice(0, moment + 1).entries()) {
    const now = new Map((listenersAt(query, m).get(query.id) ?? []).map((own) => [socketOf(own), own]))
    const change = (own: Listener, cause: ServerChange['cause']) =>
      changes.push({ at, port: own.port, type: own.type, cause })
    if (before !== null) {
      for (const [socket, own] of now)
        if (!before.has(socket)) change(own, seen.has(socket) ? 'reopened' : 'opened')
      for (const [socket, own] of before) if (!now.has(socket)) change(own, 'closed')
    }
    for (const socket of now.keys()) seen.add(socket)
    before = now
  }
  return changes.toReversed()
}

/** Its open ports, worst first. */
function portsOf(
  { fleet: { set }, listeners, moment }: Known,
  at: number,
  changes: ServerChange[],
  marks: Marks,
) {
  const own = Map.groupBy(listeners.get(set.servers[at]?.id ?? '') ?? [], socketOf)
  const oldest = marks[0]?.readTo ?? ''
  const ports = [...own.values()].map((some): ServerPort => {
    const { port, type, pid } = some[0] ?? { port: 0, type: '', pid: 0 }
    const came = changes.filter(
      (change) => change.port === port && change.type === type && change.cause !== 'closed',
    )
    const reaches = some.map(({ listeningAddress }) => REACHES.indexOf(reachOf(listeningAddress)))
    const place = set.server.findIndex(
      (server, i) =>
        server === at &&
        socketOf(set.sockets[set.socket[i] ?? 0] ?? { port: 0, type: '' }) === socketOf({ port, type }),
    )
    return {
      port,
      type,
      status: statusAt(moment, port, type),
      tier: tierOf(port, type) || null,
      reach: REACHES[Math.max(...reaches)] ?? 'one',
      addresses: [...new Set(some.map(({ listeningAddress }) => listeningAddress))],
      programs: [...new Set(some.map(({ path }) => path).filter((path) => path !== ''))],
      pid,
      isOdd: set.isOdd[place] === 1,
      firstSeen: came.find(({ cause }) => cause === 'opened')?.at ?? oldest,
      openSince: came[0]?.at ?? oldest,
    }
  })
  const rank = ({ status, tier }: ServerPort): number =>
    (status === 'danger' ? 0 : TIERS.length + 1) +
    (TIERS.findIndex((known) => known === tier) + 1 || TIERS.length + 1)
  return ports.sort((a, b) => rank(a) - rank(b) || a.port - b.port || (a.type < b.type ? -1 : 1))
}
