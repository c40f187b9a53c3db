import { Suspense } from 'react'

import { late } from './late.tsx'
import type { ViewRows } from './use-view-rows.ts'
import type { View, ViewActions } from './use-view.ts'

const LiveNotice = late(async () => (await import('./reading/LiveNotice.tsx')).LiveNotice)
const FrozenNotice = late(async () => (await import('./links/FrozenNotice.tsx')).FrozenNotice)

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
