import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'
import { DEFAULT_SINCE } from '#view/since.ts'

/** Changes since an earlier snapshot: a button until the reader opens it, since it asks for them. */
export function ChangesFold({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { change } = useViewActions()
  const isOpen = useView().view.since !== null
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
        onClick={() => change({ since: isOpen ? null : DEFAULT_SINCE, kind: null })}
      >
        {isOpen ? t.changes.hide : t.changes.title}
        <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      {isOpen && children}
    </Fold>
  )
}
