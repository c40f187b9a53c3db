import { lazy } from 'react'
import type { ComponentType, ReactNode } from 'react'

/** Code in a file of its own, which comes when some of it is first shown. */
export type Chunk<Module> = {
  /** Hands the module to its children; suspends until it is there. */
  Load: ComponentType<{ children: (module: Module) => ReactNode }>
  /** Whether it did not come: the network or the server is away, or has another build by now. */
  isMissing: () => boolean
  subscribe: (listener: () => void) => () => void
  /** Asks for it again. */
  retry: () => void
}

/**
 * React keeps it for good when code could not be loaded. So the code of a chunk is on its way until it is there, and what
 * stands in its place says when it is missing (Part.tsx). All of a chunk hangs on one `lazy`: once any of it was shown,
 * all the rest is there without suspending.
 */
export function chunk<Module>(load: () => Promise<Module>): Chunk<Module> {
  const listeners = new Set<() => void>()
  let again: (() => void) | null = null
  const become = (next: typeof again): void => {
    again = next
    for (const listener of listeners) listener()
  }
  const loaded = async (): Promise<Module> => {
    try {
      return await load()
    } catch {
      await new Promise<void>((resolve) => become(resolve))
      become(null)
      return await loaded()
    }
  }
  return {
    Load: lazy(async () => {
      const module = await loaded()
      return { default: ({ children }: { children: (module: Module) => ReactNode }) => children(module) }
    }),
    isMissing: () => again !== null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retry: () => again?.(),
  }
}
