import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compileFilter } from './breakdown.ts'
import { countKinds, filterChanges, listChanges, rowOf } from './changes.ts'
import { countChanges, diffRows } from './diff.ts'
import { createRowSet } from './row-set.ts'
import type { RowSet } from './row-set.ts'
import { filter, rows } from './testing/arbitraries.ts'

const setOf = (text: string): RowSet => {
  const all = text
    .split(', ')
    .filter(Boolean)
    .map((row) => /(\d+)\/(\w+) (\d+) (\w+)/.exec(row) ?? [])
    .map(([, port, type = '', servers, status = '']) => ({
      port: Number(port),
      type,
      servers: Number(servers),
      status,
    }))
  return createRowSet(all.length, all)
}
const knowledge = {
  nameOf: (port: number) => (port === 22 ? 'SSH' : ''),
  classOf: () => '',
  tierOf: () => '',
}

const BEFORE = setOf('22/TCP 5 unknown, 23/TCP 2 danger, 80/TCP 7 normal, 443/TCP 9 normal, 53/UDP 1 danger')
const AFTER = setOf(
  '22/TCP 6 danger, 80/TCP 9 normal, 443/TCP 9 normal, 6379/TCP 1 danger, 99/TCP 8 unknown, 53/UDP 1 normal',
)

test('changes are listed by kind, the dangerous and the most common first', () => {
  const changes = listChanges(BEFORE, AFTER)
  expect(changes.map((change) => `${change.kind} ${rowOf(change)?.port}`)).toEqual([
    'opened 6379',
    'opened 99',
    'risk 22',
    'risk 53', // was dangerous
    'servers 80',
    'gone 23',
  ])
  expect(countKinds(changes)).toEqual({ opened: 2, risk: 2, servers: 1, gone: 1 })
  expect(listChanges(AFTER, AFTER)).toEqual([])
})

test('a filter shows a change when it shows the row as it was or as it is', () => {
  const danger = { query: [], types: [], statuses: ['danger'] }
  const shown = filterChanges(listChanges(BEFORE, AFTER), danger, knowledge)
  expect(shown.map((change) => rowOf(change)?.port)).toEqual([6379, 22, 53, 23])
})

test('law: nothing is lost without a filter, and a filter shows what it shows of either set', () => {
  fc.assert(
    fc.property(rows, rows, filter, (a, b, filter) => {
      const [before, after] = [createRowSet(a.length, a), createRowSet(b.length, b)]
      const changes = listChanges(before, after)
      expect(changes).toHaveLength(countChanges(diffRows(before, after)))
      const passes = (set: RowSet) => {
        const shows = compileFilter(filter, set, knowledge)
        return new Set(
          Array.from({ length: set.size }, (_, i) => i)
            .filter(shows)
            .map((i) => `${set.port[i]}/${set.types[set.type[i] ?? 0]}`),
        )
      }
      const [was, is] = [passes(before), passes(after)]
      expect(filterChanges(changes, filter, knowledge)).toEqual(
        changes.filter(({ before, after }) => {
          const row = after ?? before
          const key = `${row?.port}/${row?.type}`
          return (before !== null && was.has(key)) || (after !== null && is.has(key))
        }),
      )
    }),
  )
})
