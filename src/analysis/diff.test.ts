import fc from 'fast-check'
import { expect, test } from 'vitest'

import { countChanges, diffRows } from './diff.ts'
import { createRowSet } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

/** Two sets that share rows, some of them changed, in another order. */
const pair = fc.tuple(rows, rows, fc.nat(2)).map(([before, others, more]) => {
  const kept = before
    .filter((_, i) => i % 3 !== 0)
    .map((row, i) =>
      i % 2 === 0 ? row : { ...row, servers: row.servers + more, status: i % 4 === 1 ? 'odd' : row.status },
    )
  const isOf = (row: { port: number; type: string }) =>
    kept.some((k) => k.port === row.port && k.type === row.type)
  return { before, after: [...others.filter((row) => !isOf(row)), ...kept.toReversed()] }
})

test('the differences equal a naive reference', () => {
  fc.assert(
    fc.property(pair, ({ before, after }) => {
      const same = (a: (typeof before)[0]) => (b: (typeof before)[0]) =>
        a.port === b.port && a.type === b.type
      const changes = diffRows(createRowSet(before.length, before), createRowSet(after.length, after))
      expect(changes.opened).toEqual(after.filter((row) => !before.some(same(row))))
      expect(changes.gone).toEqual(before.filter((row) => !after.some(same(row))))
      expect(changes.changed).toEqual(
        after.flatMap((row) => {
          const old = before.find(same(row))
          return old && (old.servers !== row.servers || old.status !== row.status)
            ? [{ before: old, after: row }]
            : []
        }),
      )
      expect(countChanges(changes)).toBe(changes.opened.length + changes.gone.length + changes.changed.length)
    }),
  )
})

test('a set differs from itself in nothing', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const set = createRowSet(rows.length, rows)
      expect(countChanges(diffRows(set, createRowSet(rows.length, rows.toReversed())))).toBe(0)
    }),
  )
})
