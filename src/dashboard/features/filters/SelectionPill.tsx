import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { MenuItems } from '#ui/Menu.tsx'
import { Pill } from '#ui/Pill.tsx'

import { focusFilterBar } from './focus-filter-bar.ts'

/** How many rows are picked, more of them, and none. */
export function SelectionPill() {
  const { t } = useI18n()
  const selection = useRowSelection()
  const { matches } = usePorts().breakdown
  if (selection.picked.count === 0) return null
  const label = t.table.picked(selection.picked.count)
  const clear = () => {
    focusFilterBar()
    selection.clear()
  }
  return (
    <Pill label={label} name={label} removeLabel={t.table.clearPicked} off={false} onRemove={clear}>
      <MenuItems
        label={label}
        groups={[
          {
            items: [
              { name: t.table.pickAll(matches.length), onSelect: () => selection.set(matches, true) },
              { name: t.table.clearPicked, onSelect: clear },
            ],
          },
        ]}
      />
    </Pill>
  )
}
