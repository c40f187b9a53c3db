import { X } from 'lucide-react'

import { stretchesOf } from '#analysis/course-line.ts'
import type { CourseAnswer } from '#contract/course.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useCourse } from '#data/course.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { COURSE_FIGURES, isFiltered } from '#view/parameters.ts'
import type { CourseFigure } from '#view/parameters.ts'

import { courseRange, FIGURE_OF } from './course-figures.ts'
import { CourseChart } from './CourseChart.tsx'

/** The course of a figure of the scope over the last month: as a chart, in a sentence, and in a table of its moments. */
export function CourseCard({ figure }: { figure: CourseFigure }) {
  const { t } = useI18n()
  const actions = useViewActions()
  const { category } = useView().view
  const { filter } = usePorts()
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const course = useCourse(mark && scopeQuery, mark?.id ?? 0)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-[600]">{t.course.title}</h2>
        <Segmented
          label={t.course.figure}
          value={figure}
          options={COURSE_FIGURES.map((value) => ({ value, label: t.course.figures[category][value] }))}
          onChange={(figure) => actions.change({ course: figure })}
        />
        {isFiltered(filter) && <p className="text-muted">{t.course.unfiltered}</p>}
        <IconButton name={t.course.hide} className="ml-auto" onClick={() => actions.change({ course: null })}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <QueryState
        of={course}
        title={t.course.failed}
        loading={<Skeleton className="h-56" />}
        isEmpty={(answer) => courseRange(stretchesOf(answer, FIGURE_OF[figure])) === null}
        empty={<p className="text-muted">{figure === 'affected' ? t.course.noServers : t.course.none}</p>}
      >
        {(answer) => <Course {...{ answer, figure }} />}
      </QueryState>
    </>
  )
}

function Course({ answer, figure }: { answer: CourseAnswer; figure: CourseFigure }) {
  const { t, f } = useI18n()
  const { category } = useView().view
  const stretches = stretchesOf(answer, FIGURE_OF[figure])
  const range = courseRange(stretches)
  if (range === null) return null
  const name = t.course.figures[category][figure]
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <CourseChart {...{ answer, figure, stretches, range }} />
      <figcaption className="text-small text-muted">
        {t.summary.course(name, {
          since: f.instant(new Date(range.first.at).toISOString()),
          first: f.count(range.first.value),
          last: f.count(range.last.value),
          least: f.count(range.least),
          most: f.count(range.most),
        })}
        {answer.gaps.length > 0 && ` · ${t.course.gaps(answer.gaps.length)}`}
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>{t.course.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.course.moment}</th>
              {COURSE_FIGURES.map((column) => (
                <th key={column} scope="col">
                  {t.course.figures[category][column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{f.instant(point.at)}</th>
                {COURSE_FIGURES.map((column) => {
                  const value = FIGURE_OF[column](point)
                  return <td key={column}>{value === null ? '–' : f.count(value)}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
