import { openPort } from '#analysis/open-port.ts'
import type { Knowledge } from '#analysis/query/match.ts'
import { recentSince } from '#analysis/recent.ts'
import type { Fleet, ServerHead } from '#analysis/server-ports.ts'
import { createServerSet } from '#analysis/server-set.ts'
import type { Head, HistoryPort, Opened } from '#analysis/servers-answers.ts'
import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Category, ScopeQuery } from '#contract/scope.ts'
import { serverIdOf } from '#contract/servers.ts'
import type { ServerChange } from '#contract/servers.ts'
import type { Listener } from '#demo/fleet.ts'
import { reportsAt, rowsAt, statusAt } from '#demo/past.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'

import { fleetHostId, fleetMark, fleetRowSet, fleetScopes, momentOf } from './fleet-answers.ts'
import { momentsOf } from './fleet-history.ts'

type Asked = { scopeQuery: ScopeQuery; snapshot?: number }

/** What a server listened on, moment by moment, up to the one that is asked for. */
type Past = readonly (readonly Listener[])[]

/** Servers of the demo fleet at a moment, with their pasts by their ids. */
type FleetServers = { head: Head; fleet: Fleet; mark: SnapshotMark; pasts: ReadonlyMap<string, Past> }

/** The servers of a part of the fleet; null where there is no such part of it. */
export function fleetServers(query: Asked, marks: readonly SnapshotMark[]): FleetServers | null {
  const mark = fleetMark(query, marks)
  if (mark === null) return null
  const moment = momentOf(mark, marks)
  const scopes = fleetScopes(query.scopeQuery)
  const building = createServerSet(
    scopes.flatMap(({ reports }) =>
      rowsAt(reports, moment).map((row) => ({ ...row, status: statusAt(moment, row.port, row.type) })),
    ),
  )
  const heads = new Map<number, ServerHead>()
  const pasts = new Map<string, Past>()
  let before = 0 // sockets of the scopes before
  for (const { category, enterpriseProject, reports } of scopes) {
    const rows = rowsAt(reports, moment)
    const places = new Map(rows.map(({ port, type }, place) => [`${port}/${type}`, before + place]))
    before += rows.length
    const moments = marks.slice(0, moment + 1).map((_, then) => reportsAt(reports, then))
    for (const [n, { name, address, listeners }] of moments[moment]?.entries() ?? []) {
      const host = heads.size
      heads.set(host, { name, address, lastSeen: marks.at(-1)?.readTo ?? '', isStale: false })
      for (const [containerId, own] of serversOf(listeners, category)) {
        const id = serverIdOf({ hostId: fleetHostId(enterpriseProject, address), containerId })
        const past = moments.map((then) =>
          new Map(serversOf(then[n]?.listeners ?? [], category)).get(containerId),
        )
        const { containerName = '' } = category === 'container' ? (own[0] ?? {}) : {}
        const firstSeen = marks[past.findIndex((then) => then !== undefined)]?.readTo ?? ''
        pasts.set(
          id,
          past.map((then) => then ?? []),
        )
        building.add(
          { id, host, enterpriseProject, containerId, containerName, firstSeen },
          own.map((listener) => ({
            ...listener,
            socket: places.get(`${listener.port}/${listener.type}`) ?? -1,
          })),
        )
      }
    }
  }
  const head = { snapshot: { id: mark.id, readTo: mark.readTo }, unknown: [] }
  const fleet = { set: building.done(), heads, rows: fleetRowSet(query, marks).set }
  return { head, fleet, mark, pasts }
}

/** What listens, by what counts as a server: the host, or each of its containers. */
const serversOf = (listeners: readonly Listener[], category: Category): [string, readonly Listener[]][] =>
  category === 'container' ? [...Map.groupBy(listeners, ({ containerId }) => containerId)] : [['', listeners]]

/** How many ports were opened on each server since a moment. All of them were always looked at. */
export function fleetOpened(
  { mark, pasts }: FleetServers,
  { scopeQuery, since }: { scopeQuery: ScopeQuery; since: EarlierMoment },
  marks: readonly SnapshotMark[],
): Opened {
  const { from, base } = momentsOf({ scopeQuery, from: since, to: { snapshot: mark.id } }, marks)
  if (from === null || base === null) return null
  const moment = momentOf(base, marks)
  const opened = new Map<string, number>()
  for (const [id, past] of pasts) {
    const had = new Set((past[moment] ?? []).map(nameOf))
    const has = new Set((past.at(-1) ?? []).map(nameOf))
    opened.set(id, [...has].filter((name) => !had.has(name)).length)
  }
  return { from: from.at, opened }
}

const nameOf = ({ port, type }: Pick<Listener, 'port' | 'type'>): string => `${port}/${type}`

/** The ports of a server and what became of them: as the server's store tells it. */
export function fleetServerHistory(
  past: Past,
  marks: readonly SnapshotMark[],
): { ports: HistoryPort[]; changes: ServerChange[] } {
  const at = (moment: number): string => marks[moment]?.readTo ?? ''
  const first = past.findIndex((listeners) => listeners.length > 0)
  const ports: HistoryPort[] = []
  const changes: (ServerChange & { moment: number })[] = []
  for (const own of Map.groupBy(past.flat(), nameOf).values()) {
    const [{ port, type } = { port: 0, type: '' }] = own
    const open = past.map((listeners) => listeners.filter((one) => one.port === port && one.type === type))
    let openSince = ''
    for (const [moment, listeners] of open.entries()) {
      const had = (open[moment - 1] ?? []).length > 0
      const isNew = open.slice(0, moment).every((before) => before.length === 0)
      if (listeners.length > 0 && !had) {
        openSince = at(moment)
        const cause = isNew ? 'opened' : 'reopened'
        if (moment > first) changes.push({ at: at(moment), port, type, cause, moment })
      }
      if (listeners.length === 0 && had) changes.push({ at: at(moment), port, type, cause: 'closed', moment })
    }
    const now = open.at(-1) ?? []
    const firstSeen = at(open.findIndex((listeners) => listeners.length > 0))
    if (now.length > 0)
      ports.push(
        openPort(
          { port, type, firstSeen, openSince },
          now.map(({ listeningAddress: address, path, pid }) => ({ address, path, pid })),
        ),
      )
  }
  changes.sort((a, b) => b.moment - a.moment || a.port - b.port || (a.type < b.type ? -1 : 1))
  return { ports, changes: changes.map(({ at, port, type, cause }) => ({ at, port, type, cause })) }
}

/** What queries ask of rows beside themselves. */
export async function fleetKnowledge(
  { fleet, mark }: FleetServers,
  since: EarlierMoment,
): Promise<Knowledge> {
  const { nameOf } = await loadServiceNames()
  const recent = recentSince(since, mark, fleet.rows.history)
  return { nameOf, classOf: dangerClassOf, tierOf, recent }
}
