import { ChevronDown } from 'lucide-react'
import { lazy, Suspense } from 'react'

import type { Selection } from '#contract/scope.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'

import type { View, ViewActions } from './use-view.ts'
import { useWords } from './words.ts'

const SavedViewsMenu = lazy(async () => ({ default: (await import('./SavedViewsMenu.tsx')).SavedViewsMenu }))

/** The views that somebody gave a name: their list is fetched when it is opened. */
export function SavedViews(props: { view: View; selection: Selection; actions: ViewActions }) {
  const { m } = useWords()
  return (
    <Popover
      buttonClass="inline-flex h-9 shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 font-[550] hover:bg-sunken pointer-coarse:h-11"
      button={
        <>
          {m.savedViews.open}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </>
      }
    >
      <div className="w-84 max-w-full">
        <Suspense fallback={<Skeleton className="h-24" />}>
          <SavedViewsMenu {...props} />
        </Suspense>
      </div>
    </Popover>
  )
}
