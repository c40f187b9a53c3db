import { filterChanges } from '#analysis/changes.ts'
import type { Knowledge } from '#analysis/query/match.ts'
import { readSavedFilter } from '#analysis/saved-filter.ts'
import { alertCausesOf } from '#contract/alert-rules.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { KeptRule, ScopeHead } from '#server/store/alert-types.ts'
import { readServersAnswered, withServers } from '#server/store/servers-answered.ts'
import type { Store } from '#server/store/types.ts'

import { makeEvent } from './event.ts'

type EvaluateStore = Pick<Store, 'changes' | 'servers' | 'rowSet'> & {
  alerts: Pick<Store['alerts'], 'advance'>
}

/** The newest snapshot of a scope query; null where nothing was read completely, or where part of it has to be read again first. */
function newestOf(
  heads: readonly ScopeHead[],
  { project, category, enterpriseProject }: ScopeQuery,
): number | null {
  const own = heads.filter(
    ({ scope, complete }) =>
      complete !== null &&
      scope.project === project &&
      scope.category === category &&
      (enterpriseProject === ALL_ENTERPRISE_PROJECTS || scope.enterpriseProject === enterpriseProject),
  )
  // A partial reading after a complete one would be compared with that one, and so would the next: told twice.
  if (own.length === 0 || own.some(({ snapshot, complete }) => snapshot !== complete)) return null
  return Math.max(...own.map(({ snapshot }) => snapshot))
}

/**
 * Tells, by one message at most, what changed in the view of a rule since it was evaluated last. Message and `evaluated` are
 * written as one: a process that ends before leaves the same changes to the next one, and of two processes one writes.
 *
 * @returns Whether a message was made.
 */
export async function evaluateRule(
  store: EvaluateStore,
  rule: KeptRule,
  {
    heads,
    knowledge,
    origin,
    at,
  }: { heads: readonly ScopeHead[]; knowledge: Knowledge; origin: string; at: Date },
): Promise<boolean> {
  const { category, enterpriseProject, filter } = readSavedFilter(rule.viewQuery ?? '')
  const scopeQuery = { project: rule.project, category, enterpriseProject }
  const to = newestOf(heads, scopeQuery)
  if (to === null || to <= rule.evaluated) return false
  if (rule.viewQuery === null) {
    await store.alerts.advance(rule, to, null, at) // when there is such a view again, it tells what changes from then on
    return false
  }
  const from = rule.evaluated
  const compared = await store.changes({ scopeQuery, from: { snapshot: from }, to: { snapshot: to } })
  const asked = { scopeQuery, snapshots: [from, to], query: filter.query }
  const answered = await readServersAnswered(store, asked, knowledge)
  const known = withServers(knowledge, filter.query, answered)
  const changes = filterChanges(compared.changes, filter, known).filter((change) =>
    alertCausesOf(change).some((cause) => rule.causes.includes(cause)),
  )
  const message =
    changes.length === 0 ? null : makeEvent({ rule, from, to, changes: { ...compared, changes }, origin, at })
  return (await store.alerts.advance(rule, to, message, at)) && message !== null
}
