import type { PortRow } from '#contract/port-row.ts'
import type { Scope } from '#contract/scope.ts'

/**
 * The reading of one scope, page by page. `begun` is when its first page was asked for, `readTo` when its last one came,
 * `ended` null while it goes on (all ISO 8601). `step` counts pages; `progress` is the reader's own text to go on from.
 */
export type Sweep = {
  id: number
  scope: Scope
  begun: string
  readTo: string
  ended: string | null
  step: number
  progress: string
}

/**
 * What a page does to a sweep: its rows so far all go when `clear`, then those with ports in `replaces`, both ends
 * included; then `rows` are added, each in place of one with the same (port, type): with `replaces`, of those ports alone.
 * `complete` is how much of what the source claims there is then; 1 only with `isEnd`. `readAt` is when the page came.
 */
export type SweepPage = {
  clear: boolean
  replaces: { from: number; to: number } | null
  rows: readonly PortRow[]
  progress: string
  complete: number
  readAt: string
  isEnd: boolean
}

/** Sweeps, and the snapshots that come of them. */
export interface SweepStore {
  /** Begins a sweep of a scope. One that went on is ended as it is. */
  begin: (scope: Scope, at: string, progress: string) => Promise<Sweep>

  /**
   * Takes a page, the reader's progress and the snapshot that follows, in one transaction. Until a scope has a whole
   * snapshot, each page makes a partial one, though none without rows; from then on the complete one stays until the sweep
   * ends complete. The work is that of the page's ports, however much was taken before.
   *
   * @throws {StoreError} `superseded` when the sweep is no longer as given: another process went on with it.
   */
  take: (sweep: Sweep, page: SweepPage) => Promise<Sweep>

  /** Keeps progress that comes of no page. Throws as `take` does. */
  note: (sweep: Sweep, progress: string) => Promise<Sweep>

  /** The rows of some ports taken so far, while the sweep goes on. */
  rows: (sweep: Sweep, ports: readonly number[]) => Promise<PortRow[]>

  /** The last sweeps of each scope of a project, newest first. */
  ofProject: (project: string) => Promise<Sweep[]>

  /** How many rows the current snapshot of a scope has if it is complete, else null. */
  completeRows: (scope: Scope) => Promise<number | null>
}
