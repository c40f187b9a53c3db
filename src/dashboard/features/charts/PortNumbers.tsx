import { ChevronDown } from 'lucide-react'
import { memo } from 'react'

import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Fold } from '#ui/Fold.tsx'
import type { ViewActions } from '#view/use-view.ts'

import { ChartSlot } from './ChartSlot.tsx'

const Numbers = late(async () => (await import('./Numbers.tsx')).Numbers)

/** The chart of all port numbers, folded until somebody asks for it: the table stands as high as it can. */
export const PortNumbers = memo(function PortNumbers({
  ports,
  selection,
  isOpen,
  actions,
  loading,
}: {
  ports: Ports
  selection: Selection
  isOpen: boolean
  actions: ViewActions
  loading: boolean
}) {
  const { t } = useI18n()
  return (
    <Fold label={t.charts.numbers} isOpen={isOpen} className={isOpen ? 'relative px-4.5 py-3.5' : ''}>
      <Button
        look="plain"
        className={isOpen ? 'absolute top-3.5 right-13 z-1 max-sm:static max-sm:-ml-2.5' : '-ml-2.5'}
        aria-expanded={isOpen}
        onClick={() => actions.change({ numbers: isOpen ? null : 'open' })}
      >
        {isOpen ? t.charts.hide : t.charts.numbers}
        <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
      </Button>
      {isOpen && (
        <div className="min-h-32 max-sm:min-h-39">
          <ChartSlot
            name={t.charts.numbers}
            subject="numbers"
            skeleton={<Skeleton className="h-24" />}
            {...{ selection, loading }}
            isRead={ports.isRead}
          >
            <Numbers {...{ ports, actions }} />
          </ChartSlot>
        </div>
      )}
    </Fold>
  )
})
