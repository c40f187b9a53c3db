import { createContext, use, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { selectRows, selectedIn, selectNone } from '#analysis/selected-rows.ts'
import type { SelectedRows } from '#analysis/selected-rows.ts'

import { usePorts } from './ports-context.tsx'
import { useChosenScope } from './scope-context.tsx'

/** The selected rows, and the actions on them. */
export type RowSelection = {
  selected: SelectedRows
  /** Selects a row or drops it; with `range`, does to all up to it what was done last. `order` is how they are shown. */
  toggle: (row: number, order: Uint32Array, range: boolean) => void
  /** Selects all of some rows, or drops them. */
  set: (rows: Iterable<number>, selects: boolean) => void
  clear: () => void
}

const RowSelectionContext = createContext<RowSelection | null>(null)

/**
 * What is selected belongs to a scope and stays through its filters, pages and refreshes. It is not in the address: a
 * link describes the view, not what the reader is about to do with it.
 */
export function RowSelectionProvider({ children }: { children: ReactNode }) {
  const { set } = usePorts()
  const scope = JSON.stringify(useChosenScope().scopeQuery)
  const [held, setHeld] = useState<{ scope: string; selected: SelectedRows; last: number } | null>(null)
  const value = useMemo((): RowSelection => {
    const current = held?.scope === scope ? held : null
    const selected = current ? selectedIn(current.selected, set) : selectNone(set)
    const last = current?.selected === selected ? current.last : -1 // row numbers are those of one row set
    return {
      selected,
      toggle: (row, order, range) => {
        const from = range ? order.indexOf(last) : -1
        const to = order.indexOf(row)
        const selects = from === -1 ? selected.mask[row] !== 1 : selected.mask[last] === 1
        const rows =
          from === -1 || to === -1 ? [row] : order.subarray(Math.min(from, to), Math.max(from, to) + 1)
        setHeld({ scope, selected: selectRows(selected, rows, selects), last: row })
      },
      set: (rows, selects) => setHeld({ scope, selected: selectRows(selected, rows, selects), last: -1 }),
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
