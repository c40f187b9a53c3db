import type { ImportLine } from '#contract/imports.ts'
import type { ImportProgress } from '#server/inventory/read-files.ts'

/** How often progress is told, in milliseconds. */
const TELL_EVERY = 200

/**
 * A body of lines of JSON: how far `work` is, and as the last one what it resolves with. `leave` is called when the client takes no
 * more. `work` must not reject: its answer has begun.
 */
export function progressLines(
  work: (show: (progress: ImportProgress) => void) => Promise<ImportLine>,
  leave: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isLeft = false
  return new ReadableStream({
    start: async (controller) => {
      const write = (line: ImportLine): void => {
        if (!isLeft) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      let told = -Infinity
      const last = await work((progress) => {
        if (performance.now() - told < TELL_EVERY) return
        told = performance.now()
        write({ progress })
      })
      write(last)
      if (!isLeft) controller.close()
    },
    cancel: () => {
      isLeft = true
      leave()
    },
  })
}
