import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

import { compileQuery } from './match.ts'
import type { Condition } from './query.ts'
import { query } from './testing.ts'

const nameOf = (port: number, type: string): string =>
  ({ 22: 'SSH', 80: 'HTTP', 443: 'https', 8080: 'node exporter' })[port] ??
  (type.startsWith('UDP') ? 'redis' : '')
const classOf = (port: number): string => (port === 443 ? 'database' : '')

/** What a query means, said as plainly as possible. */
function holds(condition: Condition, row: PortRow): boolean {
  const words = (values: readonly string[], word: string) =>
    values.map((value) => value.toLowerCase()).includes(word.toLowerCase())
  switch (condition.field) {
    case 'port':
      return condition.values.some((value) =>
        'digits' in value
          ? String(row.port).includes(value.digits)
          : row.port >= value.from && row.port <= value.to,
      )
    case 'servers':
      return condition.values.some(({ from, to }) => row.servers >= from && row.servers <= to)
    case 'socket':
      return row.port === condition.port && protocolOf(row.type).toLowerCase() === condition.protocol
    case 'is':
      return row.servers <= 2
    case 'type':
      return words(condition.values, row.type)
    case 'proto':
      return words(condition.values, protocolOf(row.type))
    case 'status':
      return words(condition.values, row.status)
    case 'class':
      return words(condition.values, classOf(row.port))
    case 'service':
      return condition.values.some((word) =>
        nameOf(row.port, row.type).toLowerCase().includes(word.toLowerCase()),
      )
  }
}

test('a query passes the rows that it means', () => {
  fc.assert(
    fc.property(rows, query, (rows, query) => {
      const set = createRowSet(rows.length, rows)
      const match = compileQuery(query, set, { nameOf, classOf })
      rows.forEach((row, i) => {
        expect(match(i)).toBe(query.every(({ negated, condition }) => holds(condition, row) !== negated))
      })
    }),
    { numRuns: 500 },
  )
})
