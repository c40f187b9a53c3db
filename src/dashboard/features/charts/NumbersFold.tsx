import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'

/** The chart of all port numbers, where the address asks for it: the range of the filter bar answers most questions. */
export function NumbersFold({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { change } = useViewActions()
  if (useView().view.numbers !== 'open') return null
  return (
    <Fold label={t.charts.numbers} isOpen className="relative px-4.5 py-2">
      <Button
        look="plain"
        className="absolute top-2 right-13 z-1 max-sm:static max-sm:-ml-2.5"
        aria-expanded
        onClick={() => change({ numbers: null })}
      >
        {t.charts.hide}
        <ChevronDown aria-hidden className="size-3.5 rotate-180" />
      </Button>
      <div className="min-h-32 max-sm:min-h-39">{children}</div>
    </Fold>
  )
}
