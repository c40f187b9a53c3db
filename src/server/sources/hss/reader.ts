import type { Scope } from '#contract/scope.ts'
import type { Failure } from '#contract/status.ts'
import type { Store, Sweep } from '#server/store/types.ts'

import type { Budget } from './budget.ts'
import { HssError } from './errors.ts'
import type { Lease } from './lease.ts'
import { completeOf, failureOf, readProgress, writeProgress } from './progress.ts'
import type { ProjectScopes } from './project-scopes.ts'
import { afterAnswer, afterError, NO_TROUBLE } from './retry.ts'
import type { Trouble } from './retry.ts'
import { dueAt, nextScope } from './schedule.ts'
import type { Plan } from './schedule.ts'
import { startSweep } from './sweep-state.ts'
import { nextWindow, takeWindow } from './sweep.ts'
import type { Timing } from './timing.ts'
import type { HssClient, Window } from './types.ts'

/** Longest rest between two looks at what is due: somebody may open a page meanwhile, and the lease has to be renewed. */
const REST_MAX = 5_000
/** After a failure of the store. */
const REST_STORE = 10_000

/** What a project is read with. */
export type ReaderParts = {
  client: HssClient
  store: Pick<Store, 'sweeps'>
  budget: Budget
  lease: Lease
  scopes: ProjectScopes
  /** When somebody last looked at a scope. */
  lookedAt: (scope: Scope) => number | null
  timing: Timing
  random: () => number
  /** Takes what went wrong inside: what HSS refuses is no such thing. */
  report: (error: Error) => void
}

/** How the reading of a project goes: what keeps it, until when (null: for good), and which scopes HSS refuses. */
export type ReaderState = {
  failure: Failure | null
  nextAttempt: number | null
  refused: ReadonlyMap<string, { failure: Failure; until: number }>
  isElsewhere: boolean
}

type ScopePlan = Plan & { scope: Scope; sweep: Sweep | null }

export const nameOf = ({
  category,
  enterpriseProject,
}: Pick<Scope, 'category' | 'enterpriseProject'>): string => `${category} ${enterpriseProject}`

/** Reads the scopes of one project of HSS, page by page, for as long as it runs. */
export function createReader(parts: ReaderParts) {
  const { client, store, budget, lease, scopes, lookedAt, timing, random, report } = parts
  const refused = new Map<string, { failure: Failure; until: number }>()
  let trouble: Trouble = NO_TROUBLE
  let failure: Failure | null = null
  let nextAttempt: number | null = 0
  let isElsewhere = false

  const instant = (): string => new Date(timing.now()).toISOString()

  /** One page, or none. @returns The milliseconds to rest. */
  async function turn(signal: AbortSignal): Promise<number> {
    isElsewhere = !(await lease.hold())
    if (isElsewhere || nextAttempt === null) return REST_MAX
    if (nextAttempt > timing.now()) return nextAttempt - timing.now()
    const own = await scopes.known(signal)
    const now = timing.now()
    const plans = await plansOf(own)
    const plan = nextScope(plans, now)
    if (!plan) return Math.min(...plans.map((plan) => dueAt(plan, now) - now))
    const taken = await budget.take('sweep')
    if ('freeAt' in taken) return taken.freeAt - now
    let throttled: { retryAfter: number | null } | undefined
    try {
      await readPage(plan, signal)
    } catch (error) {
      if (error instanceof HssError && error.kind === 'throttled') throttled = error
      throw error
    } finally {
      await taken.done(throttled)
    }
    return 0
  }

  async function plansOf(own: readonly Scope[]): Promise<ScopePlan[]> {
    const project = own[0]?.project
    const sweeps = project === undefined ? [] : await store.sweeps.ofProject(project)
    return own.map((scope) => {
      const last = sweeps.find((sweep) => nameOf(sweep.scope) === nameOf(scope)) // the newest
      const sweep = last?.ended === null && readProgress(last.progress) ? last : null
      return {
        scope,
        sweep,
        lookedAt: lookedAt(scope),
        endedAt: last && last.ended !== null ? Date.parse(last.ended) : null,
        isOpen: sweep !== null,
        blockedUntil: refused.get(nameOf(scope))?.until ?? 0,
      }
    })
  }

  async function readPage({ scope, sweep: open }: ScopePlan, signal: AbortSignal): Promise<void> {
    const sweep = open ?? (await begin(scope))
    const progress = readProgress(sweep.progress)
    const asked = progress && nextWindow(progress.state)
    if (!progress || !asked) throw new Error('a sweep that goes on has no next page')
    let window: Window
    try {
      window = await client.statistics({ ...scope, ...asked }, signal)
    } catch (error) {
      if (!signal.aborted) {
        const errors = [...progress.errors, failureOf(error, instant())]
        await store.sweeps.note(sweep, writeProgress(progress.state, errors))
        if (isOfScope(error)) return refuse(scope, error)
      }
      throw error
    }
    const known = progress.state.phase === 'unordered' ? await store.sweeps.rows(sweep) : []
    const keys = new Set(known.map(({ port, type }) => `${port}/${type}`))
    const { state, change } = takeWindow(progress.state, window, ({ port, type }) =>
      keys.has(`${port}/${type}`),
    )
    await store.sweeps.take(sweep, {
      ...change,
      progress: writeProgress(state, progress.errors),
      complete: completeOf(state),
      readAt: instant(),
      isEnd: state.outcome !== null,
    })
    refused.delete(nameOf(scope))
    trouble = afterAnswer(trouble)
    failure = null
  }

  async function begin(scope: Scope): Promise<Sweep> {
    const rows = await store.sweeps.wholeRows(scope)
    const state = startSweep({ dangerFirst: rows === null, previousRows: rows ?? 0 })
    return store.sweeps.begin(scope, instant(), writeProgress(state, []))
  }

  /** Notes that HSS refuses one scope: the others are read on. */
  function refuse(scope: Scope, error: HssError): void {
    const { wait } = afterError(error, NO_TROUBLE, random)
    refused.set(nameOf(scope), {
      failure: failureOf(error, instant()),
      until: timing.now() + (wait ?? Number.POSITIVE_INFINITY),
    })
  }

  /** @returns The milliseconds to rest. */
  function afterFailure(error: unknown): number {
    failure = failureOf(error, instant())
    if (!(error instanceof HssError)) {
      report(error instanceof Error ? error : new Error(String(error)))
      nextAttempt = timing.now() + REST_STORE
      return REST_STORE
    }
    const verdict = afterError(error, trouble, random)
    trouble = verdict.trouble
    if (verdict.renew) client.renewCredential()
    nextAttempt = verdict.wait === null ? null : timing.now() + verdict.wait
    return verdict.wait ?? REST_MAX
  }

  return {
    state: (): ReaderState => ({ failure, nextAttempt, refused, isElsewhere }),

    /** Tries at once what waits after a failure, but a rejected credential. */
    wake: (): void => {
      if (nextAttempt !== null) nextAttempt = 0
      refused.clear()
    },

    /** Ends when the signal is aborted. The page under way is dropped, and the cursor stays with the last one. */
    run: async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        const rest = await turn(signal).catch((error: unknown) => (signal.aborted ? 0 : afterFailure(error)))
        if (signal.aborted) break
        if (rest > 0) await timing.sleep(Math.min(rest, REST_MAX), signal).catch(() => undefined)
      }
      await lease.release().catch(() => undefined) // it ends by itself, a little later
    },
  }
}

export type Reader = ReturnType<typeof createReader>

/** Whether a failure says something of one scope alone. */
const isOfScope = (error: unknown): error is HssError =>
  error instanceof HssError && ['forbidden', 'notFound', 'invalid'].includes(error.kind)
