import { ChevronDown } from 'lucide-react'

import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'

import { chartsFold } from './charts-fold.ts'

/** Folds the charts away, and remembers it on this device. */
export function ChartsToggle({ controls }: { controls: string }) {
  const { t } = useI18n()
  const isOpen = chartsFold.use() === 'open'
  return (
    <Button
      look="plain"
      className={isOpen ? 'absolute! top-2 right-11 z-1 w-8 px-0!' : '-ml-2.5'} // open, in the corner of the last chart
      title={t.charts.label}
      aria-label={t.charts.label}
      aria-expanded={isOpen}
      {...(isOpen && { 'aria-controls': controls })}
      onClick={() => chartsFold.set(isOpen ? 'folded' : 'open')}
    >
      {!isOpen && t.charts.label}
      <ChevronDown aria-hidden className={`size-3.5 ${isOpen ? 'rotate-180' : ''}`} />
    </Button>
  )
}
