import { z } from '#contract/zod.ts'

import type { CredentialIdentity } from './credentials.ts'
import { createDocuments } from './documents.ts'
import type { Documents } from './documents.ts'
import { HssError } from './errors.ts'
import { parseJson } from './json.ts'
import { untilAborted } from './shared.ts'

/** Of failed signatures in a row the sixth locks the key for everybody who uses it. Two leave room for other programs. */
const REJECTIONS_MAX = 2
/** How long a rejection counts. A locked key is open again after half of it. */
const COUNTED_FOR = 10 * 60_000

const KEY = 'hss rejections'

/** A rejection as it is kept: whose, by the fingerprint of the credential, when, and what the service said. */
const Rejection = z.object({
  fingerprint: z.string(),
  at: z.number(),
  code: z.string(),
  status: z.number().nullable(),
  requestId: z.string().nullable(),
  clockSkew: z.number().nullable(),
})
type Rejection = z.infer<typeof Rejection>
const Rejections = z.array(Rejection)

/**
 * Keeps a credential from being locked: of calls in a row that are rejected, two are sent in ten minutes, whatever
 * process, restart or project sends them.
 */
export interface Lockout {
  /**
   * Makes a call, unless too many were rejected. Until a credential was accepted, calls with it go one after the other,
   * since each may be rejected.
   *
   * @throws {HssError} `rejected`, with nothing sent and the time to wait in `retryAfter`.
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
  const accepted = new Set<string>()
  const turns = new Map<string, Promise<void>>()

  async function rejectionsOf({ fingerprint }: CredentialIdentity): Promise<Rejection[]> {
    const all = counting(await documents.read(KEY), now())
    if (all.length === 0) return []
    const own = await fingerprint()
    return all.filter((rejection) => rejection.fingerprint === own)
  }

  /** Replaces what is kept of a credential. */
  async function keep(
    { fingerprint }: CredentialIdentity,
    change: (own: readonly Rejection[], fingerprint: string) => readonly Rejection[],
  ): Promise<void> {
    const print = await fingerprint()
    await documents.change(KEY, (text) => {
      const all = counting(text, now())
      const own = all.filter((rejection) => rejection.fingerprint === print)
      const others = all.filter((rejection) => rejection.fingerprint !== print)
      return { text: JSON.stringify([...others, ...change(own, print)]), result: undefined }
    })
  }

  async function attempt<T>(credential: CredentialIdentity, call: () => Promise<T>): Promise<T> {
    const before = await rejectionsOf(credential)
    const [first] = before
    if (first !== undefined && before.length >= REJECTIONS_MAX)
      throw errorOf(before.at(-1) ?? first, first.at + COUNTED_FOR - now())
    try {
      const result = await call()
      if (before.length > 0) await keep(credential, () => [])
      accepted.add(credential.id)
      return result
    } catch (error) {
      if (error instanceof HssError && error.kind === 'rejected') {
        accepted.delete(credential.id)
        const { code, status, requestId, clockSkew } = error
        await keep(credential, (own, fingerprint) => [
          ...own.slice(1 - REJECTIONS_MAX),
          { fingerprint, at: now(), code, status, requestId, clockSkew },
        ])
      }
      throw error
    }
  }

  return {
    guard: async (credential, call, signal) => {
      if (accepted.has(credential.id)) return attempt(credential, call)
      const before = turns.get(credential.id) ?? Promise.resolve()
      const own = Promise.withResolvers<void>()
      turns.set(
        credential.id,
        before.then(() => own.promise),
      )
      try {
        await untilAborted(before, signal)
        if (accepted.has(credential.id)) own.resolve()
        return await attempt(credential, call)
      } finally {
        own.resolve()
      }
    },

    standing: async (credential) => {
      const last = (await rejectionsOf(credential)).at(-1)
      return last === undefined ? null : errorOf(last, last.at + COUNTED_FOR - now())
    },
  }
}

/** The rejections that count. One from the future was written before the clock was put right. */
function counting(text: string | null, now: number): Rejection[] {
  const parsed = parseJson(text ?? '')
  const rejections = Rejections.safeParse('value' in parsed ? parsed.value : null)
  return rejections.success ? rejections.data.filter(({ at }) => at <= now && now < at + COUNTED_FOR) : []
}

const errorOf = ({ code, status, requestId, clockSkew }: Rejection, retryAfter: number): HssError =>
  new HssError('rejected', code, { status, requestId, clockSkew, retryAfter })
