import { createContext, use, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { rowsOfEntry, rowsOfEntries } from '#analysis/fold.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { selectRows, selectedIn, selectNone } from '#analysis/selected-rows.ts'
import type { SelectedRows } from '#analysis/selected-rows.ts'

import { usePorts } from './ports-context.tsx'
import { useChosenScope } from './scope-context.tsx'

/** The selected rows, and the actions on them. */
type RowSelection = {
  selected: SelectedRows
  /** Whether all rows of an entry are selected. */
  has: (entry: number) => boolean
  /** Selects the rows of an entry or drops them; with `range`, does to all up to it what was done last. `order` is how they are shown. */
  toggle: (entry: number, order: Uint32Array, range: boolean) => void
  /** Selects the rows of some entries, or drops them. */
  set: (entries: Uint32Array, selects: boolean) => void
  clear: () => void
}

/** What was selected of a scope, and the entry that was last chosen of what was listed then. */
type Held = { scope: string; listed: RowSet; selected: SelectedRows; last: number }

const RowSelectionContext = createContext<RowSelection | null>(null)

/**
 * What is selected belongs to a scope and stays through its filters, pages and refreshes. It is not in the address: a
 * link describes the view, not what the reader is about to do with it.
 */
export function RowSelectionProvider({ children }: { children: ReactNode }) {
  const { set, listed } = usePorts()
  const scope = JSON.stringify(useChosenScope().scopeQuery)
  const [held, setHeld] = useState<Held | null>(null)
  const value = useMemo((): RowSelection => {
    const current = held?.scope === scope ? held : null
    const selected = current ? selectedIn(current.selected, set) : selectNone(set)
    const last = current?.listed === listed ? current.last : -1 // entries are numbered within one set
    const has = (entry: number) => rowsOfEntry(listed, entry).every((row) => selected.mask[row] === 1)
    const hold = (entries: Uint32Array, selects: boolean, last: number) =>
      setHeld({
        scope,
        listed,
        selected: selectRows(selected, rowsOfEntries(listed, entries), selects),
        last,
      })
    return {
      selected,
      has,
      toggle: (entry, order, range) => {
        const from = range ? order.indexOf(last) : -1
        const to = order.indexOf(entry)
        const selects = from === -1 ? !has(entry) : has(last)
        const isRange = from !== -1 && to !== -1
        const entries = isRange
          ? order.subarray(Math.min(from, to), Math.max(from, to) + 1)
          : Uint32Array.of(entry)
        hold(entries, selects, entry)
      },
      set: (entries, selects) => hold(entries, selects, -1),
      clear: () => setHeld(null),
    }
  }, [held, scope, set, listed])
  return <RowSelectionContext value={value}>{children}</RowSelectionContext>
}

export function useRowSelection(): RowSelection {
  const value = use(RowSelectionContext)
  if (value === null) throw new Error('no RowSelectionProvider above this component')
  return value
}
