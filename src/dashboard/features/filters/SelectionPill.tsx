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
  const { matches } = usePorts().breakdown
  if (rowSelection.selected.count === 0) return null
  const label = t.table.selected(rowSelection.selected.count)
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
              { name: t.table.selectAll(matches.length), onSelect: () => rowSelection.set(matches, true) },
              { name: t.table.clearSelection, onSelect: clear },
            ],
          },
        ]}
      />
    </Pill>
  )
}
