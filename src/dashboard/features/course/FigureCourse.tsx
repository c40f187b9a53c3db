import { stretchesOf } from '#analysis/course-line.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useCourse } from '#data/course.ts'
import { useI18n } from '#i18n/i18n.ts'

const WIDTH = 96 // px
const HEIGHT = 28
const MARGIN = 2

/** The course of a figure of the whole scope over the last month, as a small line beside it. Gaps are gaps. */
export function FigureCourse({ figure, name }: { figure: 'dangerous' | 'rows'; name: string }) {
  const { t, f } = useI18n()
  const { scope, mark } = useScope()
  const { data } = useCourse(mark ? (scope?.scopeQuery ?? null) : null, mark?.id ?? 0)
  const stretches = data ? stretchesOf(data, (point) => point[figure]) : []
  const corners = stretches.flat()
  const [first, last] = [corners[0], corners.at(-1)]
  if (first === undefined || last === undefined) return null

  const values = corners.map(({ value }) => value)
  const least = values.reduce((a, b) => Math.min(a, b))
  const most = values.reduce((a, b) => Math.max(a, b))
  const x = (at: number) => MARGIN + ((at - first.at) / (last.at - first.at)) * (WIDTH - 2 * MARGIN)
  const y = (value: number) =>
    most === least ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - least) / (most - least)) * (HEIGHT - 2 * MARGIN)
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
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="pointer-events-none absolute top-1.5 right-4.5 h-5 w-18 text-faint max-sm:top-8 max-sm:right-3 max-sm:w-14"
      >
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
    </>
  )
}
