import { useDeferredValue, useMemo } from 'react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import type { View, ViewActions } from '#view/use-view.ts'

import type { Ports } from './core/use-ports.ts'
import { Changes } from './features/changes/Changes.tsx'
import { Charts } from './features/charts/Charts.tsx'
import { PortNumbers } from './features/charts/PortNumbers.tsx'
import { Score } from './features/score/Score.tsx'

/**
 * What follows the table: the charts and the score. Their numbers are computed in a deferred render, which the next
 * keystroke may drop.
 */
export function Followers({
  ports,
  view,
  selection,
  actions,
  loading,
  mark,
  hasScore,
}: {
  ports: Ports
  view: View
  selection: Selection
  actions: ViewActions
  loading: boolean
  /** The snapshot on screen. */
  mark: SnapshotMark | null
  /** A frame has no score, and does not tell what changed. */
  hasScore: boolean
}) {
  const now = useMemo(() => ({ ports, loading }), [ports, loading])
  const deferred = useDeferredValue(now)
  return (
    <>
      <Charts
        {...deferred}
        category={view.category}
        measure={view.measure}
        selection={selection}
        actions={actions}
      />
      <div
        className={`flex flex-wrap items-center gap-x-6 gap-y-3.5 ${view.numbers === null && view.since === null ? '-mt-2' : ''} ${view.score === null ? '-mb-2' : ''}`}
      >
        {hasScore && (
          <Changes
            {...deferred}
            mark={mark}
            selection={selection}
            since={view.since}
            kind={view.kind}
            size={view.size}
            actions={actions}
          />
        )}
        <PortNumbers {...deferred} selection={selection} isOpen={view.numbers === 'open'} actions={actions} />
        {hasScore && (
          <Score
            {...deferred}
            weights={view.weights}
            without={view.without}
            isOpen={view.score === 'open'}
            actions={actions}
          />
        )}
      </div>
    </>
  )
}
