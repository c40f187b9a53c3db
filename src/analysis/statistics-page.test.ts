import fc from 'fast-check'
import { expect, test } from 'vitest'

import { statusSeverity } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { SORT_KEYS } from '#contract/port-statistics.ts'
import type { StatisticsQuery } from '#contract/port-statistics.ts'

import { createRowSet } from './row-set.ts'
import { statisticsPage } from './statistics-page.ts'

type Asked = Pick<StatisticsQuery, 'filter' | 'sort' | 'limit' | 'offset'>

const type = fc.constantFrom('TCP', 'TCP6', 'UDP', 'UDP6')
const status = fc.constantFrom('danger', 'odd', 'unknown', 'normal')
const port = fc.constantFrom(0, 8, 80, 443, 808, 8080, 65_535)
const rows = fc.uniqueArray(fc.record({ port, type, servers: fc.nat(3), status }), {
  selector: (row) => `${row.port}/${row.type}`,
  maxLength: 25,
})
const question = fc.record({
  filter: fc.record(
    {
      port: fc.oneof(port, fc.constantFrom(99_999, 1e31)),
      portString: fc.constantFrom('0', '8', '80', '43', '9', '9'.repeat(256)),
      type: fc.oneof(type, fc.constantFrom('tcp', 'SCTP')),
      status: fc.oneof(status, fc.constant('none')),
    },
    { requiredKeys: [] },
  ),
  sort: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
  limit: fc.integer({ min: 1, max: 12 }),
  offset: fc.nat(6),
})

test('law: any question is answered as a plain computation over the rows answers it', () => {
  fc.assert(
    fc.property(rows, question, (rows, asked) => {
      expect(statisticsPage(createRowSet(rows.length, rows), asked)).toEqual(plainly(rows, asked))
    }),
    { numRuns: 1_000 },
  )
})

function plainly(all: readonly PortRow[], { filter, sort, limit, offset }: Asked) {
  const hasPort = (port: number) => {
    const { port: exact, portString: digits } = filter
    if (exact === undefined) return digits === undefined || String(port).includes(digits)
    const fits = digits === undefined || String(exact).includes(digits) || digits.includes(String(exact))
    return port === exact && fits
  }
  const by: Record<StatisticsQuery['sort']['key'], (a: PortRow, b: PortRow) => number> = {
    port: (a, b) => a.port - b.port,
    type: (a, b) => Number(a.type > b.type) - Number(a.type < b.type),
    num: (a, b) => a.servers - b.servers,
    status: (a, b) => statusSeverity(a.status) - statusSeverity(b.status),
  }
  const rows = all
    .filter((row) => hasPort(row.port))
    .filter((row) => filter.type === undefined || row.type === filter.type)
    .filter((row) => filter.status === undefined || row.status === filter.status)
    .sort((a, b) => (sort.descending ? -1 : 1) * by[sort.key](a, b) || by.port(a, b) || by.type(a, b))
  return { total: rows.length, rows: rows.slice(offset, offset + limit) }
}
