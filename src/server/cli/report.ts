import { rename, writeFile } from 'node:fs/promises'

import { breakDown } from '#analysis/breakdown.ts'
import { filterChanges } from '#analysis/changes.ts'
import { orderRows, WORST_FIRST } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { printQuery } from '#analysis/query/query.ts'
import { createRowSet } from '#analysis/row-set.ts'
import type { Change } from '#contract/changes.ts'
import { HOST_LIMITS } from '#contract/port-hosts.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ProjectSummary } from '#contract/projects.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { buildReport, namesIn } from '#export/report/report.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import { openStore } from '#server/store/open.ts'
import { readServersAnswered, withServers } from '#server/store/servers-answered.ts'
import type { Store } from '#server/store/types.ts'

import { CommandLineError } from './command-line-error.ts'
import type { ReportCommand } from './command-line.ts'
import { readConfig, storeLocation } from './config.ts'
import { print } from './terminal.ts'

/** Writes a report of the store of this environment to a file, and prints how many ports it has. */
export async function writeReport({ out, ...asked }: ReportCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    const { html, rows } = await reportOf(store, asked, new Date())
    await replace(out, html)
    print(`${out}: ${rows === null ? 'no data yet' : `${rows} ${rows === 1 ? 'port' : 'ports'}`}`)
  } finally {
    await store.close()
  }
}

/** Whole or not at all, and for its owner alone: it says where the fleet is open. */
async function replace(file: string, content: string): Promise<void> {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, content, { mode: 0o600, flag: 'wx' })
    await rename(part, file)
  } catch (error) {
    throw new CommandLineError(`${file} cannot be written: ${error instanceof Error ? error.message : ''}`)
  }
}

type ReportStore = Pick<Store, 'projects' | 'statistics' | 'changes' | 'portHosts' | 'servers' | 'rowSet'>

/**
 * The report that the page would make of the same view, from the store: its HTML, and how many rows it has; null when
 * nothing of the scope was ever read.
 *
 * @throws {CommandLineError} when the query is invalid, or asks for servers where none are known, when there is no such project or enterprise project, and when the
 * oldest snapshot is newer than `since`.
 */
async function reportOf(
  store: ReportStore,
  { project: asked, category, enterpriseProject, query: text, since, language }: Omit<ReportCommand, 'out'>,
  madeAt: Date,
): Promise<{ html: string; rows: number | null }> {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new CommandLineError('--query is invalid; docs/query.md describes the syntax')
  const { query } = parsed
  const project = chosen(await store.projects(), asked)
  const named = project.enterpriseProjects.find(({ id }) => id === enterpriseProject) ?? null
  if (named === null && enterpriseProject !== ALL_ENTERPRISE_PROJECTS)
    throw new CommandLineError(
      `--enterprise-project ${enterpriseProject}: not found in project ${project.id}`,
    )
  const scopeQuery = { project: project.id, category, enterpriseProject }
  const { set, mark } = await rowsOf(store, scopeQuery)
  const { nameOf } = await loadServiceNames()
  const filter = { query, types: [], statuses: [] }
  const order = orderRows(set, WORST_FIRST, nameOf)
  const ofRows = { nameOf, classOf: dangerClassOf, tierOf }
  const ofServers = { scopeQuery, snapshots: mark === null ? [] : [mark.id], query }
  const answered = await readServersAnswered(store, ofServers, ofRows)
  if (answered === null && mark !== null)
    throw new CommandLineError(`--query asks for servers, and those of project ${project.id} are unknown`)
  const knowledge = withServers(ofRows, query, answered)
  const { matches } = breakDown(set, order, filter, knowledge)
  const changes = await changesSince(store, { scopeQuery, since, mark })
  const view = {
    ...namesIn(language, project, named),
    category,
    mark,
    set,
    indices: matches,
    nameOf,
    query: printQuery(query),
    changes: changes && { ...changes, list: filterChanges(changes.list, filter, knowledge) },
    // HSS names servers when it is asked, and each time that is a call of its quota.
    hostsOf:
      project.kind === 'hss'
        ? null
        : (port: number, type: string) => hostsOf(store, scopeQuery, { port, type }),
  }
  return {
    html: await buildReport(view, language, madeAt),
    rows: mark === null ? null : matches.length,
  }
}

function chosen(projects: readonly ProjectSummary[], asked: string | null): ProjectSummary {
  const project = asked === null ? projects[0] : projects.find(({ id }) => id === asked)
  if (project) return project
  throw new CommandLineError(
    asked === null
      ? 'no projects yet: start the server, or import a scan'
      : `--project ${asked}: not found; projects: ${projects.map(({ id }) => id).join(', ') || 'none'}`,
  )
}

const DAY = 86_400_000 // ms

/**
 * What changed until the snapshot since an instant, or without one in the day before; null where nothing was asked for and
 * there is nothing earlier.
 */
async function changesSince(
  store: ReportStore,
  { scopeQuery, since, mark }: { scopeQuery: ScopeQuery; since: string | null; mark: SnapshotMark | null },
): Promise<{ since: string; list: readonly Change[] } | null> {
  const from = since === null ? { before: DAY } : { at: since }
  const told = mark && (await store.changes({ scopeQuery, from, to: { snapshot: mark.id } }))
  if (since !== null && (!told?.from || told.from.isOldest))
    throw new CommandLineError(`--since ${since}: the oldest snapshot is newer`)
  return told?.from ? { since: told.from.at, list: told.changes } : null
}

async function hostsOf(
  store: ReportStore,
  scopeQuery: ScopeQuery,
  socket: { port: number; type: string },
): Promise<readonly PortHost[]> {
  const { max } = HOST_LIMITS
  const hosts: PortHost[] = []
  for (;;) {
    const page = await store.portHosts({ scopeQuery, ...socket, limit: max, offset: hosts.length })
    hosts.push(...page.hosts)
    if (page.hosts.length < max) return hosts
  }
}

const EVERYTHING = 2 ** 31 - 1 // rows: more than there can be

async function rowsOf(store: ReportStore, scopeQuery: ScopeQuery) {
  const { rows, mark } = await store.statistics({
    scopeQuery,
    filter: {},
    sort: { key: 'port', descending: false },
    limit: EVERYTHING,
    offset: 0,
  })
  return { set: createRowSet(rows.length, rows), mark }
}
