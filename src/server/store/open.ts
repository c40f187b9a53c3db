import { alertMessageStore } from './alert-messages.ts'
import { alertRuleStore } from './alert-rules.ts'
import { auditStore } from './audit.ts'
import { readChanges } from './changes.ts'
import { readCourse } from './course.ts'
import { changeDocument, readDocument } from './documents.ts'
import { postgresEngine, sqliteEngine } from './engine.ts'
import type { Engine } from './engine.ts'
import { readFigures } from './figures.ts'
import { recordInventory, recordPast } from './inventory.ts'
import { migrate } from './migrations.ts'
import { readMoments } from './moments.ts'
import { readPortHistory } from './port-history.ts'
import { knowsServers, readPortHosts } from './port-hosts.ts'
import { describeProject, projectKind, readProjects } from './projects.ts'
import { recordSnapshot } from './record.ts'
import { readRowSet } from './row-set.ts'
import { foldMarks, scopesAt } from './scope-query.ts'
import { sessionStore } from './sessions.ts'
import { statementsOf } from './statements.ts'
import { readStatistics } from './statistics.ts'
import { sweepStore } from './sweeps.ts'
import { ticketStore } from './tickets.ts'
import { tokenStore } from './tokens.ts'
import type { Store } from './types.ts'
import { viewStore } from './views.ts'
import { writingTo } from './writing.ts'

export { keepCopy } from './copy.ts'
export { claimDataDir, isOpenToOthers } from './data-dir.ts'

/** A directory on this machine for the embedded database, or the URL of a PostgreSQL. */
export type StorePlace = { dataDir: string } | { databaseUrl: string }

/**
 * Opens the store, and makes or upgrades its tables where needed. Several processes may have one store open: each sees
 * at once what another recorded.
 *
 * @throws {StoreError} `unusable`, `newer` or `busy`, in one line with the remedy.
 */
export const openStore = async (place: StorePlace): Promise<Store> =>
  storeOn(await ('dataDir' in place ? sqliteEngine(place.dataDir) : postgresEngine(place.databaseUrl)))

/** The same on an engine that is open already. It closes with the store. */
export async function storeOn(engine: Engine): Promise<Store> {
  const { reader } = engine
  const closing = new AbortController()
  const writeTo = writingTo(engine, closing.signal)

  const close = async (): Promise<void> => {
    if (closing.signal.aborted) return
    closing.abort()
    await engine.close()
  }
  const { reading } = statementsOf(engine)

  try {
    await migrate(engine)
  } catch (error) {
    await close()
    throw engine.explain(error)
  }
  return {
    record: (scope, snapshot) => recordSnapshot(writeTo, scope, snapshot),
    recordPast: (project, past) => recordPast(writeTo, project, past),
    recordInventory: (scope, reports, read, options) =>
      recordInventory(writeTo, { ...read, scope, reports }, options),
    statistics: (query) => reading(() => readStatistics(reader, query)),
    rowSet: (query) => reading(() => readRowSet(reader, query)),
    extent: async ({ scopeQuery, snapshot }) => {
      const scopes = await reading(() => scopesAt(reader, scopeQuery, snapshot))
      return { mark: foldMarks(scopes), rows: scopes.reduce((sum, { rows }) => sum + rows, 0) }
    },
    portHosts: (query) => reading(() => readPortHosts(reader, query)),
    knowsServers: (query) => reading(() => knowsServers(reader, query)),
    changes: (comparison) => reading(() => readChanges(engine, comparison)),
    portHistory: (query) => reading(() => readPortHistory(engine, query)),
    course: (comparison) => reading(() => readCourse(reader, comparison)),
    moments: (scopeQuery) => reading(() => readMoments(reader, scopeQuery)),
    projects: () => reading(() => readProjects(reader)),
    hasProject: async (project) => (await reading(() => projectKind(reader, project))) !== null,
    projectKind: (project) => reading(() => projectKind(reader, project)),
    describeProject: (project) => describeProject(writeTo, project),
    sweeps: sweepStore({ writeTo, reader, reading }),
    views: viewStore(engine),
    sessions: sessionStore(engine),
    tokens: tokenStore(engine),
    audit: auditStore(engine),
    tickets: ticketStore(engine),
    alerts: { ...alertRuleStore(engine), ...alertMessageStore(engine) },
    changeDocument: (key, change) => changeDocument(engine, key, change),
    document: (key) => reading(() => readDocument(reader, key)),
    figures: () => reading(() => readFigures(engine)),
    close,
  }
}
