import { z } from '#contract/zod.ts'

import type { ChangeDocument } from './budget.ts'
import { parseJson } from './json.ts'
import type { Timing } from './timing.ts'

/** How long a lease holds. Its holder renews it far more often; one that stopped is followed this much later. */
const HELD_FOR = 40_000

const Holder = z.object({ owner: z.string(), until: z.number() })

/** Which of several processes on one database reads a project. */
export interface Lease {
  /** Takes or renews it. @returns Whether this process holds it. */
  hold: () => Promise<boolean>
  release: () => Promise<void>
}

export function createLease({
  key,
  owner,
  change,
  timing,
}: {
  key: string
  owner: string
  change: ChangeDocument
  timing: Timing
}): Lease {
  const set = (until: (now: number) => number): Promise<boolean> =>
    change(key, (text) => {
      const now = timing.now()
      const holder = Holder.safeParse(valueOf(text))
      const left = holder.success ? holder.data.until - now : 0
      // Much longer than anybody may hold it: written before the clock was set back.
      const isFree = left <= 0 || left > 2 * HELD_FOR
      if (!isFree && holder.data?.owner !== owner) return { text: text ?? '', result: false }
      return { text: JSON.stringify({ owner, until: until(now) }), result: true }
    })
  return {
    hold: () => set((now) => now + HELD_FOR),
    release: async () => {
      await set((now) => now)
    },
  }
}

/** What cannot be read says of nobody that he holds it. */
function valueOf(text: string | null): unknown {
  const parsed = parseJson(text ?? '')
  return 'value' in parsed ? parsed.value : null
}
