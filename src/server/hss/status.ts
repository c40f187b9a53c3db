import type { Scope } from '#contract/scope.ts'
import type { ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'
import type { Sweep } from '#server/store/sweep-types.ts'
import type { Store } from '#server/store/types.ts'

import type { Budget } from './budget.ts'
import { figuresOf, readProgress } from './progress.ts'
import { nameOf } from './project-scopes.ts'
import { dueAt } from './schedule.ts'
import type { HssSettings } from './settings.ts'
import type { SyncState } from './shared-state.ts'
import { OFFSET_MAX } from './sweep.ts'
import type { Timing } from './timing.ts'
import type { Viewers } from './viewers.ts'

/** Of a full page, rows that are new: the rest repeats the page before. */
const NEW_SHARE = 0.97
const MINUTE = 60_000

type StatusParts = {
  settings: Pick<HssSettings, 'name' | 'region' | 'lagHint' | 'callsPerMinute'>
  /** How the sync goes, as the process that does it has it. */
  syncState: SyncState
  isElsewhere: boolean
  budget: Pick<Budget, 'left'>
  store: Pick<Store, 'sweeps'>
  viewers: Pick<Viewers, 'at'>
  timing: Pick<Timing, 'now'>
}

/** How the sync of one project goes. */
export async function statusOf(parts: StatusParts): Promise<ProjectStatus> {
  const { settings, syncState, isElsewhere, budget, store, timing } = parts
  const { project, failure, nextAttempt } = syncState
  const sweeps = project === null ? [] : await store.sweeps.ofProject(project)
  const quota = await budget.left()
  const now = timing.now()
  const ofScopes = scopesOf(syncState, sweeps).map((scope) =>
    scopeStatus(scope, sweeps, { ...parts, quota, now }),
  )
  const shared = failure === null ? sharedFailure(ofScopes) : null
  return {
    id: project,
    name: settings.name,
    region: settings.region,
    ...(shared ?? { failure, nextAttempt: failure && isoOf(Math.max(now, nextAttempt, quota.freeAt)) }),
    readElsewhere: isElsewhere,
    namesFailure: syncState.namesFailure,
    lagHint: settings.lagHint,
    quota: {
      perMinute: settings.callsPerMinute,
      allowed: quota.allowed,
      left: quota.left,
      freeAt: isoOf(quota.freeAt),
    },
    scopes: ofScopes,
  }
}

/** What all scopes fail with alike is no scope's own: the newest of the failures, and when the first scope is tried again. */
function sharedFailure(
  scopes: readonly ScopeStatus[],
): Pick<ProjectStatus, 'failure' | 'nextAttempt'> | null {
  const failures = scopes.flatMap(({ failure }) => failure ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const [failure] = failures
  if (failure === undefined || failures.length < scopes.length) return null
  if (failures.some(({ kind }) => kind !== failure.kind)) return null
  return { failure, nextAttempt: scopes.flatMap(({ nextRead }) => nextRead ?? []).toSorted()[0] ?? null }
}

/** The scopes that are read, or while they are unknown, those that were. */
function scopesOf({ project, scopes }: SyncState, sweeps: readonly Sweep[]): Scope[] {
  if (project === null) return []
  if (scopes.length > 0) return scopes.map((scope) => ({ project, ...scope }))
  return [...new Map(sweeps.map(({ scope }) => [nameOf(scope), scope])).values()]
}

function scopeStatus(
  scope: Scope,
  sweeps: readonly Sweep[],
  {
    syncState,
    viewers,
    quota,
    now,
  }: StatusParts & { quota: { allowed: number; freeAt: number }; now: number },
): ScopeStatus {
  const { failure: projectFailure, nextAttempt, failing } = syncState
  const own = sweeps.filter((sweep) => nameOf(sweep.scope) === nameOf(scope))
  const [last] = own
  const trouble = Object.hasOwn(failing, nameOf(scope)) ? failing[nameOf(scope)] : undefined
  const isOpen = last !== undefined && last.ended === null
  const due = dueAt(
    {
      viewedAt: viewers.at(scope),
      endedAt: last && last.ended !== null ? Date.parse(last.ended) : null,
      isOpen,
      blockedUntil: trouble?.until ?? 0,
    },
    now,
  )
  const failure = projectFailure ?? trouble?.failure ?? null
  const next = Math.max(now, due, quota.freeAt, nextAttempt)
  const { category, enterpriseProject } = scope
  return {
    category,
    enterpriseProject,
    state: stateOf({ isFailing: failure !== null, isOpen, isDue: due <= now, isWaiting: quota.freeAt > now }),
    nextRead: isoOf(next),
    completeAt: isOpen && !failure ? completeAt(last, quota.allowed, next) : null,
    failure,
    sweeps: own.map(figuresOf).filter((figures): figures is SweepFigures => figures !== null),
  }
}

function stateOf(is: {
  isFailing: boolean
  isOpen: boolean
  isDue: boolean
  isWaiting: boolean
}): ScopeStatus['state'] {
  if (is.isFailing) return 'failing'
  if (is.isOpen) return 'syncing'
  return is.isDue && is.isWaiting ? 'waiting' : 'idle'
}

/**
 * When a sweep has all that is claimed, if its next call goes at `next` and every other one that the quota allows is its
 * own. Null before anything is claimed.
 */
function completeAt(sweep: Sweep, allowed: number, next: number): string | null {
  const state = readProgress(sweep.progress)?.state
  if (!state || state.size === 0 || state.most === 0) return null
  const readable = Math.min(state.most, OFFSET_MAX) // HSS may claim any number
  const calls = Math.ceil(Math.max(0, readable - state.rows) / (state.size * NEW_SHARE))
  return isoOf(next + (Math.max(0, calls - 1) * MINUTE) / allowed)
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
