import { memo, useMemo } from 'react'

import { compileFilter, pickRows } from '#analysis/breakdown.ts'
import { histogram } from '#analysis/histogram.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { brushOf } from '#view/brush.ts'
import type { ViewActions } from '#view/use-view.ts'

import { PortHistogram } from './PortHistogram.tsx'
import { sameDrawing } from './same-drawing.ts'

const Drawing = memo(PortHistogram, sameDrawing)

/** The shown ports by their numbers. A range that is chosen does not hide the others. */
export function Numbers({
  ports: { set, filter, breakdown, knowledge },
  actions,
}: {
  ports: Ports
  actions: ViewActions
}) {
  const bars = useMemo(() => {
    const { chosen, others } = brushOf(filter.query)
    const rows =
      chosen.length === 0
        ? breakdown.matches
        : pickRows(set, compileFilter({ ...filter, query: others }, set, knowledge))
    return histogram(set, rows, BARS)
  }, [set, filter, breakdown, knowledge])
  return <Drawing bars={bars} actions={actions} />
}

/** Of 1,024 ports each, so that the first holds the well-known ones. */
const BARS = 64
