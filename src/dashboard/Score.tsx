import { lazy, memo, Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'

import type { Ports } from './use-ports.ts'
import type { View, ViewActions } from './use-view.ts'
import { useWords } from './words.ts'

const ScoreCard = lazy(async () => ({ default: (await import('./ScoreCard.tsx')).ScoreCard }))

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
  const { m } = useWords()
  const placeholder = (
    <Card label={m.score.label} className="min-h-12.5 max-md:min-h-18.5 max-sm:min-h-23.5">
      {null}
    </Card>
  )
  return (
    <ErrorBoundary
      fallback={
        <Notice tone="error" title={m.error.part(m.score.label)}>
          {m.charts.failedHint}
        </Notice>
      }
    >
      <Suspense fallback={placeholder}>{loading ? placeholder : <ScoreCard {...rest} />}</Suspense>
    </ErrorBoundary>
  )
})
