import { startTransition, useEffect, useState } from 'react'

/** What is there of a chunk. It is missing when it did not come: the network or the server is away, or has another build by now. */
type ChunkState<Module> = { module: Module | null; isMissing: boolean }

/** Code in a file of its own, which comes when some of it is first shown. */
export type Chunk<Module> = {
  /** Asks for the code, unless it is there or on its way. */
  ask: () => void
  state: () => ChunkState<Module>
  /** @returns What ends the subscription. */
  subscribe: (listener: () => void) => () => void
}

/**
 * Not by `lazy`: React keeps it for good when code could not be loaded, and holds back for up to 300 ms what suspended after
 * something was shown in its place. All of a chunk comes together: once any of it was shown, the rest is there at once.
 */
export function chunk<Module>(load: () => Promise<Module>): Chunk<Module> {
  const listeners = new Set<() => void>()
  let state: ChunkState<Module> = { module: null, isMissing: false }
  let isOnItsWay = false
  const become = (next: ChunkState<Module>): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const begin = async (): Promise<void> => {
    isOnItsWay = true
    if (state.isMissing) become({ module: null, isMissing: false })
    const module = await load().catch(() => null)
    isOnItsWay = false
    become({ module, isMissing: module === null })
  }
  return {
    ask: () => {
      if (state.module === null && !isOnItsWay) void begin()
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What is there of a chunk, which is asked for as soon as it is wanted. What comes is drawn without holding up anything that a reader does. */
export function useChunk<Module>(chunk: Chunk<Module>, isWanted = true): ChunkState<Module> {
  const [state, setState] = useState(() => {
    if (isWanted && !chunk.state().isMissing) chunk.ask() // now: after the first paint would be a journey later
    return chunk.state()
  })
  useEffect(() => {
    const follow = () => startTransition(() => setState(chunk.state()))
    follow() // it may have come since
    return chunk.subscribe(follow)
  }, [chunk])
  useEffect(() => {
    if (isWanted && !chunk.state().isMissing) chunk.ask()
  }, [chunk, isWanted])
  return state
}
