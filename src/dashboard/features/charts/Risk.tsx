import { memo } from 'react'

import { barsByType } from '#analysis/breakdown.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { Category } from '#contract/scope.ts'
import { widestRows } from '#dashboard/core/use-ports.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import type { View, ViewActions } from '#view/use-view.ts'

import { RiskByType } from './RiskByType.tsx'
import { sameDrawing } from './same-drawing.ts'

const Drawing = memo(RiskByType, sameDrawing)

/** The shown ports by type and risk. */
export const Risk = memo(function Risk({
  ports,
  ...rest
}: {
  ports: Ports
  category: Category
  measure: View['measure']
  actions: ViewActions
}) {
  const { breakdown, set, filter } = ports
  const bars = barsByType(breakdown.cells)
  const danger = set.statuses.indexOf('danger')
  const [widest] = widestRows(ports, 1, (i) => set.status[i] === danger)
  return (
    <Drawing
      bars={bars}
      widestDanger={widest === undefined ? null : rowAt(set, widest)}
      filter={filter}
      {...rest}
    />
  )
})
