import type { Failure } from '#contract/status.ts'
import type { Store } from '#server/store/types.ts'

import { failureOf } from './progress.ts'
import type { Timing } from './timing.ts'

/** From how many milliseconds on a write that goes on counts as a failure of the store. In order, one takes some ten. */
const SLOW = 10_000

/** What the sync of a project needs of the store. */
type SyncStore = Pick<Store, 'sweeps' | 'document' | 'changeDocument' | 'describeProject'>

class SlowWriteError extends Error {
  override name = 'SlowWriteError'
}

/**
 * The store, with an eye on its writes: on a disk that is slow, or away, they fail late or never, so that nothing would be
 * said of it. `slowness` is what to say while one goes on for too long.
 *
 * @param report takes each once.
 */
export function watchWrites(
  store: SyncStore,
  { timing, report }: { timing: Timing; report: (error: Error) => void },
): { store: SyncStore; slowness: () => Failure | null } {
  const slow = new Set<Failure>()
  const watched =
    <Given extends unknown[], Result>(write: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      const error = new SlowWriteError(
        `a write of the store has not ended in ${SLOW / 1000} s: check its disk`,
      )
      const failure = failureOf(error, new Date(timing.now()).toISOString())
      const done = new AbortController()
      void timing.sleep(SLOW, done.signal).then(
        () => {
          slow.add(failure)
          return report(error)
        },
        () => undefined, // it ended before
      )
      try {
        return await write(...given)
      } finally {
        done.abort()
        slow.delete(failure)
      }
    }
  const { begin, take, note, ...reads } = store.sweeps
  return {
    store: {
      document: store.document,
      changeDocument: (key, change) => watched(() => store.changeDocument(key, change))(),
      describeProject: watched(store.describeProject),
      sweeps: { ...reads, begin: watched(begin), take: watched(take), note: watched(note) },
    },
    slowness: () => [...slow][0] ?? null,
  }
}
