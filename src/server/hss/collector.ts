import type { ScopeQuery } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import type { Store } from '#server/store/types.ts'

import { createBudget } from './budget.ts'
import { credentialIdOf } from './credentials.ts'
import { createLookUps } from './lookups.ts'
import type { LookUps } from './lookups.ts'
import { createProjectScopes } from './project-scopes.ts'
import { createProjectSync } from './project-sync.ts'
import type { EndedSweep } from './project-sync.ts'
import type { HssSettings } from './settings.ts'
import { createSharedState } from './shared-state.ts'
import type { SyncState } from './shared-state.ts'
import { watchWrites } from './slow-writes.ts'
import { statusOf } from './status.ts'
import type { Timing } from './timing.ts'
import type { HssClient } from './types.ts'
import { createViewers } from './viewers.ts'

/** Syncs all configured projects of HSS, while the server runs. */
export interface Collector {
  /** Takes note of viewers of scopes: they are synced more often. */
  noteViewer: (scopeQuery: ScopeQuery) => void
  status: () => Promise<ProjectStatus[]>
  /** Who answers questions about a project of HSS; null for other projects, and while `isWaitingForIds`. */
  lookUps: (project: string) => LookUps | null
  /** Whether there are projects of which neither IAM nor another process has said yet which they are. */
  isWaitingForIds: () => boolean
  /** Retries at once what waits after a failure. */
  wake: () => void
  /** Ends all syncs. The page under way is dropped, and the cursors are kept. */
  stop: () => Promise<void>
}

type CollectorParts = {
  /** Which process is the collector: processes that share a store have different ids. */
  owner: string
  projects: readonly HssSettings[]
  clientOf: (settings: HssSettings) => HssClient
  store: Pick<Store, 'sweeps' | 'document' | 'changeDocument' | 'describeProject'>
  timing: Timing
  random: () => number
  /** Takes each sweep that ended by itself. */
  swept: (sweep: EndedSweep) => void
  report: (error: Error) => void
}

/** Starts the syncs. It waits for nothing: the server starts while HSS is down. */
export function startCollector(parts: CollectorParts): Collector {
  const stopping = new AbortController()
  const projects = parts.projects.map((settings) => startProject(settings, parts, stopping.signal))
  const ofProject = (id: string) => projects.find(({ scopes }) => scopes.project() === id) ?? null
  return {
    noteViewer: (scopeQuery) => ofProject(scopeQuery.project)?.sync.noteViewer(scopeQuery),
    status: () => Promise.all(projects.map((project) => project.status())),
    lookUps: (id) => ofProject(id)?.lookUps ?? null,
    isWaitingForIds: () => projects.some(({ scopes }) => scopes.project() === null),
    wake: () => {
      for (const { sync } of projects) sync.wake()
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(projects.map(({ done }) => done))
    },
  }
}

function startProject(
  settings: HssSettings,
  { owner, clientOf, timing, random, swept, report, ...parts }: CollectorParts,
  signal: AbortSignal,
) {
  const { store, slowness } = watchWrites(parts.store, { timing, report })
  const documents = { read: store.document, change: store.changeDocument }
  const client = clientOf(settings)
  const viewers = createViewers(timing)
  const credential = credentialIdOf(settings.credentials)
  const budget = (api: string) =>
    createBudget({
      account: { api, credential, origin: settings.endpoints.hss },
      perMinute: settings.callsPerMinute,
      documents,
      timing,
      isWatched: viewers.isWatched,
    })
  const budgets = { statistics: budget('port/statistics'), hosts: budget('ports/detail') }
  const scopes = createProjectScopes({ settings, client, store, timing })
  const shared = createSharedState({
    key: `hss reader ${settings.region} ${settings.projectId ?? credential}`,
    owner: `${owner} ${settings.name}`,
    documents,
    timing,
  })
  const sync = createProjectSync({
    client,
    store,
    budget: budgets.statistics,
    shared,
    scopes,
    viewers,
    timing,
    random,
    swept,
    report,
  })
  /** As the process that syncs the project has it. Of the store that both share, this one may know more. */
  async function view(): Promise<{ syncState: SyncState; isElsewhere: boolean }> {
    const own = sync.syncState()
    const failure = own.failure ?? slowness()
    if (sync.holds()) return { syncState: { ...own, failure }, isElsewhere: false }
    const { syncState, isElsewhere } = await shared.current()
    return {
      syncState: syncState ? { ...syncState, failure: failure ?? syncState.failure } : { ...own, failure },
      isElsewhere,
    }
  }
  return {
    scopes,
    sync,
    lookUps: createLookUps({ client, budgets, isRejected: async () => isRejected(await view()), timing }),
    status: async () =>
      statusOf({ settings, ...(await view()), budget: budgets.statistics, store, viewers, timing }),
    done: sync.run(signal),
  }
}

const isRejected = ({ syncState: { failure } }: { syncState: SyncState }): boolean =>
  failure?.kind === 'rejected' || failure?.kind === 'clock'
