import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { pick, pickedIn, pickedOf, pickNone } from './picked.ts'
import { createRowSet, rowAt } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

const setOf = (rows: readonly PortRow[]) => createRowSet(rows.length, rows)

test('what is picked and dropped is a set of rows, told in any order', () => {
  const steps = fc.array(fc.record({ rows: fc.array(fc.nat(70)), picks: fc.boolean() }), { maxLength: 5 })
  fc.assert(
    fc.property(rows, steps, (rows, steps) => {
      const set = setOf(rows)
      let picked = pickNone(set)
      const expected = new Set<number>()
      for (const step of steps) {
        picked = pick(picked, step.rows, step.picks)
        for (const i of step.rows) {
          if (!step.picks) expected.delete(i)
          else if (i < rows.length) expected.add(i)
        }
      }
      const backwards = Uint32Array.from(rows.keys()).reverse()
      expect(picked.count).toBe(expected.size)
      expect([...pickedOf(picked, backwards)]).toEqual([...expected].toSorted((a, b) => b - a))
    }),
  )
})

test('in another reading the same ports and types are picked, as far as they are open there', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 4 }), (before, after, step) => {
      const kept = [...before.filter((_, i) => i % 2 === 0), ...after]
      const later = kept.filter(
        (row, at) => kept.findIndex(({ port, type }) => port === row.port && type === row.type) === at,
      )
      const first = setOf(before)
      const picked = pick(
        pickNone(first),
        [...before.keys()].filter((i) => i % step === 0),
        true,
      )
      const second = setOf(later)
      const carried = pickedIn(picked, second)
      const names = (row: PortRow) => `${row.port}/${row.type}`
      const wanted = new Set(before.filter((_, i) => i % step === 0).map(names))
      expect(
        Array.from(pickedOf(carried, Uint32Array.from(later.keys())), (i) => names(rowAt(second, i))),
      ).toEqual(later.map(names).filter((name) => wanted.has(name)))
      expect(pickedIn(picked, first)).toBe(picked)
    }),
  )
})
