import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'

/** The two charts of a view, of their height from the start: low, since the table below is where the work is. */
export function ChartsRow({ id, risk, topPorts }: { id: string; risk: ReactNode; topPorts: ReactNode }) {
  const { t } = useI18n()
  return (
    <div id={id} className="grid min-w-0 basis-full gap-2.5 lg:grid-cols-[2fr_3fr]">
      <Card
        label={t.charts.risk}
        className="relative min-h-36.5 px-4.5 py-2 max-sm:min-h-44.5 lg:max-xl:min-h-41.5"
      >
        {risk}
      </Card>
      <Card label={t.charts.topPorts} className="relative min-h-36.5 px-4.5 py-2 max-md:min-h-71.5">
        {topPorts}
      </Card>
    </div>
  )
}
