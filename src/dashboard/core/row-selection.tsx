import { createContext, use, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { pick, pickedIn, pickNone } from '#analysis/picked.ts'
import type { Picked } from '#analysis/picked.ts'

import { usePorts } from './ports-context.tsx'
import { useChosenScope } from './scope-context.tsx'

/** The rows that somebody picked, and how more are picked. */
export type RowSelection = {
  picked: Picked
  /** Picks a row or drops it; with `range`, does to all up to it what was done last. `order` is how they are shown. */
  toggle: (row: number, order: Uint32Array, range: boolean) => void
  /** Picks all of some rows, or drops them. */
  set: (rows: Iterable<number>, picks: boolean) => void
  clear: () => void
}

const RowSelectionContext = createContext<RowSelection | null>(null)

/**
 * What is picked belongs to a scope and stays through its filters, pages and refreshes. It is not in the address: a
 * link says what is looked at, not what one is about to do with it.
 */
export function RowSelectionProvider({ children }: { children: ReactNode }) {
  const { set } = usePorts()
  const scope = JSON.stringify(useChosenScope().selection)
  const [held, setHeld] = useState<{ scope: string; picked: Picked; last: number } | null>(null)
  const value = useMemo((): RowSelection => {
    const current = held?.scope === scope ? held : null
    const picked = current ? pickedIn(current.picked, set) : pickNone(set)
    const last = current?.picked === picked ? current.last : -1 // row numbers are those of one reading
    return {
      picked,
      toggle: (row, order, range) => {
        const from = range ? order.indexOf(last) : -1
        const to = order.indexOf(row)
        const picks = from === -1 ? picked.mask[row] !== 1 : picked.mask[last] === 1
        const rows =
          from === -1 || to === -1 ? [row] : order.subarray(Math.min(from, to), Math.max(from, to) + 1)
        setHeld({ scope, picked: pick(picked, rows, picks), last: row })
      },
      set: (rows, picks) => setHeld({ scope, picked: pick(picked, rows, picks), last: -1 }),
      clear: () => setHeld(null),
    }
  }, [held, scope, set])
  return <RowSelectionContext value={value}>{children}</RowSelectionContext>
}

export function useRowSelection(): RowSelection {
  const value = use(RowSelectionContext)
  if (value === null) throw new Error('no RowSelectionProvider above this component')
  return value
}
