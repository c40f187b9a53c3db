import type { Looks } from './looks.ts'
import type { ProjectScopes } from './project-scopes.ts'
import type { SharedState, Told } from './shared-state.ts'

type ExchangeParts = {
  shared: SharedState
  looks: Looks
  scopes: Pick<ProjectScopes, 'follow'>
  /** How the reading goes here. */
  told: () => Told
  /** A user clicked "Retry now", here or elsewhere. */
  onTry: () => void
  /** Another process has the first viewer. */
  onCome: () => void
}

/** What this process says to the others that share a project with it, and learns from them. */
export function createExchange({ shared, looks, scopes, told, onTry, onCome }: ExchangeParts) {
  /** Null before the first time. */
  let holds: boolean | null = null
  /** The clicks on "Retry now" that were not passed on yet, and the total as of the last time. */
  let tries = 0
  let triesSeen = 0

  return {
    /** Whether this process does the reading. */
    holds: (): boolean => holds === true,

    /** To be passed on the next time. */
    addTry: (): void => {
      tries += 1
    },

    /** @returns Whether this process does the reading from now on. */
    meet: async (): Promise<boolean> => {
      const passedOn = tries
      const found = await shared.exchange({
        told: holds === null ? null : told(),
        wanted: { looks: looks.all(), tries: passedOn },
      })
      tries -= passedOn
      const isTried = holds === null ? passedOn > 0 : found.wanted.tries !== triesSeen
      const isTakenOver = found.holds && holds !== true
      if (found.told && holds !== true) scopes.follow(found.told)
      holds = found.holds
      triesSeen = found.wanted.tries
      if (looks.merge(found.wanted.looks)) onCome()
      if (isTried) onTry()
      return isTakenOver
    },
  }
}
