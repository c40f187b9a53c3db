import type { AlertDelivery, AlertRuleToSave, DeliveryFailure } from '#contract/alert-rules.ts'
import type { Scope } from '#contract/scope.ts'

/**
 * An alert rule as it is kept: with its webhook and the secret that signs, '' being none. `viewQuery` is the saved view that it
 * names, null where that is gone. `evaluated` is the snapshot up to which it has told changes.
 */
export type KeptRule = AlertRuleToSave & {
  id: number
  project: string
  url: string
  secret: string
  viewQuery: string | null
  evaluated: number
}

/** The newest snapshot of a scope, and the newest complete one; null where there is none yet. */
export type ScopeHead = { scope: Scope; snapshot: number; complete: number | null }

/** A message that is on its way. `event` is its JSON, `attempts` counts this one, `created` is when it was made (ISO 8601). */
export type ClaimedMessage = {
  id: number
  webhookId: string
  event: string
  created: string
  attempts: number
  rule: KeptRule
}

/** What came of an attempt. `nextAttempt` null: it was the last one, as it was without a `failure`. */
type AttemptResult = {
  status: number | null
  failure: DeliveryFailure | null
  detail: string
  nextAttempt: Date | null
}

/** Alert rules. */
export interface AlertRuleStore {
  /** By name. */
  rules: (project: string) => Promise<KeptRule[]>
  /** Those of all projects that are enabled. */
  enabledRules: () => Promise<KeptRule[]>
  /** The number of a new rule, which tells what changes from now on; null when the project has as many as it may. */
  add: (rule: Omit<KeptRule, 'id' | 'viewQuery' | 'evaluated'>) => Promise<number | null>
  /** Replaces a rule, if there is one. One that was disabled tells what changes from now on. */
  change: (rule: Omit<KeptRule, 'viewQuery' | 'evaluated'>) => Promise<boolean>
  /** Deletes a rule with its messages; says whether there was one. */
  remove: (project: string, id: number) => Promise<boolean>
}

/** What rules tell, and their messages until these were delivered. Each step is whole or not at all, in all processes. */
export interface AlertMessageStore {
  /** Of every scope that was ever read. */
  heads: () => Promise<ScopeHead[]>
  /**
   * Notes that a rule has told the changes up to a snapshot, and keeps the message that says it, if there is one. Of all
   * who do that from one `evaluated`, one does: says whether it was this one.
   */
  advance: (
    rule: Pick<KeptRule, 'id' | 'evaluated'>,
    to: number,
    message: { webhookId: string; event: string } | null,
    at: Date,
  ) => Promise<boolean>
  /** Keeps a test message of a rule. Not while another is on its way: says whether it did. */
  test: (rule: number, message: { webhookId: string; event: string }, at: Date) => Promise<boolean>
  /**
   * Messages whose time has come, one a rule `without` some rules, each for one caller alone until the lease ends: then they
   * are due again.
   */
  claim: (query: {
    at: Date
    lease: Date
    limit: number
    without: readonly number[]
  }) => Promise<ClaimedMessage[]>
  /** Notes what came of an attempt. Later than the lease it changes nothing. */
  settle: (message: Pick<ClaimedMessage, 'id' | 'attempts'>, result: AttemptResult) => Promise<void>
  /** Messages of a project, newest first. */
  deliveries: (project: string, limit: number) => Promise<AlertDelivery[]>
}

export type AlertStore = AlertRuleStore & AlertMessageStore
