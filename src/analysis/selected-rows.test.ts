import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { createRowSet, rowAt } from './row-set.ts'
import { selectRows, selectedIn, selectedOf, selectNone } from './selected-rows.ts'
import { rows } from './testing/arbitraries.ts'

const setOf = (rows: readonly PortRow[]) => createRowSet(rows.length, rows)

test('what is selected and dropped is a set of rows, in any order', () => {
  const steps = fc.array(fc.record({ rows: fc.array(fc.nat(70)), selects: fc.boolean() }), { maxLength: 5 })
  fc.assert(
    fc.property(rows, steps, (rows, steps) => {
      const set = setOf(rows)
      let selected = selectNone(set)
      const expected = new Set<number>()
      for (const step of steps) {
        selected = selectRows(selected, step.rows, step.selects)
        for (const i of step.rows) {
          if (!step.selects) expected.delete(i)
          else if (i < rows.length) expected.add(i)
        }
      }
      const backwards = Uint32Array.from(rows.keys()).reverse()
      expect(selected.count).toBe(expected.size)
      expect([...selectedOf(selected, backwards)]).toEqual([...expected].toSorted((a, b) => b - a))
    }),
  )
})

test('in another snapshot the same ports and types are selected, as far as they are open there', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 4 }), (before, after, step) => {
      const kept = [...before.filter((_, i) => i % 2 === 0), ...after]
      const later = kept.filter(
        (row, at) => kept.findIndex(({ port, type }) => port === row.port && type === row.type) === at,
      )
      const first = setOf(before)
      const selected = selectRows(
        selectNone(first),
        [...before.keys()].filter((i) => i % step === 0),
        true,
      )
      const second = setOf(later)
      const carried = selectedIn(selected, second)
      const names = (row: PortRow) => `${row.port}/${row.type}`
      const wanted = new Set(before.filter((_, i) => i % step === 0).map(names))
      expect(
        Array.from(selectedOf(carried, Uint32Array.from(later.keys())), (i) => names(rowAt(second, i))),
      ).toEqual(later.map(names).filter((name) => wanted.has(name)))
      expect(selectedIn(selected, first)).toBe(selected)
    }),
  )
})
