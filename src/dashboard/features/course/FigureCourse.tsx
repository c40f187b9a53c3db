import { stretchesOf } from '#analysis/course-line.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useCourse } from '#data/course.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { CourseFigure } from '#view/parameters.ts'

import { courseRange, FIGURE_OF } from './course-figures.ts'

const WIDTH = 96 // px
const HEIGHT = 28
const MARGIN = 2

/** The course of a figure of the whole scope over the last month, as a small line beside it that opens the chart. Gaps are gaps. */
export function FigureCourse({
  figure,
  name,
  isFixed,
}: {
  figure: CourseFigure
  name: string
  isFixed: boolean
}) {
  const { t, f } = useI18n()
  const { scope, mark } = useScope()
  const { course } = useView().view
  const actions = useViewActions()
  const { data } = useCourse(mark ? (scope?.scopeQuery ?? null) : null, mark?.id ?? 0)
  const stretches = data ? stretchesOf(data, FIGURE_OF[figure]) : []
  const range = courseRange(stretches)
  if (range === null) return null

  const { first, last, least, most } = range
  const x = (at: number) => MARGIN + ((at - first.at) / (last.at - first.at)) * (WIDTH - 2 * MARGIN)
  const y = (value: number) =>
    most === least ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - least) / (most - least)) * (HEIGHT - 2 * MARGIN)
  const line = (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-5 w-full">
      {stretches.map((stretch) => (
        <polyline
          key={stretch[0]?.at}
          points={stretch.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      ))}
      <circle cx={x(last.at)} cy={y(last.value)} r="2" fill="currentColor" />
    </svg>
  )
  const place =
    'absolute top-8 right-3 z-1 w-14 py-0.5 text-faint max-sm:in-data-line:top-2.5 sm:right-4.5 sm:w-18'
  return (
    <>
      <p className="sr-only">
        {t.summary.course(name, {
          since: f.instant(new Date(first.at).toISOString()),
          first: f.count(first.value),
          last: f.count(last.value),
          least: f.count(least),
          most: f.count(most),
        })}
      </p>
      {isFixed ? (
        <div className={place}>{line}</div>
      ) : (
        <button
          type="button"
          title={t.course.open(name)}
          aria-label={t.course.open(name)}
          aria-expanded={course === figure}
          onClick={() => actions.change({ course: course === figure ? null : figure })}
          className={`touchable rounded-badge hover:bg-sunken hover:text-text aria-expanded:text-accent ${place}`}
        >
          {line}
        </button>
      )}
    </>
  )
}
