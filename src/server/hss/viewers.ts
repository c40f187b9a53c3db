import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Scope, ScopeQuery } from '#contract/scope.ts'

import { nameOf } from './project-scopes.ts'
import { WATCHED_FOR } from './schedule.ts'
import type { Timing } from './timing.ts'

/** When each scope of a project last had a viewer, at this process or another. */
export interface Viewers {
  /** Takes note of a viewer. @returns Whether there was none before. */
  note: (scopeQuery: ScopeQuery) => boolean
  /** Takes over what other processes know. @returns Whether there is a viewer now, and was none before. */
  merge: (others: Readonly<Record<string, number>>) => boolean
  /** When a scope last had a viewer, by itself or among all. */
  at: (scope: Scope) => number | null
  isWatched: () => boolean
  /** All of them, by the names of scopes. */
  all: () => Record<string, number>
}

export function createViewers(timing: Pick<Timing, 'now'>): Viewers {
  const viewers = new Map<string, number>()
  const isRecent = (at: number): boolean => Math.abs(timing.now() - at) < WATCHED_FOR
  const isWatched = (): boolean => [...viewers.values()].some(isRecent)
  /** @returns Whether it is the first viewer. */
  const add = (added: Iterable<[string, number]>): boolean => {
    const wasWatched = isWatched()
    for (const [name, at] of added) viewers.set(name, Math.max(at, viewers.get(name) ?? at))
    for (const [name, at] of viewers) if (!isRecent(at)) viewers.delete(name)
    return !wasWatched && viewers.size > 0
  }
  return {
    note: (scopeQuery) => add([[nameOf(scopeQuery), timing.now()]]),
    merge: (others) => add(Object.entries(others)),
    at: (scope) => {
      const all = { ...scope, enterpriseProject: ALL_ENTERPRISE_PROJECTS }
      const found = [scope, all].flatMap((one) => viewers.get(nameOf(one)) ?? [])
      return found.length === 0 ? null : Math.max(...found)
    },
    isWatched,
    all: () => Object.fromEntries(viewers),
  }
}
