import { breakDown } from '#analysis/breakdown.ts'
import { orderRows, WORST_FIRST } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { createRowSet, rowAt } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'

import { timed } from './stats.ts'

type NamedRow = PortRow & { service: string; class: string }

/** A query, and the same in plain code over objects. */
const QUESTIONS: readonly [query: string, plainly: (row: NamedRow) => boolean][] = [
  ['443', ({ port }) => port === 443],
  ['*44', ({ port }) => String(port).includes('44')],
  ['port:1-1024,8000-9000', ({ port }) => (port >= 1 && port <= 1024) || (port >= 8000 && port <= 9000)],
  ['servers:>5', ({ servers }) => servers > 5],
  ['service:http', ({ service }) => service.toLowerCase().includes('http')],
  ['class:database,cache', (row) => row.class === 'database' || row.class === 'cache'],
  [
    '-service:ssh type:tcp6 status:unknown -is:rare 80*',
    ({ service, type, status, servers, port }) =>
      !service.toLowerCase().includes('ssh') &&
      type === 'TCP6' &&
      status === 'unknown' &&
      servers > 2 &&
      String(port).includes('80'),
  ],
]

/** Milliseconds of one kind of question, by each of the ways. */
type QueryTimes = { query: string; product: number[]; plain: number[] }

/**
 * Asks each question of all rows: the matching ones in order, and counts by type and status. Several times of several
 * row sets, so that the slowest are first questions to a snapshot, when nothing is known of it but its order.
 *
 * @throws {Error} when the ways disagree.
 */
export async function measureQueries(rows: readonly PortRow[]): Promise<QueryTimes[]> {
  const { nameOf } = await loadServiceNames()
  const knowledge = { nameOf, classOf: dangerClassOf, tierOf }
  const parsed = QUESTIONS.map(([text, plainly]) => {
    const result = parseQuery(text)
    if (!result.ok) throw new Error(`${text} cannot be read`)
    const filter = { query: result.query, types: [], statuses: [] }
    return { filter, plainly, times: { query: text, product: [] as number[], plain: [] as number[] } }
  })
  for (let fresh = 0; fresh < 4; fresh++) {
    const set = createRowSet(rows.length, rows)
    const order = orderRows(set, WORST_FIRST, nameOf)
    const sorted = Array.from(order, (i): NamedRow => {
      const row = rowAt(set, i)
      return { ...row, service: nameOf(row.port, row.type), class: dangerClassOf(row.port, row.type) }
    })
    for (const { filter, plainly, times } of parsed) {
      let found = -1
      let foundPlainly = -1
      times.product.push(
        ...(await timed(5, () => (found = breakDown(set, order, filter, knowledge).matches.length))),
      )
      times.plain.push(...(await timed(5, () => (foundPlainly = askPlainly(sorted, plainly).matches.length))))
      if (found !== foundPlainly)
        throw new Error(`${times.query}: ${found} rows, and plainly ${foundPlainly}`)
    }
  }
  return parsed.map(({ times }) => times)
}

function askPlainly(rows: readonly NamedRow[], passes: (row: NamedRow) => boolean) {
  const matches = rows.filter(passes)
  const cells = new Map<string, { rows: number; instances: number }>()
  for (const { type, status, servers } of matches) {
    const cell = cells.get(`${type} ${status}`) ?? { rows: 0, instances: 0 }
    cell.rows += 1
    cell.instances += servers
    cells.set(`${type} ${status}`, cell)
  }
  return { matches, cells }
}
