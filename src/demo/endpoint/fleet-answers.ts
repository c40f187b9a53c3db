import { countCells, summarize } from '#analysis/breakdown.ts'
import { CAME, CAME_FIRST, createRowSet, EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowHistory, RowSet } from '#analysis/row-set.ts'
import { statisticsPage } from '#analysis/statistics-page.ts'
import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { SnapshotMark, StatisticsPage, StatisticsQuery } from '#contract/port-statistics.ts'
import type { ProjectSummary, ScopeSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'
import { DEMO_PROJECT, ESTATE } from '#demo/estate.ts'
import { demoFleet } from '#demo/fleet.ts'
import type { FleetReport, FleetScope, Listener } from '#demo/fleet.ts'
import { reportsAt, rowsAt, statusAt } from '#demo/past.ts'
import { randomOf } from '#demo/random.ts'
import { rowsOf, sharedServers } from '#demo/rows.ts'

/** Made once, at the first question. */
let made: readonly FleetScope[] | undefined
const fleet = (): readonly FleetScope[] => (made ??= demoFleet())

/** The scopes that a scope query means. A server is in one of them, so that reports and counts of several add up. */
export const fleetScopes = ({ category, enterpriseProject }: ScopeQuery): FleetScope[] =>
  fleet().filter(
    (scope) =>
      scope.category === category &&
      (enterpriseProject === ALL_ENTERPRISE_PROJECTS || scope.enterpriseProject === enterpriseProject),
  )

/** The demo fleet as the list of projects has it. */
export const fleetProject = (marks: readonly SnapshotMark[]): ProjectSummary => ({
  id: DEMO_PROJECT,
  name: 'Demo fleet',
  kind: 'demo',
  enterpriseProjects: ESTATE.map(({ id, name }) => ({
    id,
    name,
    scopes: fleet()
      .filter(({ enterpriseProject }) => enterpriseProject === id)
      .flatMap((scope) => marks.slice(-1).map((mark) => summaryOf(scope, mark))),
  })),
})

function summaryOf({ category, reports }: FleetScope, snapshot: SnapshotMark): ScopeSummary {
  const rows = rowsOf(reports)
  const { shown, dangerous } = summarize(countCells(createRowSet(rows.length, rows), () => true))
  const containers = new Set(reports.flatMap(({ listeners }) => listeners.map((l) => l.containerId)))
  return {
    category,
    rows: shown.rows,
    dangerous: dangerous.rows,
    openPortInstances: shown.instances,
    servers: category === 'container' ? containers.size : reports.length,
    snapshot,
  }
}

/**
 * The snapshot that a query means: the last one until the number that it gives. Every scope query has one a moment.
 *
 * @param marks of all moments, oldest first.
 */
export function fleetMark(
  { scopeQuery, snapshot = Infinity }: Pick<StatisticsQuery, 'scopeQuery' | 'snapshot'>,
  marks: readonly SnapshotMark[],
): SnapshotMark | null {
  const scopes = fleetScopes(scopeQuery)
  const moment = marks.findLastIndex(({ id }) => id <= snapshot)
  const mark = marks[moment]
  return scopes.length === 0 || mark === undefined ? null : { ...mark, affected: affectedAt(scopes, moment) }
}

/** Its place among the marks of all moments. */
export const momentOf = ({ id }: SnapshotMark, marks: readonly SnapshotMark[]): number =>
  marks.findIndex((mark) => mark.id === id)

/** How many servers of parts of the fleet had a dangerous port at a moment. */
export function affectedAt(scopes: readonly FleetScope[], moment: number): number {
  const affected = new Set<string>()
  for (const { category, reports } of scopes)
    for (const { key, listeners } of reportsAt(reports, moment))
      for (const { port, type, containerId } of listeners)
        if (statusAt(moment, port, type) === 'danger')
          affected.add(category === 'container' ? `${key} ${containerId}` : key)
  return affected.size
}

/** What the endpoint answers to a query. */
export function fleetStatistics(
  query: StatisticsQuery,
  marks: readonly SnapshotMark[],
): StatisticsPage & { mark: SnapshotMark | null } {
  const mark = fleetMark(query, marks)
  if (mark === null) return { total: 0, rows: [], mark }
  const moment = momentOf(mark, marks)
  const scopes = fleetScopes(query.scopeQuery)
  const rows = rowsAt(
    scopes.flatMap(({ reports }) => reports),
    moment,
  )
  return {
    ...statisticsPage(createRowSet(rows.length, rows), query),
    mark,
  }
}

/** All rows of a scope query, as the server's store gives them. */
export function fleetRowSet(
  query: Pick<StatisticsQuery, 'scopeQuery' | 'snapshot'>,
  marks: readonly SnapshotMark[],
): { set: RowSet; mark: SnapshotMark | null } {
  const mark = fleetMark(query, marks)
  if (mark === null) return { set: EMPTY_ROW_SET, mark }
  const moment = momentOf(mark, marks)
  const scopes = fleetScopes(query.scopeQuery)
  const reports = scopes.flatMap((scope) => scope.reports)
  const rows = rowsAt(reports, moment)
  const shared = sharedServers(reportsAt(reports, moment))
  const together = Uint32Array.from(
    rows,
    ({ port, type, servers }) => shared.get(`${port}/${protocolOf(type)}`) ?? servers,
  )
  const history = historyAt(reports, rows, marks.slice(0, moment + 1))
  return {
    set: { ...createRowSet(rows.length, rows), together, history },
    mark,
  }
}

/** When rows began. All ports of all servers were looked at from the first moment on: what was not seen then came later. */
function historyAt(
  reports: readonly FleetReport[],
  rows: readonly PortRow[],
  marks: readonly SnapshotMark[],
): RowHistory {
  const nameOf = ({ port, type }: PortRow): string => `${port}/${type}`
  const seen = marks.map((_, moment) => new Set(rowsAt(reports, moment).map(nameOf)))
  const first = Uint32Array.from(rows, (row) => seen.findIndex((names) => names.has(nameOf(row))))
  const opened = Uint32Array.from(rows, (row) => seen.findLastIndex((names) => !names.has(nameOf(row))) + 1)
  return {
    moments: marks.map(({ id, readTo }) => ({ snapshot: id, at: Math.floor(Date.parse(readTo) / 1000) })),
    first,
    opened,
    came: Uint8Array.from(
      rows,
      (_, i) => ((opened[i] ?? 0) > 0 ? CAME : 0) | ((first[i] ?? 0) > 0 ? CAME_FIRST : 0),
    ),
  }
}

/** To which snapshots its rows can be compared, newest first. */
export const fleetMoments = (scopeQuery: ScopeQuery, marks: readonly SnapshotMark[]): SnapshotMoment[] =>
  fleetScopes(scopeQuery).length === 0 ? [] : marks.map(({ id, readTo }) => ({ id, at: readTo })).toReversed()

/** Which servers have a port, in the server's order: one entry a server and type, with the broadest of its addresses. */
export function fleetHosts(query: PortHostsQuery, marks: readonly SnapshotMark[]): PortHostsPage {
  const { scopeQuery, limit, offset, ...wanted } = query
  const mark = fleetMark(query, marks)
  if (mark === null) return { total: 0, hosts: [] }
  const moment = momentOf(mark, marks)
  const found = fleetScopes(scopeQuery)
    .flatMap(({ category, enterpriseProject, reports }) =>
      reportsAt(reports, moment)
        .filter(({ name, address }) => contains(name, wanted.hostName) && contains(address, wanted.hostIp))
        .flatMap((report) =>
          broadest(report, wanted, category === 'container').map((listener) =>
            hostOf(report, listener, { enterpriseProject, moment }),
          ),
        ),
    )
    .sort((a, b) => compareBy(a, b, ['hostName', 'hostIp', 'type', 'containerName', 'containerId']))
  return { total: found.length, hosts: found.slice(offset, offset + limit) }
}

/** The listeners that stand for their server, or for its containers, one a type. */
function broadest(
  { listeners }: FleetReport,
  { port, type }: Pick<PortHostsQuery, 'port' | 'type'>,
  byContainer: boolean,
): Listener[] {
  const best = new Map<string, Listener>()
  for (const listener of listeners) {
    if (listener.port !== port || listener.type !== (type ?? listener.type)) continue
    const server = `${listener.type} ${byContainer ? listener.containerId : ''}`
    const known = best.get(server)
    if (known === undefined || isWider(listener.listeningAddress, known.listeningAddress))
      best.set(server, listener)
  }
  return [...best.values()]
}

const isWider = (a: string, b: string): boolean =>
  narrowness(a) < narrowness(b) || (narrowness(a) === narrowness(b) && a < b)

/** Any-address is the broadest, loopback the narrowest. */
function narrowness(address: string): number {
  if (address === '0.0.0.0' || address === '::') return 0
  return address === '::1' || address.startsWith('127.') ? 2 : 1
}

export const fleetHostId = (enterpriseProject: string, address: string): string =>
  randomOf(`${enterpriseProject} ${address}`).hex(32)

const hostOf = (
  { name, address }: FleetReport,
  listener: Listener,
  { enterpriseProject, moment }: { enterpriseProject: string; moment: number },
): PortHost => ({
  ...listener,
  hostId: fleetHostId(enterpriseProject, address),
  hostName: name,
  hostIp: address,
  status: statusAt(moment, listener.port, listener.type),
  enterpriseProject,
})

const contains = (text: string, words: string | undefined): boolean =>
  words === undefined || text.toLowerCase().includes(words.toLowerCase())

/** By the first of some words in which two differ. */
function compareBy<Key extends string>(
  a: Readonly<Record<Key, string>>,
  b: Readonly<Record<Key, string>>,
  keys: readonly Key[],
): number {
  const key = keys.find((key) => a[key] !== b[key])
  return key === undefined ? 0 : a[key] < b[key] ? -1 : 1
}
