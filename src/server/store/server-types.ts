import type { ServerHead } from '#analysis/server-ports.ts'
import type { ServerSet } from '#analysis/server-set.ts'
import type { HistoryPort } from '#analysis/servers-answers.ts'
import type { EarlierMoment } from '#contract/moments.ts'
import type { Category, ScopeQuery } from '#contract/scope.ts'
import type { RemoveServerQuery } from '#contract/servers-query.ts'
import type { ServerChange } from '#contract/servers.ts'

/** A snapshot of a scope query, by its number. */
export type SetQuery = { scopeQuery: ScopeQuery; snapshot: number }

/** A server of a set, of which the history is asked: `snapshot` is its end. */
export type HistoryQuery = { host: number; containerId: string; category: Category; snapshot: number }

/** The servers of the inventory, and what became of them. */
export interface ServerStore {
  /**
   * All servers of a scope query as of a snapshot, with their open ports. It never changes. `unknown` are enterprise projects whose
   * servers are not known, by their ids: null as a set where that is so of all of them.
   */
  set: (query: SetQuery) => Promise<{ set: ServerSet | null; unknown: string[] }>
  /** What is known of the hosts of a scope query now, by their numbers: also of those that are gone. */
  heads: (scopeQuery: ScopeQuery) => Promise<Map<number, ServerHead>>
  /**
   * How many ports of servers, by their ids, were opened since an earlier moment: looked at then, not open then, and open as of the
   * snapshot. `from` is the moment; null where nothing as early can be compared.
   */
  opened: (
    query: SetQuery & { since: EarlierMoment },
  ) => Promise<{ from: string; opened: Map<string, number> } | null>
  /**
   * Takes a server out of the inventory, and gives its name; null where there is none of that id. Its past stays, and a new report
   * brings it back.
   */
  remove: (query: RemoveServerQuery) => Promise<string | null>
  /** The ports of a server, in no order, and all changes of them, newest first. What its first reading showed is no change. */
  history: (query: HistoryQuery) => Promise<{ ports: HistoryPort[]; changes: ServerChange[] }>
}
