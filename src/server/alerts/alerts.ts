import { setTimeout as sleep } from 'node:timers/promises'

import type { Knowledge } from '#analysis/query/match.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import type { Egress } from '#server/common/egress.ts'
import type { Log } from '#server/common/log.ts'
import { systemResolve } from '#server/common/public-address.ts'
import type { Resolve } from '#server/common/public-address.ts'
import type { ClaimedMessage, KeptRule } from '#server/store/alert-types.ts'
import type { Store } from '#server/store/types.ts'

import type { AllowedTargets } from './allowed-targets.ts'
import { logChanges } from './change-log.ts'
import { evaluateRule } from './evaluate.ts'
import { makeEvent } from './event.ts'
import { nextAttempt } from './retry.ts'
import { send } from './send.ts'
import type { SendOptions } from './send.ts'

/** How often it is looked for new snapshots and due messages, in ms: two small queries. Other processes record, too. */
const EVERY = 2_000

/** The same after a failure of the store, which each would report. */
const AFTER_FAILURE = 15 * EVERY

/** Attempts that one process makes at a time. */
const AT_ONCE = 8

const TIMES: SendOptions['times'] = { connect: 5_000, tls: 5_000, firstByte: 10_000, whole: 15_000 }

/** For how long a message is one process's, in ms: beyond the time that an attempt and the note of it can take. */
const LEASE = 60_000

/** What came of an attempt, for the metrics. */
export type DeliveryOutcome = 'delivered' | 'retried' | 'failed'

export type AlertParts = {
  store: Pick<Store, 'changes' | 'servers' | 'rowSet' | 'document' | 'changeDocument' | 'alerts'>
  targets: AllowedTargets
  egress: Egress
  /** Where browsers reach the page. */
  origin: () => string
  /** Takes a line for each change; null where changes are not logged. */
  changeLog: Log | null
  attempted: (outcome: DeliveryOutcome) => void
  report: (error: Error) => void
  resolve?: Resolve
  every?: number
  times?: SendOptions['times']
}

export type Alerts = {
  targets: AllowedTargets
  /** Sends a test message of a rule; false while another is on its way. */
  test: (rule: KeptRule) => Promise<boolean>
  stop: () => Promise<void>
}

/** Evaluates rules after each reading and delivers their messages, from now on until it is stopped. */
export function startAlerts({
  store,
  targets,
  egress,
  origin,
  changeLog,
  attempted,
  report,
  resolve = systemResolve,
  every = EVERY,
  times = TIMES,
}: AlertParts): Alerts {
  const stopping = new AbortController()
  const inFlight = new Map<number, Promise<void>>()
  const sending: SendOptions = {
    targets,
    egress,
    times,
    lookup: targets.lookup(resolve),
    signal: stopping.signal,
  }
  let wake: (() => void) | null = null
  let knowledge: Knowledge | null = null

  const attempt = async (message: ClaimedMessage): Promise<void> => {
    const { status, failure, detail, isFinal, retryAfter } = await send(message, new Date(), sending)
    if (stopping.signal.aborted) return // unknown what came of it: it is due again when its lease ends
    const next =
      failure === null || isFinal
        ? null
        : nextAttempt(message, { at: new Date(), retryAfter, random: Math.random() })
    await store.alerts.settle(message, { status, failure, detail, nextAttempt: next })
    attempted(failure === null ? 'delivered' : next === null ? 'failed' : 'retried')
  }

  const evaluate = async (): Promise<void> => {
    const rules = await store.alerts.enabledRules()
    if (rules.length === 0 && changeLog === null) return
    const heads = await store.alerts.heads()
    if (changeLog !== null) await logChanges(store, heads, changeLog)
    if (rules.length === 0) return
    knowledge ??= { nameOf: (await loadServiceNames()).nameOf, classOf: dangerClassOf, tierOf }
    for (const rule of rules) {
      // A rule that fails says so each time, and holds up no other.
      await evaluateRule(store, rule, { heads, knowledge, origin: origin(), at: new Date() }).catch(
        reportError,
      )
    }
  }

  const deliver = async (): Promise<void> => {
    const room = AT_ONCE - inFlight.size
    if (room <= 0) return
    const at = new Date()
    const claimed = await store.alerts.claim({
      at,
      lease: new Date(at.getTime() + LEASE),
      limit: room,
      without: [...inFlight.keys()],
    })
    for (const message of claimed) {
      const done = attempt(message)
        .catch(reportError)
        .finally(() => {
          inFlight.delete(message.rule.id)
          wake?.()
        })
      inFlight.set(message.rule.id, done)
    }
  }

  const reportError = (error: unknown): void =>
    report(error instanceof Error ? error : new Error(String(error)))

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const pause = await evaluate()
        .then(deliver)
        .then(() => every)
        .catch((error: unknown) => {
          reportError(error)
          return AFTER_FAILURE
        })
      const woken = new Promise<void>((resolve) => (wake = resolve))
      await Promise.race([woken, sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)])
    }
  }
  const running = run()

  return {
    targets,
    test: async (rule) => {
      const at = new Date()
      const message = makeEvent({
        rule,
        from: rule.evaluated,
        to: rule.evaluated,
        changes: { from: null, to: null, complete: 1, changes: [] },
        origin: origin(),
        at,
      })
      const isKept = await store.alerts.test(rule.id, message, at)
      wake?.()
      return isKept
    },
    stop: async () => {
      stopping.abort()
      await running
      await Promise.all(inFlight.values())
    },
  }
}
