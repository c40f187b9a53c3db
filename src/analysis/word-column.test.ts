import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet, rowAt } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'
import { wordColumn } from './word-column.ts'

const aSet = rows.map((rows) => createRowSet(rows.length, rows))

test('a row is called what its port and type are, by one of words that are there once', () => {
  fc.assert(
    fc.property(aSet, fc.integer({ min: 1, max: 4 }), (set, some) => {
      const nameOf = (port: number, type: string) => `${port % some} ${type.length}`
      const { ids, words } = wordColumn(set, nameOf)
      expect(Array.from(ids, (id) => words[id])).toEqual(
        Array.from(ids, (_, i) => nameOf(rowAt(set, i).port, rowAt(set, i).type)),
      )
      expect(ids).toHaveLength(set.size)
      expect(new Set(words).size).toBe(words.length)
    }),
  )
})

test('a naming is called once for each row', () => {
  fc.assert(
    fc.property(aSet, (set) => {
      let asked = 0
      const nameOf = (port: number) => {
        asked++
        return String(port)
      }
      expect(wordColumn(set, nameOf)).toBe(wordColumn(set, nameOf))
      expect(asked).toBe(set.size)
    }),
  )
})
