import { ChevronDown } from 'lucide-react'
import { memo, Suspense } from 'react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/late.tsx'
import { LateBoundary } from '#dashboard/LateBoundary.tsx'
import type { Ports } from '#dashboard/use-ports.ts'
import type { View, ViewActions } from '#dashboard/use-view.ts'
import { useWords } from '#dashboard/words.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Fold } from '#ui/Fold.tsx'

const ChangesCard = late(async () => (await import('./ChangesCard.tsx')).ChangesCard)

/** What changed since an earlier snapshot: a button until somebody asks, since it takes that snapshot's rows. */
export const Changes = memo(function Changes({
  since,
  mark,
  loading,
  actions,
  ...rest
}: {
  ports: Ports
  mark: SnapshotMark | null
  selection: Selection
  since: View['since']
  kind: View['kind']
  actions: ViewActions
  loading: boolean
}) {
  const { m } = useWords()
  if (since === null) {
    return (
      <Fold label={m.changes} isOpen={false}>
        <Button
          look="plain"
          className="-ml-2.5"
          aria-expanded={false}
          onClick={() => actions.change({ since: 'last', kind: null })}
        >
          {m.changes}
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      </Fold>
    )
  }
  const placeholder = (
    <div className="p-4.5" aria-busy>
      <Skeleton className="h-28" />
    </div>
  )
  return (
    <Fold label={m.changes} isOpen className="grid grid-cols-[minmax(0,1fr)]">
      <LateBoundary name={m.changes}>
        <Suspense fallback={placeholder}>
          {loading ? placeholder : <ChangesCard {...rest} {...{ since, mark, actions }} />}
        </Suspense>
      </LateBoundary>
    </Fold>
  )
})
