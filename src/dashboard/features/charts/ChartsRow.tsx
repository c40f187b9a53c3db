import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'

/** The two charts of a view, of their height from the start. */
export function ChartsRow({ risk, topPorts }: { risk: ReactNode; topPorts: ReactNode }) {
  const { t } = useI18n()
  return (
    <div className="grid gap-3.5 lg:grid-cols-[2fr_3fr]">
      <Card label={t.charts.risk} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-70">
        {risk}
      </Card>
      <Card label={t.charts.topPorts} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-103">
        {topPorts}
      </Card>
    </div>
  )
}
