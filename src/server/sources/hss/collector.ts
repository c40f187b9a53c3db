import { randomUUID } from 'node:crypto'

import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Scope, Selection } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import type { Store } from '#server/store/types.ts'

import { createBudget } from './budget.ts'
import { credentialIdOf } from './credentials.ts'
import { createLease } from './lease.ts'
import { createLookUps } from './lookups.ts'
import type { LookUps } from './lookups.ts'
import { createProjectScopes } from './project-scopes.ts'
import { createReader, nameOf } from './reader.ts'
import type { ReaderState } from './reader.ts'
import { WATCHED_FOR } from './schedule.ts'
import type { HssSettings } from './settings.ts'
import { watchWrites } from './slow-writes.ts'
import { statusOf } from './status.ts'
import type { Timing } from './timing.ts'
import type { HssClient } from './types.ts'

/** The reading of all configured projects of HSS, while the server runs. */
export interface Collector {
  /** Takes note that somebody looks at scopes: they are read more often. */
  lookedAt: (selection: Selection) => void
  status: () => Promise<ProjectStatus[]>
  /** Who answers questions about a project of HSS; null for other projects. */
  lookUps: (project: string) => LookUps | null
  /** Tries at once what waits after a failure. */
  wake: () => void
  /** Ends the reading. The page under way is dropped, and the cursors are kept. */
  stop: () => Promise<void>
}

export type CollectorParts = {
  projects: readonly HssSettings[]
  clientOf: (settings: HssSettings) => HssClient
  store: Pick<Store, 'sweeps' | 'document' | 'changeDocument' | 'describeProject'>
  timing: Timing
  random: () => number
  report: (error: Error) => void
}

/** Starts reading. Nothing is waited for: a service that is down keeps nobody from starting. */
export function startCollector(parts: CollectorParts): Collector {
  const stopping = new AbortController()
  const projects = parts.projects.map((settings) => startProject(settings, parts, stopping.signal))
  const ofProject = (id: string) => projects.find(({ scopes }) => scopes.project() === id) ?? null
  return {
    lookedAt: (selection) => ofProject(selection.project)?.lookedAt(selection),
    status: () => Promise.all(projects.map((project) => project.status())),
    lookUps: (id) => ofProject(id)?.lookUps ?? null,
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
  { clientOf, timing, random, report, ...parts }: CollectorParts,
  signal: AbortSignal,
) {
  const { store, slowness } = watchWrites(parts.store, { timing, report })
  const client = clientOf(settings)
  const looks = new Map<string, number>()
  const lookedAt = (scope: Scope): number | null =>
    looks.get(nameOf(scope)) ??
    looks.get(nameOf({ ...scope, enterpriseProject: ALL_ENTERPRISE_PROJECTS })) ??
    null
  const isWatched = (): boolean => [...looks.values()].some((at) => Math.abs(timing.now() - at) < WATCHED_FOR)
  const budget = (api: string) =>
    createBudget({
      account: { api, credential: credentialIdOf(settings.credentials), origin: settings.endpoints.hss },
      perMinute: settings.callsPerMinute,
      documents: { read: store.document, change: store.changeDocument },
      timing,
      isWatched,
    })
  const budgets = { statistics: budget('port/statistics'), hosts: budget('ports/detail') }
  const scopes = createProjectScopes({ settings, client, store, timing })
  const lease = createLease({
    key: `hss reader ${settings.region} ${settings.projectId ?? credentialIdOf(settings.credentials)}`,
    owner: randomUUID(),
    change: store.changeDocument,
    timing,
  })
  const reader = createReader({
    client,
    store,
    budget: budgets.statistics,
    lease,
    scopes,
    lookedAt,
    timing,
    random,
    report,
  })
  const state = (): ReaderState => {
    const { failure, ...rest } = reader.state()
    return { ...rest, failure: failure ?? slowness() }
  }
  return {
    scopes,
    reader,
    lookedAt: (selection: Selection): void => {
      if (!isWatched()) reader.look()
      looks.set(nameOf(selection), timing.now())
    },
    lookUps: createLookUps({ client, budgets, timing }),
    status: () => statusOf({ settings, scopes, state, budget: budgets.statistics, store, lookedAt, timing }),
    done: reader.run(signal),
  }
}
