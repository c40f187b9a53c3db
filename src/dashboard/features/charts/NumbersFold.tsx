import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Fold } from '#ui/Fold.tsx'

/** The chart of all port numbers, folded until the reader opens it: the table stands as high as it can. */
export function NumbersFold({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { change } = useViewActions()
  const isOpen = useView().view.numbers === 'open'
  return (
    <Fold label={t.charts.numbers} isOpen={isOpen} className={isOpen ? 'relative px-4.5 py-3.5' : ''}>
      <Button
        look="plain"
        className={isOpen ? 'absolute top-3.5 right-13 z-1 max-sm:static max-sm:-ml-2.5' : '-ml-2.5'}
        aria-expanded={isOpen}
        onClick={() => change({ numbers: isOpen ? null : 'open' })}
      >
        {isOpen ? t.charts.hide : t.charts.numbers}
        <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      {isOpen && <div className="min-h-32 max-sm:min-h-39">{children}</div>}
    </Fold>
  )
}
