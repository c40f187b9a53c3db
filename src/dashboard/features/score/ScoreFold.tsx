import type { ReactNode } from 'react'

import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Fold } from '#ui/Fold.tsx'

/** The place of the score: of its height from the start, while its code is on its way. */
export function ScoreFold({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const isOpen = useView().view.score === 'open'
  return (
    <Fold
      label={t.score.label}
      isOpen={isOpen}
      className={isOpen ? 'grid' : 'max-md:min-h-14 max-md:basis-full md:ml-auto'}
    >
      {children}
    </Fold>
  )
}
