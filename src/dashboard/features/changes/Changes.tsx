import { ChevronDown } from 'lucide-react'
import { memo, Suspense } from 'react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import { LateBoundary } from '#dashboard/core/LateBoundary.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Fold } from '#ui/Fold.tsx'
import type { View, ViewActions } from '#view/use-view.ts'

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
  size: View['size']
  actions: ViewActions
  loading: boolean
}) {
  const { t } = useI18n()
  const isOpen = since !== null
  const placeholder = (
    <div className="p-4.5" aria-busy>
      <Skeleton className="h-28" />
    </div>
  )
  return (
    <Fold
      label={t.changes.title}
      isOpen={isOpen}
      className={isOpen ? 'relative grid grid-cols-[minmax(0,1fr)]' : ''}
    >
      <Button
        look="plain"
        className={isOpen ? 'absolute top-2 right-2 z-1' : '-ml-2.5'} // one button, which keeps the focus
        aria-expanded={isOpen}
        onClick={() => actions.change({ since: isOpen ? null : 'last', kind: null })}
      >
        {isOpen ? t.changes.hide : t.changes.title}
        <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      {isOpen && (
        <LateBoundary name={t.changes.title}>
          <Suspense fallback={placeholder}>
            {loading ? placeholder : <ChangesCard {...rest} {...{ since, mark, actions }} />}
          </Suspense>
        </LateBoundary>
      )}
    </Fold>
  )
})
