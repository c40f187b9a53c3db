/**
 * One fetch for however many ask while it runs. A caller that gives up leaves the others waiting, so the fetch itself
 * cannot be aborted: it has to end by its own time limits.
 */
export function shared<T>(fetch: () => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let pending: Promise<T> | null = null
  return (signal) => {
    pending ??= fetch().finally(() => {
      pending = null
    })
    return untilAborted(pending, signal)
  }
}

/** Work that others go on with when one who waits for it gives up. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
