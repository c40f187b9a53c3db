import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Failure, ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'

import { coverageOf, scopesOf, shareOf, shownSweep } from './coverage.ts'
import type { Coverage } from './coverage.ts'

/** What happens to a scope query at this moment. Instants are ISO 8601; null is "not known", of `next` "not by itself". */
export type Activity =
  | { kind: 'failing'; failure: Failure; next: string | null }
  | { kind: 'syncing'; share: number | null; completeAt: number | null }
  | { kind: 'waiting'; until: string | null }
  | { kind: 'resting'; next: string | null }
  | { kind: 'unknown' }

/** Scopes of several that fail while others do not: why the first of them does, and when one is tried again, as in `Activity`. */
export type SomeFail = { scopes: readonly ScopeStatus[]; of: number; failure: Failure; next: string | null }

/** What a reader should know of the numbers. `names`: enterprise projects have ids alone. */
type Doubt = 'incomplete' | 'unstable' | 'refused' | 'moved' | 'names'

/** How far the numbers of a scope query can be trusted, and what is done about it. */
export type ScopeState = {
  coverage: Coverage
  /** Of the rows that HSS claims, those that were read; null before it has claimed any. */
  share: number | null
  /** The same for a bar: where a part has claimed nothing yet, the mean of the parts, with nothing for that one. */
  progress: number | null
  parts: { read: number; all: number }
  /** The sweeps that the numbers come from, as one; null where the status does not know them. */
  sweeps: { from: string; to: string; calls: number } | null
  /** `old` after twice the time that a sweep takes, `veryOld` after a day. */
  age: 'fresh' | 'old' | 'veryOld'
  /** Of all scopes; where only some of them fail, of the others. */
  activity: Activity
  someFail: SomeFail | null
  doubts: readonly Doubt[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * @param mark Of the rows that are shown.
 * @param project As the status has it; undefined before the status is known.
 * @param now By the server's clock, in ms since 1970.
 */
export function scopeState(
  scopeQuery: ScopeQuery,
  mark: SnapshotMark | null,
  project: ProjectStatus | undefined,
  now: number,
): ScopeState {
  const scopes = scopesOf(project, scopeQuery)
  const shown = scopes.map(shownSweep)
  const coverage = coverageOf(scopeQuery, mark, project)
  const share = coverage === 'complete' ? 1 : shareOf(shown)
  const someFail = project === undefined ? null : someFailOf(project, scopes)
  const others = someFail === null ? scopes : scopes.filter(({ failure }) => failure === null)
  return {
    coverage,
    share,
    progress: share ?? progressOf(shown),
    parts: { read: shown.filter((sweep) => sweep?.outcome === 'complete').length, all: shown.length },
    sweeps: sweepsOf(shown),
    age: ageOf(mark, shown, now),
    activity: project === undefined ? { kind: 'unknown' } : activityOf(project, others, now),
    someFail,
    doubts: doubtsOf(project, scopes, shown),
  }
}

function progressOf(shown: readonly (SweepFigures | undefined)[]): number | null {
  if (shown.length < 2) return null
  const shares = shown.map((sweep) => (sweep?.outcome === 'complete' ? 1 : (shareOf([sweep]) ?? 0)))
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function sweepsOf(shown: readonly (SweepFigures | undefined)[]): ScopeState['sweeps'] {
  const sweeps = shown.filter((sweep) => sweep !== undefined)
  const [first] = sweeps
  if (first === undefined) return null
  return sweeps.reduce(
    (all, { begun, readTo, calls }) => ({
      from: begun < all.from ? begun : all.from,
      to: readTo > all.to ? readTo : all.to,
      calls: all.calls + calls,
    }),
    { from: first.begun, to: first.readTo, calls: 0 },
  )
}

function ageOf(
  mark: SnapshotMark | null,
  shown: readonly (SweepFigures | undefined)[],
  now: number,
): ScopeState['age'] {
  if (mark === null) return 'fresh'
  const age = now - Date.parse(mark.readTo)
  if (age > DAY) return 'veryOld'
  if (shown.length === 0) return 'fresh'
  const sweepTime = shown.reduce(
    (sum, sweep) => sum + (sweep ? Date.parse(sweep.readTo) - Date.parse(sweep.begun) : 0),
    0,
  )
  // Between two sweeps there is half a minute's rest: a minute at least, or every short sweep would be old before the next.
  return age > 2 * Math.max(MINUTE, sweepTime) ? 'old' : 'fresh'
}

/** The scopes that fail where others do not; null where all are well, or none is. */
export function someFailOf(project: ProjectStatus, scopes: readonly ScopeStatus[]): SomeFail | null {
  const failing = scopes.filter(({ failure }) => failure !== null)
  const failure = failing[0]?.failure ?? null
  if (project.failure !== null || failure === null || failing.length === scopes.length) return null
  return {
    scopes: failing,
    of: scopes.length,
    failure,
    next: earliest(failing.map(({ nextRead }) => nextRead)),
  }
}

function activityOf(project: ProjectStatus, scopes: readonly ScopeStatus[], now: number): Activity {
  const failing = scopes.filter(({ failure }) => failure !== null)
  const failure = project.failure ?? failing[0]?.failure ?? null
  if (failure !== null) {
    const next = project.failure ? project.nextAttempt : earliest(failing.map(({ nextRead }) => nextRead))
    return { kind: 'failing', failure, next }
  }
  const syncing = scopes.filter(({ state }) => state === 'syncing')
  if (syncing.length > 0) {
    return {
      kind: 'syncing',
      share: shareOf(syncing.map(({ sweeps }) => sweeps[0])),
      completeAt: completeAt(scopes, syncing, now),
    }
  }
  const waiting = scopes.filter(({ state }) => state === 'waiting')
  if (waiting.length > 0) return { kind: 'waiting', until: earliest(waiting.map(({ nextRead }) => nextRead)) }
  return { kind: 'resting', next: earliest(scopes.map(({ nextRead }) => nextRead)) }
}

/** When what goes on has come to its end, one sweep after the other. Null while some of it was not begun. */
function completeAt(
  scopes: readonly ScopeStatus[],
  syncing: readonly ScopeStatus[],
  now: number,
): number | null {
  if (scopes.some(({ sweeps }) => sweeps.length === 0)) return null
  let at = now
  for (const { completeAt } of syncing) {
    if (completeAt === null) return null
    at += Math.max(0, Date.parse(completeAt) - now)
  }
  return at
}

function doubtsOf(
  project: ProjectStatus | undefined,
  scopes: readonly ScopeStatus[],
  shown: readonly (SweepFigures | undefined)[],
): Doubt[] {
  const outcomes = new Set(
    scopes.map(
      ({ sweeps }) => sweeps.find(({ outcome }) => outcome !== null && outcome !== 'superseded')?.outcome,
    ),
  )
  const doubts: Record<Doubt, boolean> = {
    incomplete: outcomes.has('incomplete'),
    unstable: outcomes.has('unstable'),
    refused: shown.some((sweep) => sweep !== undefined && sweep.refused.length > 0),
    moved: shown.some((sweep) => sweep?.moved === true),
    names: (project?.namesFailure ?? null) !== null,
  }
  return DOUBTS.filter((doubt) => doubts[doubt])
}

/** The worst first. */
const DOUBTS = ['incomplete', 'unstable', 'refused', 'moved', 'names'] as const satisfies readonly Doubt[]

/** The one thing to see at a glance. */
export type SyncHealth =
  | 'none'
  | 'failing'
  | 'someFailing'
  | 'veryOld'
  | 'old'
  | 'doubtful'
  | 'partial'
  | 'complete'

export function syncHealth({ activity, someFail, age, coverage, doubts }: ScopeState): SyncHealth {
  if (activity.kind === 'failing') return 'failing'
  if (coverage === 'none') return 'none'
  if (age === 'veryOld') return age
  if (someFail !== null) return 'someFailing'
  if (age !== 'fresh') return age
  if (doubts.includes('incomplete') || doubts.includes('unstable')) return 'doubtful'
  return coverage
}

const earliest = (instants: readonly (string | null)[]): string | null =>
  instants.filter((instant) => instant !== null).toSorted()[0] ?? null
