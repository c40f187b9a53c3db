import { Category } from '#contract/scope-schema.ts'
import { Failure } from '#contract/status.ts'
import { z } from '#contract/zod.ts'

import type { Documents } from './documents.ts'
import { parseJson } from './json.ts'
import { WATCHED_FOR } from './schedule.ts'
import type { Timing } from './timing.ts'

/** How long a lease holds. Its holder renews it far more often; one that stopped is followed this much later. */
const HELD_FOR = 40_000

/**
 * How the sync of a project goes, as the process that does it leaves it for the others. `nextAttempt` and `until` are
 * milliseconds since 1970; `failing` is by the names of scopes.
 */
const SyncState = z.object({
  project: z.nullable(z.string()),
  scopes: z.array(z.object({ category: Category, enterpriseProject: z.string() })),
  namesFailure: z.nullable(Failure),
  failure: z.nullable(Failure),
  nextAttempt: z.number(),
  failing: z.record(z.string(), z.object({ failure: Failure, until: z.number() })),
})
export type SyncState = z.infer<typeof SyncState>

/** What viewers want of the sync: when each scope last had a viewer, and the number of clicks on "Retry now" so far. */
const Wanted = z.object({ viewers: z.record(z.string(), z.number()), retries: z.int() })
type Wanted = z.infer<typeof Wanted>

const Shared = z.object({
  owner: z.string(),
  until: z.number(),
  syncState: z.catch(z.nullable(SyncState), null),
  wanted: z.catch(Wanted, { viewers: {}, retries: 0 }),
})
type Shared = z.infer<typeof Shared>

/** What the processes on one database share about one project: which of them syncs it, how that goes, what users want. */
export interface SharedState {
  /**
   * Takes or renews the lease, and leaves what this process knows: how the sync goes, if it does it (null: it does
   * not know yet), and what is wanted here, with the retries since the last time.
   *
   * @returns Whether this process syncs the project; what the one that does, or did until now, left last; what is wanted anywhere.
   */
  exchange: (own: {
    syncState: SyncState | null
    wanted: Wanted
  }) => Promise<{ holds: boolean; syncState: SyncState | null; wanted: Wanted }>
  /** Whether another process syncs the project, and how that went last. */
  current: () => Promise<{ isElsewhere: boolean; syncState: SyncState | null }>
  release: () => Promise<void>
}

export function createSharedState({
  key,
  owner,
  documents,
  timing,
}: {
  key: string
  owner: string
  documents: Documents
  timing: Pick<Timing, 'now'>
}): SharedState {
  const isOthers = (shared: Shared, now: number): boolean => {
    if (shared.owner === owner) return false
    const left = shared.until - now
    // Much longer than a lease lasts: written before the clock was set back.
    return left > 0 && left <= 2 * HELD_FOR
  }

  return {
    exchange: (own) =>
      documents.change(key, (text) => {
        const now = timing.now()
        const shared = read(text)
        const wanted = shared ? merged(shared.wanted, own.wanted, now) : own.wanted
        const holds = shared === null || !isOthers(shared, now)
        const before = shared?.syncState ?? null
        const next: Shared = holds
          ? { owner, until: now + HELD_FOR, syncState: own.syncState ?? before, wanted }
          : { ...shared, wanted }
        return { text: JSON.stringify(next), result: { holds, syncState: before, wanted } }
      }),

    current: async () => {
      const shared = read(await documents.read(key))
      return {
        isElsewhere: shared !== null && isOthers(shared, timing.now()),
        syncState: shared?.syncState ?? null,
      }
    },

    release: () =>
      documents.change(key, (text) => {
        const now = timing.now()
        const shared = read(text)
        if (shared === null || isOthers(shared, now)) return { text: text ?? '', result: undefined }
        return { text: JSON.stringify({ ...shared, until: now }), result: undefined }
      }),
  }
}

/** What is wanted here added to what was wanted before. Views that no longer count are forgotten. */
function merged(before: Wanted, own: Wanted, now: number): Wanted {
  const viewers: Record<string, number> = {}
  for (const [name, at] of [...Object.entries(before.viewers), ...Object.entries(own.viewers)])
    if (Math.abs(now - at) < WATCHED_FOR) viewers[name] = Math.max(at, viewers[name] ?? at)
  return { viewers, retries: before.retries + own.retries }
}

/** An unreadable document names no collector. */
function read(text: string | null): Shared | null {
  const parsed = parseJson(text ?? '')
  const shared = Shared.safeParse('value' in parsed ? parsed.value : null)
  return shared.success ? shared.data : null
}
