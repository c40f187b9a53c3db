import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'
import type { View, ViewActions } from '#view/use-view.ts'

export const SavedViewsMenu = late(async () => (await import('./SavedViewsMenu.tsx')).SavedViewsMenu)

/** The views that somebody gave a name: their list is fetched when it is opened. */
export function SavedViews(props: { view: View; selection: Selection; actions: ViewActions }) {
  const { t } = useI18n()
  return (
    <DropDown button={t.savedViews.open}>
      <div className="w-84 max-w-full">
        <LatePart name={t.savedViews.open} placeholder={<Skeleton className="h-24" />}>
          <SavedViewsMenu {...props} />
        </LatePart>
      </div>
    </DropDown>
  )
}
