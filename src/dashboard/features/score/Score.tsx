import { memo, Suspense } from 'react'

import { late } from '#dashboard/core/late.tsx'
import { LateBoundary } from '#dashboard/core/LateBoundary.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Fold } from '#ui/Fold.tsx'
import type { View, ViewActions } from '#view/use-view.ts'

/** Its size while it is folded, from the start. */
export const FOLDED = 'max-md:min-h-14 max-md:basis-full md:ml-auto'

const ScoreCard = late(async () => (await import('./ScoreCard.tsx')).ScoreCard)

/** The place of the score: of its height from the start, while its code is on its way. */
export const Score = memo(function Score({
  loading,
  ...rest
}: {
  ports: Ports
  weights: View['weights']
  without: View['without']
  isOpen: boolean
  actions: ViewActions
  loading: boolean
}) {
  const { t } = useI18n()
  const placeholder = (
    <Fold label={t.score.label} isOpen={rest.isOpen} className={FOLDED}>
      {null}
    </Fold>
  )
  return (
    <LateBoundary name={t.score.label}>
      <Suspense fallback={placeholder}>{loading ? placeholder : <ScoreCard {...rest} />}</Suspense>
    </LateBoundary>
  )
})
