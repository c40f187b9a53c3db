import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { compileFilter } from './breakdown.ts'
import { byKind, countKinds, filterChanges, kindOf, rowOf, rowsBefore } from './changes.ts'
import { createRowSet, rowAt } from './row-set.ts'
import { filter, rows } from './testing/arbitraries.ts'
import { changesBetween } from './testing/changes-between.ts'

const rowsIn = (text: string): PortRow[] =>
  text.split(', ').map((row) => {
    const [, port, type = '', servers, status = ''] = /(\d+)\/(\w+) (\d+) (\w+)/.exec(row) ?? []
    return { port: Number(port), type, servers: Number(servers), status }
  })
const knowledge = {
  nameOf: (port: number) => (port === 22 ? 'SSH' : ''),
  classOf: () => '',
  tierOf: () => '',
}

const CHANGES = changesBetween(
  rowsIn('22/TCP 5 unknown, 23/TCP 2 danger, 80/TCP 7 normal, 443/TCP 9 normal, 53/UDP 1 danger'),
  rowsIn(
    '22/TCP 6 danger, 80/TCP 9 normal, 443/TCP 9 normal, 6379/TCP 1 danger, 99/TCP 8 unknown, 53/UDP 1 normal',
  ),
  [99],
)

test('each change is counted once, the most urgent kind first', () => {
  expect(countKinds(CHANGES)).toEqual([
    { kind: 'opened', count: 1 },
    { kind: 'reopened', count: 1 },
    { kind: 'relabelled', count: 2 },
    { kind: 'servers', count: 1 },
    { kind: 'closed', count: 1 },
  ])
  expect(countKinds([])).toEqual([])
})

test('changes are listed by kind, in each the dangerous and the most common first', () => {
  expect(byKind(CHANGES).map((change) => `${kindOf(change)} ${rowOf(change).port}`)).toEqual([
    'opened 6379',
    'reopened 99',
    'relabelled 22',
    'relabelled 53', // was dangerous
    'servers 80',
    'closed 23',
  ])
})

test('a filter shows a change when it shows the row as it was or as it is', () => {
  const danger = { query: [], types: [], statuses: ['danger'] }
  const shown = filterChanges(CHANGES, danger, knowledge)
  expect(shown.map((change) => rowOf(change).port)).toEqual([22, 23, 53, 6379])
})

test('law: nothing is lost without a filter, and a filter shows what it shows of either set', () => {
  fc.assert(
    fc.property(rows, rows, filter, (before, after, filter) => {
      const changes = changesBetween(before, after)
      expect(filterChanges(changes, { query: [], types: [], statuses: [] }, knowledge)).toEqual(changes)
      const passes = (rows: readonly PortRow[]) => {
        const shows = compileFilter(filter, createRowSet(rows.length, rows), knowledge)
        return new Set(rows.filter((_, i) => shows(i)).map(({ port, type }) => `${port}/${type}`))
      }
      const [was, is] = [passes(before), passes(after)]
      expect(filterChanges(changes, filter, knowledge)).toEqual(
        changes.filter(({ port, type }) => was.has(`${port}/${type}`) || is.has(`${port}/${type}`)),
      )
    }),
  )
})

test('law: of a set and the changes that led to it, the rows before are those that it came from', () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const earlier = rowsBefore(createRowSet(after.length, after), changesBetween(before, after))
      const texts = Array.from({ length: earlier.size }, (_, i) => JSON.stringify(rowAt(earlier, i)))
      expect(texts.toSorted()).toEqual(before.map((row) => JSON.stringify(row)).toSorted())
    }),
  )
})
