import { memo, useMemo } from 'react'

import { barsByType } from '#analysis/breakdown.ts'
import { isSame } from '#dashboard/core/is-same.ts'
import { topRows } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'

import { ChartFrame } from './ChartFrame.tsx'
import { RiskByType } from './RiskByType.tsx'

const Drawing = memo(RiskByType, isSame)

/** The shown ports by type and risk. */
export function Risk() {
  const { t } = useI18n()
  const { category, measure } = useView().view
  const ports = usePorts()
  const { bars, worst } = useMemo(() => {
    const { breakdown, listed } = ports
    const danger = listed.statuses.indexOf('danger')
    const [worst] = topRows(ports, 1, (i) => listed.status[i] === danger)
    return { bars: barsByType(breakdown.cells), worst: worst ?? null }
  }, [ports])
  return (
    <ChartFrame name={t.charts.risk} subject="risk">
      <Drawing
        bars={bars}
        mostCommonDanger={worst}
        filter={ports.filter}
        isFolded={ports.listed.folds !== undefined}
        {...{ category, measure }}
      />
    </ChartFrame>
  )
}
