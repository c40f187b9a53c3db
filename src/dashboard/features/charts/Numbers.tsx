import { memo, useMemo } from 'react'

import { compileFilter, pickEntries } from '#analysis/breakdown.ts'
import { histogram } from '#analysis/histogram.ts'
import { isSame } from '#dashboard/core/is-same.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { brushOf } from '#view/brush.ts'

import { ChartFrame } from './ChartFrame.tsx'
import { PortHistogram } from './PortHistogram.tsx'

const Drawing = memo(PortHistogram, isSame)

/** The shown ports by their numbers. A range that is chosen does not hide the others. */
export function Numbers() {
  const { t } = useI18n()
  const { listed, filter, breakdown, knowledge } = usePorts()
  const bars = useMemo(() => {
    const { chosen, others } = brushOf(filter.query)
    const rows =
      chosen.length === 0
        ? breakdown.matches
        : pickEntries(listed, compileFilter({ ...filter, query: others }, listed, knowledge))
    return histogram(listed, rows, BARS)
  }, [listed, filter, breakdown, knowledge])
  return (
    <ChartFrame name={t.charts.numbers} subject="numbers">
      <Drawing bars={bars} isFolded={listed.folds !== undefined} />
    </ChartFrame>
  )
}

/** Of 1,024 ports each, so that the first holds the well-known ones. */
const BARS = 64
