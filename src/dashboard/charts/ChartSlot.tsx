import { Suspense, useRef } from 'react'
import type { ReactNode } from 'react'

import type { Selection } from '#contract/scope.ts'
import { LateBoundary } from '#dashboard/LateBoundary.tsx'
import { useWords } from '#dashboard/words.ts'
import { Skeleton } from '#ui/Card.tsx'

import { PictureMenu } from './PictureMenu.tsx'

const BARS_TO_COME = <ChartSkeleton />

/** A chart that fails or is on its way leaves the rest of the page alone. */
export function ChartSlot({
  name,
  subject,
  selection,
  loading,
  skeleton = BARS_TO_COME,
  children,
}: {
  name: string
  /** What the chart is called in the name of a file. */
  subject: string
  selection: Selection
  loading: boolean
  /** Holds the chart's place until it is there. */
  skeleton?: ReactNode
  children: ReactNode
}) {
  const { m } = useWords()
  const chart = useRef<HTMLDivElement>(null)
  return (
    <LateBoundary name={name} hint={m.charts.failedHint} place={BelowButtons}>
      <div ref={chart} className="h-full">
        <Suspense fallback={skeleton}>{loading ? skeleton : children}</Suspense>
      </div>
      {!loading && <PictureMenu chart={chart} title={name} subject={subject} selection={selection} />}
    </LateBoundary>
  )
}

/** In the corner of a card there may be the button that folds it. */
function BelowButtons({ children }: { children: ReactNode }) {
  return <div className="pt-9">{children}</div>
}

function ChartSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-4 w-32" />
      {['w-full', 'w-2/3', 'w-1/2', 'w-1/4'].map((width) => (
        <Skeleton key={width} className={`h-5 ${width}`} />
      ))}
    </div>
  )
}
