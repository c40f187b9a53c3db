import { setTimeout as sleep } from 'node:timers/promises'

import type { Identity } from '#server/common/identity.ts'
import type { SessionStore } from '#server/store/types.ts'

/** A session known by heart. `stored` says, once that is decided, whether the store has it. */
type Spare = {
  identity: Identity
  opened: Date
  asked: Date
  isEnded: boolean
  stored: Promise<boolean>
}

/** So many are known by heart: one more ends the oldest of whoever has the most. */
const SPARE_MAX = 1000

/** How long whoever opens a session waits for the store to take it, in milliseconds. */
const PATIENCE = 500

/**
 * Sessions of a store, and those that it could not take, or not yet: this process knows them by heart, until it ends. Else
 * nobody could look at what was read while a disk is full, or slow.
 *
 * @param report takes what the store failed with.
 */
export function withSpareSessions(sessions: SessionStore, report: (error: Error) => void): SessionStore {
  const spare = new Map<string, Spare>()
  const reportAny = (error: unknown): void =>
    report(error instanceof Error ? error : new Error(String(error)))

  /** Whether the store took it; then it need not be known by heart. */
  const store = async (key: string, identity: Identity, at: Date): Promise<boolean> => {
    try {
      await sessions.open(key, identity, at)
      if (spare.get(key)?.isEnded === false) spare.delete(key)
      return true
    } catch (error) {
      reportAny(error)
      return false
    }
  }

  /** Ends it here at once, and in the store after it got there. */
  const end = async (key: string): Promise<void> => {
    const own = spare.get(key)
    if (own === undefined) return sessions.end(key)
    own.isEnded = true
    if (await own.stored) await sessions.end(key)
    spare.delete(key)
  }

  return {
    open: async (key, identity, at) => {
      if (spare.size >= SPARE_MAX) forgetOne(spare)
      const stored = store(key, identity, at)
      spare.set(key, { identity, opened: at, asked: at, isEnded: false, stored })
      const taken = new AbortController()
      try {
        await Promise.race([stored, sleep(PATIENCE, null, { signal: taken.signal })])
      } finally {
        taken.abort()
      }
    },
    find: async (key) => {
      const own = spare.get(key)
      if (own === undefined) return sessions.find(key)
      return own.isEnded ? null : own
    },
    touch: async (key, at) => {
      const own = spare.get(key)
      if (own) own.asked = at
      else await sessions.touch(key, at)
    },
    end,
    forget: async (limits) => {
      for (const [key, { opened, asked }] of spare)
        if (opened < limits.openedBefore || asked < limits.askedBefore) spare.delete(key)
      await sessions.forget(limits).catch(reportAny)
    },
  }
}

function forgetOne(spare: Map<string, Spare>): void {
  const bySubject = Map.groupBy(spare.keys(), (key) => spare.get(key)?.identity.subject)
  const [most = []] = [...bySubject.values()].toSorted((a, b) => b.length - a.length)
  spare.delete(most[0] ?? '')
}
