import { setTimeout as sleep } from 'node:timers/promises'

import type { Identity } from '#server/common/identity.ts'
import type { SessionStore } from '#server/store/types.ts'

/** A session in memory. `stored` resolves to whether the store took it. */
type MemorySession = {
  identity: Identity
  opened: Date
  asked: Date
  isEnded: boolean
  stored: Promise<boolean>
}

/** So many are in memory: one more ends the oldest one of the user who has most. */
const MEMORY_MAX = 1000

/** How long opening a session waits for the store, in milliseconds. */
const PATIENCE = 500

/**
 * The sessions of a store, and those that it could not take, or not yet: they are in memory until this process ends.
 * Otherwise no one could sign in while a disk is full or slow, though everything could still be read.
 *
 * @param report takes the store's failures
 */
export function withSessionFallback(sessions: SessionStore, report: (error: Error) => void): SessionStore {
  const memory = new Map<string, MemorySession>()
  const reportAny = (error: unknown): void =>
    report(error instanceof Error ? error : new Error(String(error)))

  /** Whether the store took it; then it leaves the memory. */
  const store = async (key: string, identity: Identity, at: Date): Promise<boolean> => {
    try {
      await sessions.open(key, identity, at)
      if (memory.get(key)?.isEnded === false) memory.delete(key)
      return true
    } catch (error) {
      reportAny(error)
      return false
    }
  }

  /** Ends it here at once, and in the store as soon as it is there. */
  const end = async (key: string): Promise<void> => {
    const own = memory.get(key)
    if (own === undefined) return sessions.end(key)
    own.isEnded = true
    if (await own.stored) await sessions.end(key)
    memory.delete(key)
  }

  return {
    open: async (key, identity, at) => {
      if (memory.size >= MEMORY_MAX) forgetOne(memory)
      const stored = store(key, identity, at)
      memory.set(key, { identity, opened: at, asked: at, isEnded: false, stored })
      const taken = new AbortController()
      try {
        await Promise.race([stored, sleep(PATIENCE, null, { signal: taken.signal })])
      } finally {
        taken.abort()
      }
    },
    find: async (key) => {
      const own = memory.get(key)
      if (own === undefined) return sessions.find(key)
      return own.isEnded ? null : own
    },
    touch: async (key, at) => {
      const own = memory.get(key)
      if (own) own.asked = at
      else await sessions.touch(key, at)
    },
    end,
    forget: async (limits) => {
      for (const [key, { opened, asked }] of memory)
        if (opened < limits.openedBefore || asked < limits.askedBefore) memory.delete(key)
      await sessions.forget(limits).catch(reportAny)
    },
  }
}

function forgetOne(memory: Map<string, MemorySession>): void {
  const bySubject = Map.groupBy(memory.keys(), (key) => memory.get(key)?.identity.subject)
  const [most = []] = [...bySubject.values()].toSorted((a, b) => b.length - a.length)
  memory.delete(most[0] ?? '')
}
