import type { ReactNode } from 'react'

import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Fold } from '#ui/Fold.tsx'

/** The score and what it is made of, where the address asks for it: by the palette, or a link. */
export function ScoreFold({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  if (useView().view.score !== 'open') return null
  return (
    <Fold label={t.score.label} isOpen className="grid">
      {children}
    </Fold>
  )
}
