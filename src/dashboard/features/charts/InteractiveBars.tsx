import { Bar, BarChart, DefaultZIndexes, Rectangle, Tooltip, XAxis, YAxis } from 'recharts'
import type { BarShapeProps } from 'recharts'

import { EDGE, LEAST_WIDTH } from './bar-rows.ts'
import type { BarRow } from './bar-rows.ts'
import type { BarsProps } from './Bars.tsx'

/** The bars of {@link BarsProps} by Recharts: where the rectangles at rest are, with a tooltip of the row under the pointer. */
export function InteractiveBars({
  rows,
  most,
  look,
  tooltipOf,
  width,
}: BarsProps & {
  /** px */
  width: number
}) {
  const keys = [...new Set(rows.flatMap(({ bars }) => bars.map(({ key }) => key)))]
  return (
    <BarChart
      data-no-picture
      className="absolute! inset-0"
      width={width}
      height={rows.length * look.rowHeight}
      layout="vertical"
      data={rows}
      barCategoryGap={look.gap}
      margin={NO_MARGIN}
      accessibilityLayer={false}
    >
      <XAxis type="number" hide domain={[0, most]} />
      <YAxis type="category" dataKey="name" hide width={0} />
      <Tooltip
        cursor={CURSOR}
        isAnimationActive={false}
        content={({ active, label }) => (active && typeof label === 'string' ? tooltipOf(label) : null)}
      />
      {keys.map((key, at) => (
        <Bar
          key={key}
          dataKey={(row: BarRow) => barOf(row, key)?.size ?? 0}
          stackId="row"
          radius={look.radius}
          minPointSize={LEAST_WIDTH}
          zIndex={DefaultZIndexes.bar + Number(at === 0)}
          isAnimationActive={false}
          {...(look.hasEdge && EDGE)}
          shape={(shape: BarShapeProps) => {
            const bar = barOf(shape.payload, key)
            return bar && <Rectangle {...shape} {...bar.values} fill={bar.fill} />
          }}
          className="cursor-pointer"
        />
      ))}
    </BarChart>
  )
}

const barOf = ({ bars }: BarRow, key: string) => bars.find((bar) => bar.key === key)

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 }
const CURSOR = { fill: 'var(--color-sunken)' }
