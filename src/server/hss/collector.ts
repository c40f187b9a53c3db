import type { ScopeQuery } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import type { Store } from '#server/store/types.ts'

import { createBudget } from './budget.ts'
import { credentialIdOf } from './credentials.ts'
import { createLooks } from './looks.ts'
import { createLookUps } from './lookups.ts'
import type { LookUps } from './lookups.ts'
import { createProjectScopes } from './project-scopes.ts'
import { createReader } from './reader.ts'
import type { EndedSweep } from './reader.ts'
import type { HssSettings } from './settings.ts'
import { createSharedState } from './shared-state.ts'
import type { Told } from './shared-state.ts'
import { watchWrites } from './slow-writes.ts'
import { statusOf } from './status.ts'
import type { Timing } from './timing.ts'
import type { HssClient } from './types.ts'

/** The reading of all configured projects of HSS, while the server runs. */
export interface Collector {
  /** Takes note of viewers of scopes: they are synced more often. */
  lookedAt: (scopeQuery: ScopeQuery) => void
  status: () => Promise<ProjectStatus[]>
  /** Who answers questions about a project of HSS; null for other projects, and while `isWaitingForIds`. */
  lookUps: (project: string) => LookUps | null
  /** Whether there are projects of which neither IAM nor another process has said yet which they are. */
  isWaitingForIds: () => boolean
  /** Tries at once what waits after a failure. */
  wake: () => void
  /** Ends the reading. The page under way is dropped, and the cursors are kept. */
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
  /** Is told of each sweep that ended by itself. */
  swept: (sweep: EndedSweep) => void
  report: (error: Error) => void
}

/** Starts reading. It waits for nothing: the server starts while HSS is down. */
export function startCollector(parts: CollectorParts): Collector {
  const stopping = new AbortController()
  const projects = parts.projects.map((settings) => startProject(settings, parts, stopping.signal))
  const ofProject = (id: string) => projects.find(({ scopes }) => scopes.project() === id) ?? null
  return {
    lookedAt: (scopeQuery) => ofProject(scopeQuery.project)?.reader.look(scopeQuery),
    status: () => Promise.all(projects.map((project) => project.status())),
    lookUps: (id) => ofProject(id)?.lookUps ?? null,
    isWaitingForIds: () => projects.some(({ scopes }) => scopes.project() === null),
    wake: () => {
      for (const { reader } of projects) reader.wake()
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
  const looks = createLooks(timing)
  const credential = credentialIdOf(settings.credentials)
  const budget = (api: string) =>
    createBudget({
      account: { api, credential, origin: settings.endpoints.hss },
      perMinute: settings.callsPerMinute,
      documents,
      timing,
      isWatched: looks.isWatched,
    })
  const budgets = { statistics: budget('port/statistics'), hosts: budget('ports/detail') }
  const scopes = createProjectScopes({ settings, client, store, timing })
  const shared = createSharedState({
    key: `hss reader ${settings.region} ${settings.projectId ?? credential}`,
    owner: `${owner} ${settings.name}`,
    documents,
    timing,
  })
  const reader = createReader({
    client,
    store,
    budget: budgets.statistics,
    shared,
    scopes,
    looks,
    timing,
    random,
    swept,
    report,
  })
  /** As the process that reads has it. Of the store that both share, this one may know more. */
  async function view(): Promise<{ told: Told; isElsewhere: boolean }> {
    const own = reader.told()
    const failure = own.failure ?? slowness()
    if (reader.holds()) return { told: { ...own, failure }, isElsewhere: false }
    const { told, isElsewhere } = await shared.look()
    return { told: told ? { ...told, failure: failure ?? told.failure } : { ...own, failure }, isElsewhere }
  }
  return {
    scopes,
    reader,
    lookUps: createLookUps({ client, budgets, isRejected: async () => isRejected(await view()), timing }),
    status: async () =>
      statusOf({ settings, ...(await view()), budget: budgets.statistics, store, looks, timing }),
    done: reader.run(signal),
  }
}

const isRejected = ({ told: { failure } }: { told: Told }): boolean =>
  failure?.kind === 'rejected' || failure?.kind === 'clock'
