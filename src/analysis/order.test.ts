import fc from 'fast-check'
import { expect, test } from 'vitest'

import { statusSeverity } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { dangerClassOf, tierOf, TIERS } from '#knowledge/dangerous-ports.ts'

import { COLUMNS, orderRows, WORST_FIRST } from './order.ts'
import type { Column } from './order.ts'
import { historyOf, knowledge } from './query/testing.ts'
import { createRowSet, rowAt } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'

const names = new Map([
  [22, 'SSH'],
  [80, 'HTTP'],
  [443, 'https'],
  [8080, 'http'],
])
const nameOf = (port: number): string => names.get(port) ?? ''

const TYPE_ORDER = ['TCP', 'TCP6', 'UDP', 'UDP6', 'SCTP']
const text = new Intl.Collator('en', { sensitivity: 'base' })
/** From none to the worst. */
const tierRank = ({ port, type }: PortRow): number => {
  const tier = tierOf(port, type)
  return tier === '' ? 0 : TIERS.length - TIERS.indexOf(tier)
}
const classOf = ({ port, type }: PortRow): string => dangerClassOf(port, type)
const naive: Record<Column, (a: PortRow, b: PortRow) => number> = {
  port: (a, b) => a.port - b.port,
  type: (a, b) => TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type),
  servers: (a, b) => a.servers - b.servers,
  status: (a, b) => statusSeverity(a.status) - statusSeverity(b.status),
  tier: (a, b) => tierRank(a) - tierRank(b),
  class: (a, b) =>
    Number(classOf(a) === '') - Number(classOf(b) === '') || text.compare(classOf(a), classOf(b)),
  new: () => 0, // rows without a history
  seen: () => 0,
  service: (a, b) =>
    Number(nameOf(a.port) === '') - Number(nameOf(b.port) === '') ||
    text.compare(nameOf(a.port), nameOf(b.port)),
}

const sort = fc.uniqueArray(fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }), {
  selector: (key) => key.column,
  maxLength: 3,
})

/** Rows of which many have a tier. */
const tieredRows = rows.map((rows) =>
  rows.map((row, i) => ({
    ...row,
    port: i < 8 ? ([2375, 5432, 6379, 11211, 161, 5353, 53, 9200][i] ?? 0) : row.port,
  })),
)

test('any sort equals a comparing sort with port and type as the last keys', () => {
  fc.assert(
    fc.property(tieredRows, sort, (rows, sort) => {
      const set = createRowSet(rows.length, rows)
      const expected = rows.toSorted((a, b) => {
        for (const { column, descending } of sort) {
          const difference = naive[column](a, b) * (descending ? -1 : 1)
          if (difference !== 0) return difference
        }
        return naive.port(a, b) || naive.type(a, b)
      })
      expect(Array.from(orderRows(set, sort, nameOf), (i) => rowAt(set, i))).toEqual(expected)
    }),
  )
})

test('by default the source’s status comes first, then what an attacker gets, then the number of servers', () => {
  const set = createRowSet(6, [
    { port: 123, type: 'UDP', servers: 900, status: 'danger' }, // of no tier: the source alone calls it dangerous
    { port: 2375, type: 'TCP', servers: 3, status: 'danger' },
    { port: 2375, type: 'TCP6', servers: 800, status: 'unknown' },
    { port: 5353, type: 'UDP', servers: 60, status: 'danger' },
    { port: 6379, type: 'TCP', servers: 16, status: 'danger' },
    { port: 8080, type: 'TCP', servers: 700, status: 'unknown' },
  ])
  const order = Array.from(orderRows(set, WORST_FIRST, nameOf), (i) => rowAt(set, i))
  expect(order.map(({ port, type }) => `${port}/${type}`)).toEqual([
    '6379/TCP',
    '2375/TCP',
    '5353/UDP',
    '123/UDP',
    '2375/TCP6',
    '8080/TCP',
  ])
})

test('what is new since a moment comes first, and what was seen first at one is older than what came then', () => {
  const rows = [1, 2, 3, 4].map((port) => ({ port, type: 'TCP', servers: 1, status: 'unknown' }))
  const days = [
    { first: 7, opened: 7, isOlder: false },
    { first: 2, opened: 8, isOlder: true },
    { first: 7, opened: 7, isOlder: true },
    { first: 1, opened: 1, isOlder: false },
  ]
  const set = { ...createRowSet(4, rows), history: historyOf(days) }
  const portsBy = (column: 'new' | 'seen') =>
    Array.from(orderRows(set, [{ column, descending: true }], nameOf, knowledge.recent), (i) => set.port[i])
  expect(portsBy('new')).toEqual([1, 2, 3, 4])
  expect(portsBy('seen')).toEqual([1, 3, 2, 4])
  const none = { key: 'none', isAfter: () => false, readAt: 0 }
  const byNew = [{ column: 'new', descending: false }] as const
  expect([...orderRows(set, byNew, nameOf, none)]).toEqual([0, 1, 2, 3])
  expect([...orderRows(set, byNew, nameOf, knowledge.recent)]).toEqual([2, 3, 0, 1])
})

test('an order is computed once, and again when the names of services arrive', () => {
  const set = createRowSet(2, [
    { port: 1, type: 'TCP', servers: 1, status: 'unknown' },
    { port: 22, type: 'TCP', servers: 1, status: 'unknown' },
  ])
  const byService = [{ column: 'service', descending: false }] as const
  const nameless = orderRows(set, byService, () => '')
  expect([...nameless]).toEqual([0, 1])
  const named = orderRows(set, byService, nameOf)
  expect([...named]).toEqual([1, 0])
  expect(orderRows(set, byService, nameOf)).toBe(named)
})
