import { Columns3 } from 'lucide-react'

import { TableSettingsMenu } from '#dashboard/late-parts.ts'
import { LatePart } from '#dashboard/LatePart.tsx'
import type { View, ViewChange } from '#dashboard/use-view.ts'
import { useWords } from '#dashboard/words.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'

/** The button of which columns the table has, and how close its rows stand. */
export function TableSettings(props: { view: View; onView: (change: ViewChange) => void }) {
  const { m } = useWords()
  return (
    <Popover
      name={m.table.settings}
      buttonClass="inline-flex size-8 items-center justify-center rounded-control border border-line-strong bg-surface hover:bg-sunken"
      button={<Columns3 aria-hidden className="size-4" />}
    >
      <LatePart name={m.table.settings} placeholder={<Skeleton className="h-72 w-44" />}>
        <TableSettingsMenu {...props} />
      </LatePart>
    </Popover>
  )
}
