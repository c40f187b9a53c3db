import type { Scope, ScopeQuery } from '#contract/scope.ts'
import type { Failure } from '#contract/status.ts'
import type { Sweep } from '#server/store/sweep-types.ts'
import type { Store } from '#server/store/types.ts'

import type { Budget } from './budget.ts'
import { HssError } from './errors.ts'
import { createExchange } from './exchange.ts'
import { completeOf, failureOf, readProgress, writeProgress } from './progress.ts'
import type { Progress } from './progress.ts'
import { nameOf } from './project-scopes.ts'
import type { ProjectScopes } from './project-scopes.ts'
import { afterAnswer, afterError, afterPageError, isOfPage, NO_TROUBLE } from './retry.ts'
import type { PageTrouble, Trouble } from './retry.ts'
import { dueAt, isWatched, nextScope } from './schedule.ts'
import type { Plan } from './schedule.ts'
import type { SharedState, SyncState } from './shared-state.ts'
import { ended, NO_CHANGE, startSweep } from './sweep-state.ts'
import type { Step, SweepOutcome } from './sweep-state.ts'
import { nextWindow, takeWindow } from './sweep.ts'
import type { Timing } from './timing.ts'
import type { HssClient, Window } from './types.ts'
import type { Viewers } from './viewers.ts'

/** Longest rest between two checks of the schedule: a user may open a page meanwhile, and the lease has to be renewed. */
const REST_MAX = 5_000
/** After a failure of the store. */
const REST_STORE = 10_000

/** What a project is synced with. */
type SyncParts = {
  client: HssClient
  store: Pick<Store, 'sweeps'>
  budget: Budget
  shared: SharedState
  scopes: ProjectScopes
  viewers: Viewers
  timing: Timing
  random: () => number
  /** Takes each sweep that ended by itself. */
  swept: (sweep: EndedSweep) => void
  /** Takes what went wrong inside, and what concerns security: other refusals of HSS are in the status alone. */
  report: (error: Error) => void
}

/** A sweep that ended by itself: how, with how many rows, calls and seconds. */
export type EndedSweep = Scope & { outcome: SweepOutcome; rows: number; calls: number; seconds: number }

type ScopePlan = Plan & { scope: Scope; sweep: Sweep | null }

/** Syncs the scopes of one project of HSS, page by page, for as long as it runs. */
export function createProjectSync(parts: SyncParts) {
  const { client, store, budget, shared, scopes, viewers, timing, random, swept, report } = parts
  const failing = new Map<string, { failure: Failure; until: number }>()
  const pages = new Map<string, PageTrouble>()
  let trouble: Trouble = NO_TROUBLE
  let failure: Failure | null = null
  /** By the monotonic clock, and until when the service asked us to wait, which nothing shortens. */
  let nextAttempt = 0
  let heldUntil = 0
  /** Whether the last page was of a scope with a viewer. */
  let wasWatched = false
  /** Whether HSS answered since this process began to sync, or since it rejected the credential. */
  let isProven = false
  /** Ends the rest between two turns. */
  let woken = new AbortController()

  const exchange = createExchange({
    shared,
    viewers,
    scopes,
    syncState,
    onRetry: tryAgain,
    onViewer: onFirstViewer,
  })

  /** How the sync goes: what keeps it and until when, and which scopes fail by themselves, because HSS refuses them or fails at a page. */
  function syncState(): SyncState {
    const next = timing.now() + nextAttempt - timing.monotonic()
    return { ...scopes.found(), failure, nextAttempt: next, failing: Object.fromEntries(failing) }
  }

  const instant = (): string => new Date(timing.now()).toISOString()

  /** One page, or none. @returns The milliseconds to rest. */
  async function turn(signal: AbortSignal): Promise<number> {
    woken = new AbortController()
    const isTakenOver = await exchange.update()
    if (!exchange.holds()) return REST_MAX
    // A restart is no reason to try a rejected credential again.
    const rejection = isTakenOver ? await client.rejection() : null
    if (rejection) throw rejection
    if (nextAttempt > timing.monotonic()) return nextAttempt - timing.monotonic()
    const own = await scopes.known(signal, { isProven })
    const now = timing.now()
    const plans = await plansOf(own)
    const plan = nextScope(plans, now, wasWatched)
    if (failure?.kind === 'store' && !plan) failure = null // it can be written and read again
    if (!plan) return Math.min(...plans.map((plan) => dueAt(plan, now) - now))
    const taken = await budget.take('sweep')
    if ('freeAt' in taken) return taken.freeAt - now
    wasWatched = isWatched(plan, now)
    let throttled: { retryAfter: number | null } | undefined
    try {
      return await readPage(plan, signal)
    } catch (error) {
      if (error instanceof HssError && error.kind === 'throttled') throttled = error
      throw error
    } finally {
      await taken.done(throttled)
    }
  }

  async function plansOf(own: readonly Scope[]): Promise<ScopePlan[]> {
    const project = own[0]?.project
    const sweeps = project === undefined ? [] : await store.sweeps.ofProject(project)
    return own.map((scope) => {
      const ofScope = sweeps.filter((sweep) => nameOf(sweep.scope) === nameOf(scope)) // newest first
      const [last] = ofScope
      const progress = last?.ended === null ? readProgress(last.progress) : null
      const sweep = last && progress && nextWindow(progress.state) ? last : null // else it begins again
      const end = ofScope.find(({ ended }) => ended !== null)?.ended ?? null
      return {
        scope,
        sweep,
        viewedAt: viewers.at(scope),
        endedAt: end === null ? null : Date.parse(end),
        isOpen: sweep !== null,
        blockedUntil: failing.get(nameOf(scope))?.until ?? 0,
      }
    })
  }

  /** @returns The milliseconds to rest. */
  async function readPage({ scope, sweep: open }: ScopePlan, signal: AbortSignal): Promise<number> {
    const sweep = open ?? (await begin(scope))
    const progress = readProgress(sweep.progress)
    const asked = progress && nextWindow(progress.state)
    if (!progress || !asked) throw new Error('a sweep that goes on has no next page')
    let window: Window
    try {
      window = await client.statistics({ ...scope, ...asked }, signal)
    } catch (error) {
      if (signal.aborted || !(error instanceof HssError)) throw error
      return afterFailedPage(sweep, progress, error)
    }
    const ports = [...new Set(window.rows.map(({ port }) => port))]
    const known = progress.state.phase === 'unordered' ? await store.sweeps.rows(sweep, ports) : []
    const keys = new Set(known.map(({ port, type }) => `${port}/${type}`))
    const { state, change } = takeWindow(progress.state, window, ({ port, type }) =>
      keys.has(`${port}/${type}`),
    )
    await take(sweep, { state, change }, progress.errors)
    failing.delete(nameOf(scope))
    pages.delete(nameOf(scope))
    trouble = afterAnswer(trouble)
    failure = null
    isProven = true
    return 0
  }

  /**
   * Notes what a page failed with, of its scope alone: the others may do well. What says something of its scope, or comes
   * again and again, sets the scope aside, so that the others are read. A sweep whose page is lost ends there: it would
   * never get past it.
   *
   * @returns The milliseconds to rest.
   */
  async function afterFailedPage(
    sweep: Sweep,
    { state, errors }: Progress,
    error: HssError,
  ): Promise<number> {
    const name = nameOf(sweep.scope)
    const failed = failureOf(error, instant())
    const page = afterPageError(error.kind, `${sweep.id} ${sweep.step}`, pages.get(name), trouble.breaker)
    pages.set(name, page.trouble)
    if (page.isLost) {
      const end = ended(state, 'incomplete')
      await take(sweep, { state: end, change: NO_CHANGE }, [...errors, failed])
    } else await store.sweeps.note(sweep, writeProgress(state, [...errors, failed]))

    if (error.kind === 'pageSize') return 0 // the client asks for less next: nothing fails yet
    const isRefused = isOfScope(error)
    if (!isRefused && !isOfPage(error.kind)) throw error
    const wait = isRefused ? afterError(error, NO_TROUBLE, random).wait : page.aside
    failing.set(name, { failure: failed, until: wait === null ? 0 : timing.now() + wait })
    return isRefused ? 0 : afterFailure(error, wait === null ? 'again' : 'aside')
  }

  /** Stores what a page changed. */
  async function take(sweep: Sweep, { state, change }: Step, errors: Failure[]): Promise<void> {
    const { outcome, rows, calls } = state
    const { scope, begun, readTo } = await store.sweeps.take(sweep, {
      ...change,
      progress: writeProgress(state, errors),
      complete: completeOf(state),
      readAt: instant(),
      isEnd: outcome !== null,
    })
    if (outcome === null) return
    swept({ ...scope, outcome, rows, calls, seconds: (Date.parse(readTo) - Date.parse(begun)) / 1000 })
  }

  async function begin(scope: Scope): Promise<Sweep> {
    const rows = await store.sweeps.completeRows(scope)
    const state = startSweep({ dangerFirst: rows === null, previousRows: rows ?? 0 })
    return store.sweeps.begin(scope, instant(), writeProgress(state, []))
  }

  /**
   * @param page What becomes of the page that failed, where it is one scope's failure: asked for again, or set aside. Then
   *   the other scopes wait only when too many calls fail.
   * @returns The milliseconds to rest.
   */
  function afterFailure(error: unknown, page: 'again' | 'aside' | null = null): number {
    failure = page === null ? failureOf(error, instant()) : null
    if (!(error instanceof HssError)) {
      report(error instanceof Error ? error : new Error(String(error)))
      nextAttempt = timing.monotonic() + REST_STORE
      return REST_STORE
    }
    if (isForLog(error)) report(error)
    if (error.kind === 'rejected') isProven = false
    const decision = afterError(error, trouble, random)
    trouble = decision.trouble
    if (decision.renew) client.renewCredential()
    if (page === 'aside' && !decision.isOpen) {
      trouble = { ...trouble, attempts: 0 }
      return 0
    }
    // How long a rejected credential waits is for the lockout to say, and not for the service.
    if (error.retryAfter !== null && error.kind !== 'rejected')
      heldUntil = timing.monotonic() + error.retryAfter
    nextAttempt = timing.monotonic() + decision.wait
    return decision.wait
  }

  /** The same, and the other processes get to know of it, unless the store fails. */
  async function failed(cause: unknown): Promise<number> {
    const rest = afterFailure(cause)
    if (rest > 0 && cause instanceof HssError) await exchange.update().catch(() => undefined)
    return rest
  }

  /** Retries at once what waits after a failure. */
  function tryAgain(): void {
    nextAttempt = heldUntil
    for (const [name, { failure }] of failing) failing.set(name, { failure, until: 0 })
  }

  /** A viewer arrives: the same, but for failures that wait for more than that. */
  function onFirstViewer(): void {
    if (!['untrusted', 'rejected', 'clock'].includes(failure?.kind ?? '')) tryAgain()
  }

  return {
    syncState,
    /** Whether this process syncs the project. */
    holds: exchange.holds,

    /** Retries at once after a failure, in the process that syncs the project. */
    wake: (): void => {
      exchange.addRetry()
      woken.abort()
    },

    /** A page is open. */
    noteViewer: (scopeQuery: ScopeQuery): void => {
      if (!viewers.note(scopeQuery)) return
      onFirstViewer()
      woken.abort()
    },

    /** Ends when the signal is aborted. The page under way is dropped, and the cursor stays with the last one. */
    run: async (signal: AbortSignal): Promise<void> => {
      signal.addEventListener('abort', () => woken.abort())
      while (!signal.aborted) {
        const rest = await turn(signal).catch((error: unknown) => (signal.aborted ? 0 : failed(error)))
        if (signal.aborted) break
        if (rest > 0) await timing.sleep(Math.min(rest, REST_MAX), woken.signal).catch(() => undefined)
      }
      await shared.release().catch(() => undefined) // the lease ends by itself, a little later
    },
  }
}

export type Reader = ReturnType<typeof createProjectSync>

/** A credential that was rejected, and an endpoint that cannot be verified: the administrator has to know. */
const isForLog = ({ kind }: HssError): boolean => kind === 'rejected' || kind === 'untrusted'

/** Whether a failure says something of one scope alone. */
const isOfScope = ({ kind }: HssError): boolean => ['forbidden', 'notFound', 'invalid'].includes(kind)
