import { lazy, useState } from 'react'
import type { ComponentType } from 'react'

/** A part of the page whose code comes when it is shown, or beforehand by `fetch`. */
export type Late<Props extends object> = ComponentType<Props> & { fetch: () => void }

/** For each part that did not come, what lets it be asked for again. */
const missing = new Set<() => void>()

/** Why parts did not come. */
const failures = new WeakSet<Error>()

/**
 * Reports what a second rendering got over, as React does where nobody says otherwise; but not that a part did not come,
 * since that is said in the part's place.
 */
export function reportRecovered(error: unknown): void {
  if (error instanceof Error && error.cause instanceof Error && failures.has(error.cause)) return
  reportError(error)
}

/** Lets every part that did not come be asked for again where it is shown next. Browsers forget that a file could not be had. */
export function askAgain(): void {
  for (const forget of missing) forget()
  missing.clear()
}

/**
 * A part that comes late. One that was fetched beforehand is there at once: React's own `lazy` would show what stands in for
 * it, and for a third of a second.
 */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  let Loaded: ComponentType<Props> | null = null
  const fetch = async () => {
    try {
      return (Loaded = await load())
    } catch (error) {
      if (error instanceof Error) failures.add(error)
      missing.add(() => void (OnItsWay = onItsWay()))
      throw error
    }
  }
  const onItsWay = () => lazy(async () => ({ default: await fetch() })) // React keeps what became of it, a failure, too
  let OnItsWay = onItsWay()
  function LatePart(props: Props) {
    const [Part] = useState(() => Loaded ?? OnItsWay) // the same for as long as it is shown, or it would begin anew
    return <Part {...props} />
  }
  return Object.assign(LatePart, { fetch: () => void fetch().catch(() => undefined) }) // shown, it is asked for again
}

/** Does something when the browser has nothing else to do. To be given back to `useEffect`. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 500) // Safari
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: 2000 })
  return () => cancelIdleCallback(idle)
}
