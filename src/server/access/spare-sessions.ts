import { StoreError } from '#server/store/errors.ts'
import type { SessionStore } from '#server/store/types.ts'

import type { Identity } from './identity.ts'

type Session = { identity: Identity; opened: Date; asked: Date }

/** As in the store: one more ends the oldest. */
const SPARE_MAX = 1000

/**
 * Sessions of a store, and those that it could not take: this process knows them by heart, until it ends. Else nobody
 * could look at what was read while a disk is full.
 *
 * @param report takes what the store failed with.
 */
export function withSpareSessions(sessions: SessionStore, report: (error: Error) => void): SessionStore {
  const spare = new Map<string, Session>()
  const orReport = async (work: Promise<void>): Promise<void> => {
    try {
      await work
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      report(error)
    }
  }
  const endSpare = (isEnded: (session: Session) => boolean): void => {
    for (const [key, session] of spare) if (isEnded(session)) spare.delete(key)
  }

  return {
    open: async (key, identity, at) => {
      try {
        await sessions.open(key, identity, at)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        report(error)
        const [oldest] = spare.keys()
        if (oldest !== undefined && spare.size >= SPARE_MAX) spare.delete(oldest)
        spare.set(key, { identity, opened: at, asked: at })
      }
    },
    find: async (key) => spare.get(key) ?? (await sessions.find(key)),
    touch: async (key, at) => {
      const own = spare.get(key)
      if (own) own.asked = at
      else await sessions.touch(key, at)
    },
    end: async (key) => {
      if (!spare.delete(key)) await sessions.end(key)
    },
    endAllOf: async (subject) => {
      endSpare(({ identity }) => identity.subject === subject)
      await sessions.endAllOf(subject)
    },
    forget: async (limits) => {
      endSpare(({ opened, asked }) => opened < limits.openedBefore || asked < limits.askedBefore)
      await orReport(sessions.forget(limits))
    },
  }
}
