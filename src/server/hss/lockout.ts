import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { z } from '#contract/zod.ts'

import type { CredentialIdentity } from './credentials.ts'
import { createDocuments } from './documents.ts'
import type { Documents } from './documents.ts'
import { HssError } from './errors.ts'
import { parseJson } from './json.ts'
import { untilAborted } from './shared.ts'
import { createSlots } from './slots.ts'
import type { Slots } from './slots.ts'

/** Of failed signatures in a row the sixth locks the key for all its users. Two leave room for other programs. */
const REJECTIONS_MAX = 2
/** How long a rejection counts. A locked key is open again after half of it. */
const COUNTED_FOR = 10 * 60_000
/** A call that is older than this has no answer any more: a request is cut off after half of it. */
const ANSWERED_WITHIN = 30_000
/** Between two looks at whether another call has its answer. */
const LOOK_EVERY = 200
/** Credentials that are remembered as accepted, the newest. */
const ACCEPTED_KEPT = 50

const KEY = 'hss rejections'

/** A call that counts: with which credential, when it was sent, and how it was rejected; null while it has no answer. */
const Risk = z.object({
  id: z.string(),
  fingerprint: z.string(),
  at: z.number(),
  rejection: z.nullable(
    z.object({
      code: z.string(),
      status: z.nullable(z.number()),
      requestId: z.nullable(z.string()),
      clockSkew: z.nullable(z.number()),
    }),
  ),
})
type Risk = z.infer<typeof Risk>

/** The credentials that were accepted last, by id, and the calls that count, in the order of their answers. */
const Kept = z.object({ accepted: z.array(z.string()), risks: z.array(Risk) })
type Kept = z.infer<typeof Kept>

/** What is kept of one credential. */
type Standing = { isAccepted: boolean; risks: readonly Risk[] }

/** Its calls from this process: `unkept` are under way without being kept, since it was accepted before. */
type Calls = { slots: Slots; unkept: number }

/**
 * Keeps a credential from being locked: of calls in a row that are rejected, two are sent in ten minutes, whatever
 * process, restart or project sends them.
 */
export interface Lockout {
  /**
   * Makes a call, unless too many were rejected. Two are under way at a time, since all of them may be rejected together.
   * Until a credential is accepted, a call counts as rejected from when it is sent: for other processes and, should this
   * one be killed, for the next.
   *
   * @throws {HssError} with nothing sent and the time to wait in `retryAfter`: `rejected`, or `timeout` where processes
   *   were killed before they had an answer.
   */
  guard: <T>(credential: CredentialIdentity, call: () => Promise<T>, signal: AbortSignal) => Promise<T>
  /** The last rejection, while it counts and nothing was accepted since; null where there is none. */
  standing: (credential: CredentialIdentity) => Promise<HssError | null>
}

/**
 * One is shared by all clients of a process, since several projects may use one credential.
 *
 * @param documents Where rejections are kept for all processes, and over restarts.
 */
export function createLockout({
  documents = createDocuments(),
  now = Date.now,
}: { documents?: Documents; now?: () => number } = {}): Lockout {
  const callsOf = new Map<string, Calls>()

  async function standingOf({ id, fingerprint }: CredentialIdentity): Promise<Standing> {
    const { accepted, risks } = counting(await documents.read(KEY), now())
    const print = risks.length === 0 ? '' : await fingerprint()
    return {
      isAccepted: accepted.includes(id),
      risks: risks.filter((risk) => risk.fingerprint === print),
    }
  }

  /** @returns What is kept from now on. */
  async function keep(
    { id, fingerprint }: CredentialIdentity,
    change: (before: Standing, fingerprint: string) => Standing,
  ): Promise<Standing> {
    const print = await fingerprint()
    return documents.change(KEY, (text) => {
      const { accepted, risks } = counting(text, now())
      const own = risks.filter((risk) => risk.fingerprint === print)
      const result = change({ isAccepted: accepted.includes(id), risks: own }, print)
      const others = accepted.filter((other) => other !== id)
      const kept: Kept = {
        accepted: (result.isAccepted ? [id, ...others] : others).slice(0, ACCEPTED_KEPT),
        risks: [...risks.filter((risk) => risk.fingerprint !== print), ...result.risks],
      }
      return { text: JSON.stringify(kept), result }
    })
  }

  /** Waits until a call may be sent, and keeps that it is. */
  async function reserve(
    credential: CredentialIdentity,
    id: string,
    calls: Calls,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const { risks } = await keep(credential, ({ isAccepted, risks }, fingerprint) => {
        const isFree = risks.length + calls.unkept < REJECTIONS_MAX
        const own = { id, fingerprint, at: now(), rejection: null }
        return { isAccepted, risks: isFree ? [...risks, own] : risks }
      })
      if (risks.some((risk) => risk.id === id)) return
      const isUnderWay = risks.some(({ at, rejection }) => rejection === null && now() - at < ANSWERED_WITHIN)
      if (!isUnderWay && calls.unkept === 0) throw refusalOf(risks)
      await untilAborted(sleep(LOOK_EVERY), signal)
    }
  }

  function refusalOf(risks: readonly Risk[]): HssError {
    const retryAfter = (risks.at(-REJECTIONS_MAX)?.at ?? now()) + COUNTED_FOR - now()
    return lastRejection(risks, retryAfter) ?? new HssError('timeout', 'UNANSWERED', { retryAfter })
  }

  /** Sends a call, and keeps what becomes of it. One that `isSure` is not kept while it is under way. */
  async function send<T>(
    credential: CredentialIdentity,
    call: () => Promise<T>,
    { id, isSure }: { id: string; isSure: boolean },
  ): Promise<T> {
    let result: T
    try {
      result = await call()
    } catch (error) {
      if (error instanceof HssError && error.kind === 'rejected') {
        const { code, status, requestId, clockSkew } = error
        await keep(credential, ({ risks }, fingerprint) => {
          const own = { id, fingerprint, at: now(), rejection: { code, status, requestId, clockSkew } }
          return { isAccepted: false, risks: [...risks.filter((risk) => risk.id !== id), own] }
        })
      } else if (!isSure)
        await keep(credential, ({ isAccepted, risks }) => ({
          isAccepted,
          risks: risks.filter((risk) => risk.id !== id),
        }))
      throw error
    }
    if (!isSure) await keep(credential, () => ({ isAccepted: true, risks: [] }))
    return result
  }

  async function attempt<T>(
    credential: CredentialIdentity,
    call: () => Promise<T>,
    calls: Calls,
    signal: AbortSignal,
  ): Promise<T> {
    const { isAccepted, risks } = await standingOf(credential)
    const id = randomUUID()
    const isSure = isAccepted && risks.length === 0
    if (!isSure) {
      await reserve(credential, id, calls, signal)
      return send(credential, call, { id, isSure })
    }
    calls.unkept += 1
    try {
      return await send(credential, call, { id, isSure })
    } finally {
      calls.unkept -= 1
    }
  }

  return {
    guard: (credential, call, signal) => {
      const calls = callsOf.get(credential.id) ?? { slots: createSlots(REJECTIONS_MAX), unkept: 0 }
      callsOf.set(credential.id, calls)
      return calls.slots(() => attempt(credential, call, calls, signal), signal)
    },

    standing: async (credential) => {
      const { risks } = await standingOf(credential)
      return lastRejection(risks, (risks.at(-1)?.at ?? now()) + COUNTED_FOR - now())
    },
  }
}

function lastRejection(risks: readonly Risk[], retryAfter: number): HssError | null {
  const last = risks.findLast(({ rejection }) => rejection !== null)
  return last?.rejection
    ? new HssError('rejected', last.rejection.code, { ...last.rejection, retryAfter })
    : null
}

/** What counts of what is kept. A call from the future was sent before the clock was put right. */
function counting(text: string | null, now: number): Kept {
  const parsed = parseJson(text ?? '')
  const kept = Kept.safeParse('value' in parsed ? parsed.value : null)
  if (!kept.success) return { accepted: [], risks: [] }
  const { accepted, risks } = kept.data
  return { accepted, risks: risks.filter(({ at }) => at <= now && now < at + COUNTED_FOR) }
}
