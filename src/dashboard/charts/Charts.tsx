import { lazy, memo } from 'react'

import { barsByType } from '#analysis/breakdown.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { Category, Selection } from '#contract/scope.ts'
import { widestRows } from '#dashboard/use-ports.ts'
import type { Ports, TableRow } from '#dashboard/use-ports.ts'
import type { View, ViewActions } from '#dashboard/use-view.ts'
import { useWords } from '#dashboard/words.ts'
import { Card } from '#ui/Card.tsx'

import { ChartSlot } from './ChartSlot.tsx'
import { isRareView } from './rare.ts'
import { sameDrawing } from './same-drawing.ts'

// Recharts is half of the page's script, and the table must not wait for it.
const RiskByType = lazy(async () => ({
  default: memo((await import('./RiskByType.tsx')).RiskByType, sameDrawing),
}))
const WidestPorts = lazy(async () => ({
  default: memo((await import('./WidestPorts.tsx')).WidestPorts, sameDrawing),
}))

const WIDEST = 12

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
  const { m } = useWords()
  return (
    <div className="grid gap-3.5 lg:grid-cols-[2fr_3fr]">
      <Card label={m.charts.risk} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-70">
        <ChartSlot name={m.charts.risk} subject="risk" {...{ selection, loading }}>
          <Risk {...{ ports, category, measure, actions }} />
        </ChartSlot>
      </Card>
      <Card label={m.charts.widest} className="relative min-h-63.5 px-4.5 py-3.5 max-md:min-h-103">
        <ChartSlot name={m.charts.widest} subject="widest" {...{ selection, loading }}>
          <Widest {...{ ports, category, actions }} />
        </ChartSlot>
      </Card>
    </div>
  )
})

const Risk = memo(function Risk({
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
    <RiskByType
      bars={bars}
      widestDanger={widest === undefined ? null : rowAt(set, widest)}
      filter={filter}
      {...rest}
    />
  )
})

const Widest = memo(function Widest({
  ports,
  ...rest
}: {
  ports: Ports
  category: Category
  actions: ViewActions
}) {
  const { set, nameOf, filter } = ports
  const rows: TableRow[] = widestRows(ports, WIDEST).map((i) => {
    const row = rowAt(set, i)
    return { ...row, service: nameOf(row.port, row.type), index: i }
  })
  return <WidestPorts rows={rows} isRareView={isRareView(filter.query)} {...rest} />
})
