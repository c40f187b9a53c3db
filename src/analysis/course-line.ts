import type { CourseAnswer, CoursePoint } from '#contract/course.ts'

/** A stretch of the course of a figure without a gap: its corners, by time in ms since 1970. */
export type Stretch = readonly { at: number; value: number }[]

/**
 * The course of a figure as steps, since a point holds until the next one. It ends where a gap begins, and where another
 * number of scopes had been read: that figure is of something else. Where the figure is not known, null, there is none. Its
 * last corner is the newest point.
 */
export function stretchesOf(
  { points, gaps }: CourseAnswer,
  figureOf: (point: CoursePoint) => number | null,
): Stretch[] {
  const stretches: { at: number; value: number }[][] = []
  let joins: { at: number; scopes: number } | null = null
  for (const [i, point] of points.entries()) {
    const next = points[i + 1]
    if (next === undefined) break
    const value = figureOf(point)
    if (value === null) continue
    for (const [from, to] of withoutGaps(point.at, next.at, gaps)) {
      const corners = [from, to].map((at) => ({ at, value }))
      const last = stretches.at(-1)
      if (last && joins?.at === from && joins.scopes === point.scopes) last.push(...corners)
      else stretches.push(corners)
      joins = { at: to, scopes: point.scopes }
    }
  }
  const [newest, last] = [points.at(-1), stretches.at(-1)]
  const value = newest ? figureOf(newest) : null
  if (newest && last && value !== null) {
    const corner = { at: Date.parse(newest.at), value }
    if (joins?.at === corner.at && joins.scopes === newest.scopes) last.push(corner)
    else stretches.push([corner])
  }
  return stretches
}

/** The parts of a span that lie in no gap. Gaps are in order of time, and apart. */
function withoutGaps(from: string, to: string, gaps: CourseAnswer['gaps']): [number, number][] {
  const parts: [number, number][] = []
  let start = Date.parse(from)
  const end = Date.parse(to)
  for (const gap of gaps) {
    const [begins, ends] = [Date.parse(gap.from), Date.parse(gap.to)]
    if (ends <= start || begins >= end) continue
    if (begins > start) parts.push([start, begins])
    start = ends
  }
  if (start < end) parts.push([start, end])
  return parts
}
