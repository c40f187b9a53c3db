import { Columns3 } from 'lucide-react'

import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'
import type { View, ViewChange } from '#view/use-view.ts'

export const TableSettingsMenu = late(async () => (await import('./TableSettingsMenu.tsx')).TableSettingsMenu)

/** The button of which columns the table has, and how close its rows stand. */
export function TableSettings(props: { view: View; onView: (change: ViewChange) => void }) {
  const { t } = useI18n()
  return (
    <Popover
      name={t.table.settings}
      buttonClass="inline-flex size-8 items-center justify-center rounded-control border border-line-strong bg-surface hover:bg-sunken"
      button={<Columns3 aria-hidden className="size-4" />}
    >
      <LatePart name={t.table.settings} placeholder={<Skeleton className="h-72 w-44" />}>
        <TableSettingsMenu {...props} />
      </LatePart>
    </Popover>
  )
}
