import { COURSE_POINTS } from '#contract/course.ts'
import type { CoursePoint } from '#contract/course.ts'

const FIGURES = ['rows', 'dangerous', 'instances', 'affected'] as const

/**
 * At most so many of points in the order of time: the first, the last, and of each of equal spans of time the last and
 * those with the least and the most of each figure, so that a peak of one reading does not get lost.
 */
export function thinned(points: readonly CoursePoint[], limit = COURSE_POINTS): CoursePoint[] {
  for (let spans = limit; ; spans = Math.floor(spans / 2)) {
    const kept = points.length <= limit ? [...points] : extremesOf(points, spans)
    if (kept.length <= limit || spans <= 1) return kept
  }
}

function extremesOf(points: readonly CoursePoint[], spans: number): CoursePoint[] {
  const first = Date.parse(points[0]?.at ?? '')
  const length = (Date.parse(points.at(-1)?.at ?? '') - first) / spans || 1
  const groups = Map.groupBy(points, ({ at }) =>
    Math.min(spans - 1, Math.floor((Date.parse(at) - first) / length)),
  )
  const kept = new Set(points.slice(0, 1))
  for (const group of groups.values()) {
    for (const figure of FIGURES) {
      const by = (isMore: (a: number, b: number) => boolean) =>
        group.reduce((best, point) => (isMore(point[figure] ?? 0, best[figure] ?? 0) ? point : best))
      kept.add(by((a, b) => a < b)).add(by((a, b) => a > b))
    }
    for (const last of group.slice(-1)) kept.add(last)
  }
  return points.filter((point) => kept.has(point))
}

/** Spans of time, overlapping ones as one, oldest first. */
export function joinedSpans(spans: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  const joined: { from: string; to: string }[] = []
  for (const { from, to } of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1)
    if (last === undefined || last.to < from) joined.push({ from, to })
    else if (last.to < to) last.to = to
  }
  return joined
}
