import type { Stretch } from '#analysis/course-line.ts'
import type { CoursePoint } from '#contract/course.ts'
import type { CourseFigure } from '#view/parameters.ts'

/** What a figure of the address is at a point of the course; null where it is not known. */
export const FIGURE_OF: Record<CourseFigure, (point: CoursePoint) => number | null> = {
  dangerous: ({ dangerous }) => dangerous,
  affected: ({ affected }) => affected,
  open: ({ rows }) => rows,
}

/** Where a course begins and ends, and its least and its most; null where nothing is known of it. */
export function courseRange(stretches: readonly Stretch[]) {
  const corners = stretches.flat()
  const [first, last] = [corners[0], corners.at(-1)]
  if (first === undefined || last === undefined) return null
  const values = corners.map(({ value }) => value)
  return {
    first,
    last,
    least: values.reduce((a, b) => Math.min(a, b)),
    most: values.reduce((a, b) => Math.max(a, b)),
  }
}
