import { expect, test } from 'vitest'

import type { CoursePoint } from '#contract/course.ts'

import { stretchesOf } from './course-line.ts'

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`
const point = (hour: number, rows: number, scopes = 1): CoursePoint => ({
  at: at(hour),
  scopes,
  rows,
  dangerous: 0,
  instances: 0,
  affected: null,
})
/** `0:5 2:5` is a corner at hour 0 and one at hour 2, both of 5. */
const drawn = (points: CoursePoint[], gaps: [number, number][] = []) =>
  stretchesOf(
    { points, gaps: gaps.map(([from, to]) => ({ from: at(from), to: at(to) })) },
    ({ rows }) => rows,
  ).map((stretch) => stretch.map(({ at, value }) => `${new Date(at).getUTCHours()}:${value}`).join(' '))

test('a figure holds until the next point', () => {
  expect(drawn([point(0, 5), point(2, 7), point(3, 8)])).toEqual(['0:5 2:5 2:7 3:7 3:8'])
})

test('no line leads through a gap, whether it lies between points, over some, or at an end', () => {
  expect(drawn([point(0, 5), point(9, 7)], [[2, 4]])).toEqual(['0:5 2:5', '4:5 9:5 9:7'])
  expect(drawn([point(0, 5), point(3, 6), point(9, 7)], [[2, 4]])).toEqual(['0:5 2:5', '4:6 9:6 9:7'])
  expect(
    drawn(
      [point(0, 5), point(9, 7)],
      [
        [0, 1],
        [2, 4],
        [8, 9],
      ],
    ),
  ).toEqual(['1:5 2:5', '4:5 8:5', '9:7'])
})

test('where another scope was read for the first time, a new line begins', () => {
  expect(drawn([point(0, 5), point(2, 9, 2), point(3, 9, 2)])).toEqual(['0:5 2:5', '2:9 3:9 3:9'])
})

test('one moment is no course', () => {
  expect(drawn([])).toEqual([])
  expect(drawn([point(0, 5)])).toEqual([])
})
