import { useMemo } from 'react'

import { countEntries } from '#analysis/fold.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { MenuItems } from '#ui/Menu.tsx'
import { Pill } from '#ui/Pill.tsx'

import { focusFilterBar } from './focus-filter-bar.ts'

/** How many rows are selected, more of them, and none. */
export function SelectionPill() {
  const { t } = useI18n()
  const rowSelection = useRowSelection()
  const { set, listed, breakdown } = usePorts()
  const { selected } = rowSelection
  const count = useMemo(
    () => (selected.set === set ? countEntries(listed, selected.mask, selected.count) : selected.count),
    [set, listed, selected],
  )
  const isFolded = listed.folds !== undefined
  const { matches } = breakdown
  if (count === 0) return null
  const label = t.table.selected(count, isFolded)
  const clear = () => {
    focusFilterBar()
    rowSelection.clear()
  }
  return (
    <Pill label={label} name={label} removeLabel={t.table.clearSelection} off={false} onRemove={clear}>
      <MenuItems
        label={label}
        groups={[
          {
            items: [
              {
                name: t.table.selectAll(matches.length, isFolded),
                onSelect: () => rowSelection.set(matches, true),
              },
              { name: t.table.clearSelection, onSelect: clear },
            ],
          },
        ]}
      />
    </Pill>
  )
}
