import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isWorseStatus, protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'

import { breakDown, compileFilter, countCells, pickEntries, summarize } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { facetValue } from './choice.ts'
import { DIMENSIONS } from './dimensions.ts'
import { countFacets } from './facets.ts'
import { countListed, foldRows, rowsOfEntry, rowsInOrder, rowsOfEntries } from './fold.ts'
import { orderRows } from './order.ts'
import { began, historyOf, holds, knowledge } from './query/testing.ts'
import { CAME_FIRST, createRowSet, rowAt } from './row-set.ts'
import type { RowSet } from './row-set.ts'
import { filter, rows } from './testing/arbitraries.ts'

/** Rows of which many are two of one port and protocol. */
const twins = rows.map((rows) => {
  const all = rows.flatMap((row, i) =>
    i % 2 === 0 && protocolOf(row.type) === row.type
      ? [
          row,
          {
            ...row,
            type: `${row.type}6`,
            servers: row.servers >> 1,
            ...(i % 4 === 0 && { status: 'normal' }),
          },
        ]
      : [row],
  )
  return all.filter(
    (row, at) => all.findIndex(({ port, type }) => port === row.port && type === row.type) === at,
  )
})

/** What rows are together, said as plainly as possible. */
function naive(shown: readonly PortRow[]) {
  const groups = Map.groupBy(shown, ({ port, type }) => `${port}/${protocolOf(type)}`)
  return [...groups].map(([name, own]) => ({
    name,
    rows: own.map(({ type }) => type).toSorted(),
    status: own
      .map(({ status }) => status)
      .reduce((worst, status) => (isWorseStatus(status, worst) ? status : worst)),
    least: Math.max(...own.map(({ servers }) => servers)),
    most: own.reduce((sum, { servers }) => sum + servers, 0),
  }))
}

const entryOf = (set: RowSet, entry: number, rows: RowSet) => ({
  name: `${set.port[entry]}/${protocolOf(set.types[set.type[entry]!]!)}`,
  rows: rowsOfEntry(set, entry)
    .map((i) => rowAt(rows, i).type)
    .toSorted(),
  status: set.statuses[set.status[entry]!],
  least: set.servers[entry],
  most: set.folds?.most[entry],
})

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)

test('what a filter leaves of the rows is listed by port and protocol, and counted so', () => {
  fc.assert(
    fc.property(twins, filter, (rows, filter: Filter) => {
      const plain = createRowSet(rows.length, rows)
      const set = foldRows(plain)
      expect(foldRows(plain)).toBe(set)
      const order = orderRows(set, [{ column: 'servers', descending: true }], () => '')
      const view = breakDown(set, order, filter, knowledge)
      const shown = rows.filter(
        (row) =>
          holds(filter.query, row) &&
          (filter.types.length === 0 || filter.types.includes(row.type)) &&
          (filter.statuses.length === 0 || filter.statuses.includes(row.status)),
      )
      const expected = naive(shown)
      const listed = Array.from(view.matches, (entry) => entryOf(set, entry, plain))
      expect(listed.toSorted(byName)).toEqual(expected.toSorted(byName))
      expect(listed.map(({ least, most }) => [least, most])).toEqual(
        expected
          .toSorted((a, b) => b.least - a.least || b.most - a.most)
          .map(({ least, most }) => [least, most]),
      )

      const { shown: all, dangerous } = summarize(view.cells)
      expect(all).toEqual({
        rows: expected.length,
        instances: shown.reduce((sum, { servers }) => sum + servers, 0),
      })
      expect(dangerous.rows).toBe(expected.filter(({ status }) => status === 'danger').length)
      expect(view.mostServers).toBe(Math.max(0, ...expected.map(({ most }) => most)))
      const passes = compileFilter(filter, set, knowledge)
      expect([...pickEntries(set, passes)]).toEqual([...view.matches].toSorted((a, b) => a - b))
      expect(countCells(set, passes)).toEqual(view.cells)
      expect(Array.from(rowsOfEntries(set, view.matches), (i) => rows[i]).toSorted(byPort)).toEqual(
        shown.toSorted(byPort),
      )
    }),
  )
})

const byPort = (a: PortRow | undefined, b: PortRow | undefined): number =>
  `${a?.port}/${a?.type}` < `${b?.port}/${b?.type}` ? -1 : 1

test('all rows are in an order of the entries once, those of one entry beside each other', () => {
  fc.assert(
    fc.property(twins, (rows) => {
      const set = foldRows(createRowSet(rows.length, rows))
      const order = orderRows(set, [{ column: 'status', descending: true }], () => '')
      const all = [...rowsInOrder(set, order)]
      expect(all.toSorted((a, b) => a - b)).toEqual([...rows.keys()])
      expect(countListed(set)).toBe(naive(rows).length)
      const names = all.map((i) => `${rows[i]!.port}/${protocolOf(rows[i]!.type)}`)
      expect(names.filter((name, i) => name !== names[i - 1])).toHaveLength(countListed(set))
    }),
  )
})

test('servers are exact where the source tells how many there are together', () => {
  const rows = [
    { port: 22, type: 'TCP', servers: 90, status: 'danger' },
    { port: 22, type: 'TCP6', servers: 70, status: 'unknown' },
  ]
  const set = foldRows({ ...createRowSet(2, rows), together: Uint32Array.of(106, 106) })
  expect([set.servers[2], set.folds?.most[2]]).toEqual([106, 106])
  const unknown = foldRows(createRowSet(2, rows))
  expect([unknown.servers[2], unknown.folds?.most[2]]).toEqual([90, 160])
})

test('a port is as old as the first of its address families', () => {
  const rows = ['TCP', 'TCP6'].map((type) => ({ port: 22, type, servers: 1, status: 'unknown' }))
  fc.assert(
    fc.property(began, began, (a, b) => {
      const { history } = foldRows({ ...createRowSet(2, rows), history: historyOf([a, b]) })
      expect(history?.first[2]).toBe(Math.min(a.first, b.first))
      expect(history?.opened[2]).toBe(Math.min(a.opened, b.opened))
      const isOlder = [a, b].some(({ first, isOlder }) => isOlder && first === Math.min(a.first, b.first))
      expect(((history?.came[2] ?? 0) & CAME_FIRST) === 0).toBe(isOlder)
    }),
  )
})

test('a value of a facet has the entries that its choice would show', () => {
  fc.assert(
    fc.property(twins, filter, (rows, { types, statuses }) => {
      const set = foldRows(createRowSet(rows.length, rows))
      const none = { included: [], excluded: [] }
      const choices = {
        type: { included: types, excluded: [] },
        status: { included: statuses, excluded: [] },
        tier: none,
        class: none,
        range: none,
      }
      const facets = countFacets(set, rows.keys(), choices)
      for (const dimension of DIMENSIONS)
        for (const { value, rows: entries } of facets[dimension]) {
          const isListed = dimension === 'type' || dimension === 'status'
          const query = isListed ? [] : [{ negated: false, condition: facetValue(dimension, value) }]
          const chosen = { query, types, statuses, ...(isListed && { [LISTS[dimension]]: [value] }) }
          expect(entries).toBe(pickEntries(set, compileFilter(chosen, set, known)).length)
        }
    }),
  )
})

const LISTS = { type: 'types', status: 'statuses' } as const
const known = { nameOf: () => '', classOf: dangerClassOf, tierOf }
