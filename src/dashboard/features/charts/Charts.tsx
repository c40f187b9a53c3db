import { memo } from 'react'

import type { Category, Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'
import type { View, ViewActions } from '#view/use-view.ts'

import { ChartSlot } from './ChartSlot.tsx'

// Recharts is half of the page's script, and the table must not wait for it.
const Risk = late(async () => (await import('./Risk.tsx')).Risk)
const Widest = late(async () => (await import('./Widest.tsx')).Widest)

/** The charts of a view: one whose own numbers did not change is not drawn again. */
export const Charts = memo(function Charts({
  ports,
  category,
  measure,
  selection,
  actions,
  loading,
}: {
  ports: Ports
  category: Category
  selection: Selection
  measure: View['measure']
  actions: ViewActions
  loading: boolean
}) {
  const { t } = useI18n()
  const { isRead } = ports
  return (
    <div className="grid gap-3.5 lg:grid-cols-[2fr_3fr]">
      <Card label={t.charts.risk} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-70">
        <ChartSlot name={t.charts.risk} subject="risk" {...{ selection, isRead, loading }}>
          <Risk {...{ ports, category, measure, actions }} />
        </ChartSlot>
      </Card>
      <Card label={t.charts.topPorts} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-103">
        <ChartSlot name={t.charts.topPorts} subject="widest" {...{ selection, isRead, loading }}>
          <Widest {...{ ports, category, actions }} />
        </ChartSlot>
      </Card>
    </div>
  )
})
