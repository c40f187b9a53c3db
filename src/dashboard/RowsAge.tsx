import { Suspense } from 'react'

import { late } from './core/late.tsx'
import type { ViewRows } from './core/use-view-rows.ts'
import { DataAge } from './DataAge.tsx'

const LiveAge = late(async () => (await import('./features/sync-status/LiveAge.tsx')).LiveAge)

/** How whole and how old the shown rows are; of HSS also how the reading goes. Nothing before there are any. */
export function RowsAge({
  shown: { rows, mark, isUnread, liveSelection, isServerGone },
  onDetails,
}: {
  shown: ViewRows
  onDetails: () => void
}) {
  if (!rows.data && !isUnread) return null
  const size = rows.data?.rows.size ?? 0
  const clockOffset = rows.data?.clockOffset ?? 0
  const age = <DataAge rows={size} mark={mark} clockOffset={clockOffset} failing={isServerGone} />
  if (!liveSelection) return age
  return (
    <Suspense fallback={<div className="flex h-10 items-center lg:w-56 xl:w-78">{age}</div>}>
      <LiveAge
        selection={liveSelection}
        rows={size}
        mark={mark}
        isServerGone={isServerGone}
        onOpen={onDetails}
      />
    </Suspense>
  )
}
