import { Suspense } from 'react'

import type { View, ViewActions } from '#view/use-view.ts'

import { late } from './core/late.tsx'
import type { ViewRows } from './core/use-view-rows.ts'

const LiveNotice = late(async () => (await import('./features/sync-status/LiveNotice.tsx')).LiveNotice)
const FrozenNotice = late(async () => (await import('./features/saved-views/FrozenNotice.tsx')).FrozenNotice)

/** What holds of everything that is shown: that it is of an earlier snapshot, or what became of the reading of HSS. */
export function RowsNotice({
  shown: { rows, mark, live, frozen, liveSelection },
  view: { snapshot },
  actions,
  onDetails,
}: {
  shown: ViewRows
  view: View
  actions: ViewActions
  onDetails: () => void
}) {
  if (snapshot !== null) {
    return (
      <Suspense fallback={<div className="min-h-11" />}>
        <FrozenNotice frozen={frozen.data} live={live} onLive={() => actions.change({ snapshot: null })} />
      </Suspense>
    )
  }
  if (!liveSelection || !mark || rows.isError) return null
  return (
    <Suspense>
      <LiveNotice selection={liveSelection} mark={mark} onDetails={onDetails} />
    </Suspense>
  )
}
