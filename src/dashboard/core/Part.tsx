import { useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { Boundary, Missing, useReturn } from './Boundary.tsx'
import { useChunk } from './chunk.ts'
import type { Chunk } from './chunk.ts'

type Props<Module> = {
  of: Chunk<Module>
  /** Of about the size of what will come. */
  placeholder?: ReactNode
  /** Draws the part with what is in the chunk. */
  children: (module: Module) => ReactNode
}

/** A part of the page whose code is in a chunk. Where it does not come, that is said by its name. */
export function Part<Module>({
  of: chunk,
  placeholder,
  children,
  ...absent
}: Props<Module> & {
  name: string
  hint?: string
  /** What the notice stands in. */
  place?: ComponentType<{ children: ReactNode }>
}) {
  const [hasAsked, setAsked] = useState(false)
  const { module, isMissing } = useChunk(chunk)
  if (isMissing) return <Missing {...absent} {...{ hasAsked, setAsked }} onRetry={chunk.ask} />
  return <Boundary {...absent}>{module === null ? placeholder : children(module)}</Boundary>
}

/** A part whose absence needs no notice: until its code comes there is the placeholder. */
export function QuietPart<Module>({ of: chunk, placeholder = null, children }: Props<Module>) {
  const { module, isMissing } = useChunk(chunk)
  if (module !== null) return <ErrorBoundary fallback={placeholder}>{children(module)}</ErrorBoundary>
  return (
    <>
      {placeholder}
      {isMissing && <Return onReturn={chunk.ask} />}
    </>
  )
}

function Return({ onReturn }: { onReturn: () => void }) {
  useReturn(onReturn)
  return null
}
