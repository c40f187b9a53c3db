import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'

import type { Stretch } from '#analysis/course-line.ts'
import type { CourseAnswer } from '#contract/course.ts'
import { useComparison } from '#dashboard/core/use-comparison.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { COURSE_FIGURES } from '#view/parameters.ts'
import type { CourseFigure } from '#view/parameters.ts'

import { FIGURE_OF } from './course-figures.ts'
import type { courseRange } from './course-figures.ts'

/**
 * A figure over time as steps. Dots are the moments at which a snapshot differed from the one before, the upright line is what
 * the page compares with, and a gap is grey: no line leads through it.
 */
export function CourseChart({
  answer: { points, gaps },
  figure,
  stretches,
  range: { first, last, least, most },
}: {
  answer: CourseAnswer
  figure: CourseFigure
  stretches: readonly Stretch[]
  range: NonNullable<ReturnType<typeof courseRange>>
}) {
  const { f } = useI18n()
  const { from } = useComparison().answer.data ?? { from: null }
  const color = figure === 'open' ? 'var(--color-accent)' : 'var(--color-danger)'
  const moments = points.flatMap((point) => {
    const value = FIGURE_OF[figure](point)
    return value === null ? [] : [{ at: Date.parse(point.at), value }]
  })
  return (
    <div aria-hidden className="h-56">
      <LineChart responsive accessibilityLayer={false} margin={MARGIN} style={FILL}>
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          type="number"
          dataKey="at"
          domain={[first.at, last.at]}
          tickCount={6}
          tickFormatter={(at: number) => f.day(new Date(at).toISOString()).slice(5)}
          {...AXIS}
        />
        <YAxis
          type="number"
          domain={[Math.max(0, least - 1), most + 1]}
          allowDecimals={false}
          width={44}
          tickFormatter={(value: number) => f.count(value)}
          {...AXIS}
        />
        {gaps.map(({ from, to }) => (
          <ReferenceArea key={from} x1={Date.parse(from)} x2={Date.parse(to)} fill="var(--color-sunken)" />
        ))}
        {from !== null && Date.parse(from.at) >= first.at && (
          <ReferenceLine x={Date.parse(from.at)} stroke="var(--color-accent)" strokeDasharray="4 4" />
        )}
        {stretches.map((stretch) => (
          <Line
            key={stretch[0]?.at}
            data={stretch}
            dataKey="value"
            type="linear"
            stroke={color}
            strokeWidth={2}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        <Line
          data={moments}
          dataKey="value"
          stroke="none"
          dot={{ r: 3, fill: color, stroke: 'var(--color-surface)', strokeWidth: 1 }}
          activeDot={{ r: 5, fill: color }}
          isAnimationActive={false}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, label }) => active && <Moment points={points} at={Number(label)} />}
        />
      </LineChart>
    </div>
  )
}

/** All figures at a moment. */
function Moment({ points, at }: { points: CourseAnswer['points']; at: number }) {
  const { t, f } = useI18n()
  const { category } = useView().view
  const point = points.findLast((point) => Date.parse(point.at) <= at)
  if (point === undefined) return null
  return (
    <div className="rounded-control border border-line bg-surface px-3 py-2 shadow-float">
      <p className="pb-1 text-small font-[600]">{f.instant(new Date(at).toISOString())}</p>
      <dl className="tabular grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5">
        {COURSE_FIGURES.map((figure) => {
          const value = FIGURE_OF[figure](point)
          return (
            <div key={figure} className="contents">
              <dt className="text-muted">{t.course.figures[category][figure]}</dt>
              <dd className="text-right font-[550]">{value === null ? '–' : f.count(value)}</dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }
const FILL = { width: '100%', height: '100%' }
const AXIS = {
  axisLine: false,
  tickLine: false,
  tick: { fill: 'var(--color-muted)', fontSize: 12 },
} as const
