import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { CoursePoint } from '#contract/course.ts'

import { joinedSpans, thinned } from './course.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
const pointsOf = (figures: readonly [number, number, number, number | null][]) =>
  figures.map(([rows, dangerous, instances, affected], minute): CoursePoint => ({
    at: at(minute),
    scopes: 1,
    rows,
    dangerous,
    instances,
    affected,
  }))
const points = fc
  .array(fc.tuple(fc.nat(50), fc.nat(9), fc.nat(999), fc.option(fc.nat(9))), { maxLength: 300 })
  .map(pointsOf)

test('a course is thinned to its limit, with its ends and each extreme, in order', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 12, max: 60 }), (points, limit) => {
      const kept = thinned(points, limit)
      expect(kept.length).toBeLessThanOrEqual(limit)
      expect(points.filter((point) => kept.includes(point))).toEqual(kept)
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)])
      for (const figure of ['rows', 'dangerous', 'instances', 'affected'] as const) {
        const ends = (of: CoursePoint[]) => {
          const values = of.map((point) => point[figure] ?? 0)
          return [Math.min(...values), Math.max(...values)]
        }
        expect(ends(kept)).toEqual(ends(points))
      }
    }),
  )
})

test('a course that is short enough stays as it is, and a long one keeps most of what it may', () => {
  const short = pointsOf(Array.from({ length: 400 }, (_, i) => [i % 7, 0, 0, null]))
  expect(thinned(short)).toEqual(short)
  const long = pointsOf(Array.from({ length: 10_000 }, (_, i) => [i, i, i, i]))
  expect(thinned(long).length).toBeGreaterThan(100)
})

test('spans that overlap or touch are one', () => {
  const span = (from: number, to: number) => ({ from: at(from), to: at(to) })
  expect(joinedSpans([span(5, 9), span(1, 3), span(3, 4), span(6, 7), span(20, 30)])).toEqual([
    span(1, 4),
    span(5, 9),
    span(20, 30),
  ])
})
