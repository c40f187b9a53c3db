import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Scope, ScopeQuery } from '#contract/scope.ts'

import { nameOf } from './project-scopes.ts'
import { WATCHED_FOR } from './schedule.ts'
import type { Timing } from './timing.ts'

/** When each scope of a project last had a viewer, at this process or another. */
export interface Looks {
  /** Takes note of a viewer. @returns Whether there was none before. */
  note: (scopeQuery: ScopeQuery) => boolean
  /** Takes over what other processes know. @returns Whether there is a viewer now, and was none before. */
  merge: (others: Readonly<Record<string, number>>) => boolean
  /** When a scope was looked at, by itself or among all. */
  at: (scope: Scope) => number | null
  isWatched: () => boolean
  /** All of them, by the names of scopes. */
  all: () => Record<string, number>
}

export function createLooks(timing: Pick<Timing, 'now'>): Looks {
  const looks = new Map<string, number>()
  const isRecent = (at: number): boolean => Math.abs(timing.now() - at) < WATCHED_FOR
  const isWatched = (): boolean => [...looks.values()].some(isRecent)
  /** @returns Whether it is the first viewer. */
  const add = (added: Iterable<[string, number]>): boolean => {
    const wasWatched = isWatched()
    for (const [name, at] of added) looks.set(name, Math.max(at, looks.get(name) ?? at))
    for (const [name, at] of looks) if (!isRecent(at)) looks.delete(name)
    return !wasWatched && looks.size > 0
  }
  return {
    note: (scopeQuery) => add([[nameOf(scopeQuery), timing.now()]]),
    merge: (others) => add(Object.entries(others)),
    at: (scope) => {
      const all = { ...scope, enterpriseProject: ALL_ENTERPRISE_PROJECTS }
      const found = [scope, all].flatMap((one) => looks.get(nameOf(one)) ?? [])
      return found.length === 0 ? null : Math.max(...found)
    },
    isWatched,
    all: () => Object.fromEntries(looks),
  }
}
