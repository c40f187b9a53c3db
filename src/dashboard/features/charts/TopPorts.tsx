import { memo, useMemo } from 'react'

import { isSame } from '#dashboard/core/is-same.ts'
import { topRows } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { isRareView } from '#view/rare.ts'

import { ChartFrame } from './ChartFrame.tsx'
import { TopPortsChart } from './TopPortsChart.tsx'

const Drawing = memo(TopPortsChart, isSame)

/** As many as fit beside the other chart. */
const RANKED = 8

/** The shown ports that are open on the most servers: the dangerous ones, until the reader asks for all. */
export function TopPorts() {
  const { t } = useI18n()
  const { category, top } = useView().view
  const ports = usePorts()
  const rows = useMemo(() => {
    const danger = ports.listed.statuses.indexOf('danger')
    return topRows(ports, RANKED, top === 'all' ? undefined : (i) => ports.listed.status[i] === danger)
  }, [ports, top])
  return (
    <ChartFrame name={t.charts.topPorts} subject="top-ports">
      <Drawing
        rows={rows}
        isFolded={ports.listed.folds !== undefined}
        {...{ category, top }}
        isRareView={isRareView(ports.filter.query)}
      />
    </ChartFrame>
  )
}
