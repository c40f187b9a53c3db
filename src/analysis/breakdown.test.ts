import fc from 'fast-check'
import { expect, test } from 'vitest'

import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { tierOf, TIERS } from '#knowledge/dangerous-ports.ts'

import {
  barsByType,
  breakDown,
  compileFilter,
  countCells,
  firstRows,
  isAmong,
  pickRows,
  countTier,
  summarize,
} from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { orderRows } from './order.ts'
import { holds, knowledge } from './query/testing.ts'
import { createRowSet, rowAt } from './row-set.ts'
import { filter, rows } from './testing/arbitraries.ts'

const inOrder = (set: ReturnType<typeof createRowSet>) =>
  orderRows(set, [{ column: 'servers', descending: true }], () => '')

const typeMatches = (row: PortRow, { types }: Filter): boolean =>
  types.length === 0 || types.includes(row.type)
const statusMatches = (row: PortRow, { statuses }: Filter): boolean =>
  statuses.length === 0 || statuses.includes(row.status)
const instancesOf = (rows: readonly PortRow[]): number => rows.reduce((sum, row) => sum + row.servers, 0)

test('matches, counts and bars equal a naive reference', () => {
  fc.assert(
    fc.property(rows, filter, (rows, filter) => {
      const set = createRowSet(rows.length, rows)
      const order = inOrder(set)
      const view = breakDown(set, order, filter, knowledge)
      const ordered = Array.from(order, (i) => rowAt(set, i))
      const shown = ordered.filter(
        (r) => holds(filter.query, r) && typeMatches(r, filter) && statusMatches(r, filter),
      )

      expect(Array.from(view.matches, (i) => rowAt(set, i))).toEqual(shown)
      const { shown: total, dangerous, unknown, protocols } = summarize(view.cells)
      const worst = shown.filter(({ status }) => status === 'danger')
      expect(total).toEqual({ rows: shown.length, instances: instancesOf(shown) })
      expect(dangerous).toEqual({ rows: worst.length, instances: instancesOf(worst) })
      expect(unknown.rows).toBe(shown.filter(({ status }) => status === 'unknown').length)
      for (const tier of TIERS)
        expect(countTier(set, view.matches, tier)).toBe(
          shown.filter(({ port, type }) => tierOf(port, type) === tier).length,
        )

      const ofShown = countCells(set, isAmong(view.matches, set))
      expect(ofShown).toEqual(view.cells)

      expect(view.mostServers).toBe(Math.max(0, ...shown.map(({ servers }) => servers)))

      const passes = compileFilter(filter, set, knowledge)
      expect(Array.from(pickRows(set, passes), (i) => rowAt(set, i))).toEqual(
        rows.filter((r) => holds(filter.query, r) && typeMatches(r, filter) && statusMatches(r, filter)),
      )
      for (const [bars, nameOf] of [
        [barsByType(view.cells), (row: PortRow) => row.type],
        [protocols, (row: PortRow) => protocolOf(row.type)],
      ] as const) {
        expect(bars.map((bar) => bar.name).toSorted()).toEqual([...new Set(shown.map(nameOf))].toSorted())
        for (const { name, total, byStatus } of bars) {
          const own = shown.filter((row) => nameOf(row) === name)
          expect(total).toEqual({ rows: own.length, instances: instancesOf(own) })
          expect(byStatus.reduce((sum, { instances }) => sum + instances, 0)).toBe(total.instances)
          expect(byStatus.reduce((sum, { rows }) => sum + rows, 0)).toBe(total.rows)
        }
      }
      expect(firstRows(order, view.shows, 5).map((i) => rowAt(set, i))).toEqual(shown.slice(0, 5))
    }),
  )
})
