import { Suspense, useRef } from 'react'
import type { ReactNode } from 'react'

import type { Selection } from '#contract/scope.ts'
import { LateBoundary } from '#dashboard/core/LateBoundary.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

import { PictureMenu } from './PictureMenu.tsx'

const BARS_TO_COME = <ChartSkeleton />

/** A chart that fails or is on its way leaves the rest of the page alone. */
export function ChartSlot({
  name,
  subject,
  selection,
  isRead,
  loading,
  skeleton = BARS_TO_COME,
  children,
}: {
  name: string
  /** What the chart is called in the name of a file. */
  subject: string
  selection: Selection
  /** Whether the scope was ever read: before that there is nothing to draw, and no sentence to say of it. */
  isRead: boolean
  loading: boolean
  /** Holds the chart's place until it is there. */
  skeleton?: ReactNode
  children: ReactNode
}) {
  const { t } = useI18n()
  const chart = useRef<HTMLDivElement>(null)
  if (!loading && !isRead) {
    return (
      <figure className="flex h-full flex-col gap-2">
        <h2 className="flex h-8 items-center font-[600]">{name}</h2>
        <figcaption className="m-auto text-muted">{t.empty.neverRead}</figcaption>
      </figure>
    )
  }
  return (
    <LateBoundary name={name} hint={t.charts.failedHint} place={BelowButtons}>
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
