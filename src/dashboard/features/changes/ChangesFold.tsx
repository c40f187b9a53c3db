import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'

/** Changes row by row, while the address asks for them: the summary opens them. They may be there for good, as in a frame. */
export function ChangesFold({ isFixed, children }: { isFixed: boolean; children: ReactNode }) {
  const { t } = useI18n()
  const { change } = useViewActions()
  const isOpen = useView().view.since !== null
  if (!isOpen && !isFixed) return null
  return (
    <Fold isOpen label={t.changes.title} className="relative grid grid-cols-[minmax(0,1fr)]">
      {!isFixed && (
        <Button
          look="plain"
          className="absolute top-2 right-2 z-1"
          aria-expanded
          onClick={() => change({ since: null, kind: null })}
        >
          {t.changes.hide}
          <ChevronDown aria-hidden className="size-3.5 rotate-180" />
        </Button>
      )}
      {children}
    </Fold>
  )
}
