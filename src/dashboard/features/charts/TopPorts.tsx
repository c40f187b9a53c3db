import { memo, useMemo } from 'react'

import { TOP_PORTS } from '#analysis/breakdown.ts'
import { isSame } from '#dashboard/core/is-same.ts'
import { topRows } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { isRareView } from '#view/rare.ts'

import { ChartFrame } from './ChartFrame.tsx'
import { TopPortsChart } from './TopPortsChart.tsx'

const Drawing = memo(TopPortsChart, isSame)

/** The shown ports that are open on the most servers. */
export function TopPorts() {
  const { t } = useI18n()
  const { category } = useView().view
  const ports = usePorts()
  const rows = useMemo(() => topRows(ports, TOP_PORTS), [ports])
  return (
    <ChartFrame name={t.charts.topPorts} subject="top-ports">
      <Drawing rows={rows} category={category} isRareView={isRareView(ports.filter.query)} />
    </ChartFrame>
  )
}
