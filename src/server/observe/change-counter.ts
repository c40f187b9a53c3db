import { Counter } from 'prom-client'
import type { Registry } from 'prom-client'

import { CAUSES } from '#contract/changes.ts'
import type { Scope } from '#contract/scope.ts'
import type { ScopeFigures, Store } from '#server/store/types.ts'

export const SCOPE_LABELS = ['project', 'category', 'enterprise_project'] as const

export const labelsOf = ({ project, category, enterpriseProject }: Scope) => ({
  project,
  category,
  enterprise_project: enterpriseProject,
})

const PATIENCE = 3_000 // ms of a scrape, which Prometheus waits ten seconds for; what is left is counted at the next

/**
 * Counts changes from one complete snapshot of a scope to the next, by cause, since this process looked first: at each scrape,
 * and of the scopes alone that have another snapshot than at the one before.
 */
export function changeCounter(registry: Registry, store: Pick<Store, 'changes'>) {
  const counter = new Counter({
    name: 'openports_changes_total',
    help: 'Ports that opened, closed or got another status, by cause',
    labelNames: [...SCOPE_LABELS, 'cause', 'status'],
    registers: [registry],
  })
  const counted = new Map<string, number>() // the snapshot up to which the changes of a scope are

  return async (scopes: readonly ScopeFigures[]): Promise<void> => {
    const end = performance.now() + PATIENCE
    for (const { scope, summary } of scopes) {
      const { id, complete } = summary.snapshot
      const labels = labelsOf(scope)
      const key = JSON.stringify(labels)
      const before = counted.get(key)
      if (complete < 1 || before === id || performance.now() > end) continue
      counted.set(key, id) // at once, as another scrape may come meanwhile
      if (before === undefined) {
        // A counter whose first value is not 0 has not risen, to Prometheus.
        for (const cause of CAUSES)
          for (const status of ['danger', 'other']) counter.inc({ ...labels, cause, status }, 0)
        continue
      }
      try {
        const { changes } = await store.changes({
          scopeQuery: scope,
          from: { snapshot: before },
          to: { snapshot: id },
        })
        for (const { presence, status, before, after } of changes) {
          const cause = presence ?? status
          if (cause === null) continue // the servers of a port that stayed open
          const isDangerous = (after ?? before)?.status === 'danger'
          counter.inc({ ...labels, cause, status: isDangerous ? 'danger' : 'other' })
        }
      } catch (error) {
        counted.set(key, before)
        throw error
      }
    }
  }
}
