import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'

import { compileQuery } from './match.ts'
import { serverTerms, splitQuery } from './server-terms.ts'
import { began, historyOf, holds, knowledge, query, serverQuery } from './testing.ts'

test('a query passes the rows that it means', () => {
  fc.assert(
    fc.property(rows, query, fc.array(began, { minLength: 60, maxLength: 60 }), (rows, query, days) => {
      const history = historyOf(days.slice(0, rows.length))
      const set = { ...createRowSet(rows.length, rows), history }
      const match = compileQuery(query, set, knowledge)
      rows.forEach((row, i) => {
        expect(match(i)).toBe(holds(query, row, days[i]))
      })
    }),
    { numRuns: 500 },
  )
})

test('digits are found wherever a port number has them', () => {
  const ports = Array.from({ length: 65_536 }, (_, port) => port)
  const set = createRowSet(
    ports.length,
    ports.map((port) => ({ port, type: 'TCP', servers: 1, status: 'normal' })),
  )
  for (const digits of ['0', '00', '05', '5', '53', '443', '5535', '65535', '99999', '123456']) {
    const values = [{ digits }]
    const match = compileQuery([{ negated: false, condition: { field: 'port', values } }], set, knowledge)
    expect(ports.filter(match)).toEqual(ports.filter((port) => String(port).includes(digits)))
  }
})

test('terms of servers pass what the servers answered to them, and everything before', () => {
  fc.assert(
    fc.property(rows, serverQuery, (rows, query) => {
      const set = createRowSet(rows.length, rows)
      const terms = serverTerms(query)
      const ofRows = compileQuery(splitQuery(query).ofRows, set, knowledge)
      const has = (port: number) => port % 2 === 0
      const answered = compileQuery(query, set, { ...knowledge, servers: { terms, has } })
      const other = compileQuery(query, set, { ...knowledge, servers: { terms: `${terms} host:x`, has } })
      rows.forEach(({ port }, i) => {
        expect(answered(i)).toBe(ofRows(i) && (terms === '' || has(port)))
        expect(other(i)).toBe(ofRows(i))
      })
    }),
  )
})
