import type { Selection } from '#contract/scope.ts'
import { SavedViewsMenu } from '#dashboard/late-parts.ts'
import { LatePart } from '#dashboard/LatePart.tsx'
import type { View, ViewActions } from '#dashboard/use-view.ts'
import { useWords } from '#dashboard/words.ts'
import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'

/** The views that somebody gave a name: their list is fetched when it is opened. */
export function SavedViews(props: { view: View; selection: Selection; actions: ViewActions }) {
  const { m } = useWords()
  return (
    <DropDown button={m.savedViews.open}>
      <div className="w-84 max-w-full">
        <LatePart name={m.savedViews.open} placeholder={<Skeleton className="h-24" />}>
          <SavedViewsMenu {...props} />
        </LatePart>
      </div>
    </DropDown>
  )
}
