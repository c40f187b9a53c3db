import type { ProjectScopes } from './project-scopes.ts'
import type { SharedState, SyncState } from './shared-state.ts'
import type { Viewers } from './viewers.ts'

type ExchangeParts = {
  shared: SharedState
  viewers: Viewers
  scopes: Pick<ProjectScopes, 'follow'>
  /** How the sync goes in this process. */
  syncState: () => SyncState
  /** A user clicked "Retry now", here or elsewhere. */
  onRetry: () => void
  /** Another process has the first viewer. */
  onViewer: () => void
}

/** What this process says to the others that share a project with it, and learns from them. */
export function createExchange({ shared, viewers, scopes, syncState, onRetry, onViewer }: ExchangeParts) {
  /** Null before the first time. */
  let holds: boolean | null = null
  /** The clicks on "Retry now" that were not passed on yet, and the total as of the last time. */
  let retries = 0
  let retriesSeen = 0

  return {
    /** Whether this process syncs the project. */
    holds: (): boolean => holds === true,

    /** To be passed on the next time. */
    addRetry: (): void => {
      retries += 1
    },

    /** @returns Whether this process takes the sync over. */
    update: async (): Promise<boolean> => {
      const passedOn = retries
      const found = await shared.exchange({
        syncState: holds === null ? null : syncState(),
        wanted: { viewers: viewers.all(), retries: passedOn },
      })
      retries -= passedOn
      const isRetried = holds === null ? passedOn > 0 : found.wanted.retries !== retriesSeen
      const isTakenOver = found.holds && holds !== true
      if (found.syncState && holds !== true) scopes.follow(found.syncState)
      holds = found.holds
      retriesSeen = found.wanted.retries
      if (viewers.merge(found.wanted.viewers)) onViewer()
      if (isRetried) onRetry()
      return isTakenOver
    },
  }
}
