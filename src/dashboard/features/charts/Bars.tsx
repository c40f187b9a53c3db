import type { ReactNode } from 'react'
import { BarChart, Tooltip, XAxis, YAxis } from 'recharts'

/**
 * Horizontal bars, one a datum, beside labels of the same row height. Hidden from screen readers: the labels, the finding and the
 * table of values say more than a chart does.
 */
export function Bars<Datum extends { name: string }>({
  data,
  rowHeight,
  gap,
  most = 'dataMax',
  tooltipOf,
  children,
}: {
  data: readonly Datum[]
  /** px */
  rowHeight: number
  /** Between two bars, in px. */
  gap: number
  /** What the longest bar stands for. */
  most?: number | 'dataMax'
  tooltipOf: (datum: Datum) => ReactNode
  /** Recharts' marks. */
  children: ReactNode
}) {
  return (
    <div aria-hidden style={{ height: data.length * rowHeight }}>
      <BarChart
        responsive
        layout="vertical"
        data={data}
        barCategoryGap={gap}
        margin={NO_MARGIN}
        accessibilityLayer={false}
        style={FILL}
      >
        <XAxis type="number" hide domain={[0, most]} />
        <YAxis type="category" dataKey="name" hide width={0} />
        <Tooltip
          cursor={CURSOR}
          isAnimationActive={false}
          content={({ active, label }) => {
            const datum = data.find(({ name }) => name === label)
            return active && datum !== undefined ? tooltipOf(datum) : null
          }}
        />
        {children}
      </BarChart>
    </div>
  )
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 }
const FILL = { width: '100%', height: '100%' }
const CURSOR = { fill: 'var(--color-sunken)' }
