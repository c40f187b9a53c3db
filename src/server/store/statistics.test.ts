import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import { statusSeverity } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { SORT_KEYS } from '#contract/port-statistics.ts'
import type { StatisticsQuery } from '#contract/port-statistics.ts'

import { allOf, asking, ENGINES, newScope, openTestStore, row, snapshot } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('statistics in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('an earlier snapshot, one between two and one that is yet to come', async () => {
    const scope = newScope()
    const first = await store.record(scope, snapshot(1, [row('22/TCP 1 danger')]))
    const other = await store.record(newScope(), snapshot(1, []))
    const second = await store.record(scope, snapshot(2, [row('80/TCP 1 unknown')]))
    const asOf = async (snapshot: number) => {
      const { rows, mark } = await store.statistics(asking(scope, { snapshot }))
      expect((await store.extent({ scopeQuery: scope, snapshot })).mark).toEqual(mark)
      return [mark?.id, rows.map((row) => row.port)]
    }
    expect(await asOf(first.id)).toEqual([first.id, [22]])
    expect(await asOf(other.id)).toEqual([first.id, [22]])
    expect(await asOf(second.id)).toEqual([second.id, [80]])
    expect(await asOf(1e31)).toEqual([second.id, [80]])
    expect(await asOf(0)).toEqual([undefined, []])
  })

  test('all enterprise projects: servers add up, the worst status counts, the oldest part dates the whole', async () => {
    const a = newScope({ enterpriseProject: '0' })
    const b = { ...a, enterpriseProject: 'b' }
    await store.record({ ...a, category: 'container' }, snapshot(9, [row('22/TCP 100 danger')]))
    const old = await store.record(a, snapshot(1, [row('22/TCP 2 danger'), row('80/TCP 1 normal')], 0.5))
    const all = asking(allOf(a))
    expect((await store.statistics(all)).mark).toEqual(old)

    const words = [row('22/TCP 3 unknown'), row('80/TCP 1 odd'), row('81/TCP 1 normal')]
    const mark = await store.record(b, snapshot(5, words))
    const folded = await store.statistics(all)
    expect(folded.rows).toEqual([row('22/TCP 5 danger'), row('80/TCP 2 odd'), row('81/TCP 1 normal')])
    expect(folded.total).toBe(3)
    expect(folded.mark).toEqual({ id: mark.id, readFrom: old.readFrom, readTo: old.readTo, complete: 0.5 })
    expect((await store.statistics({ ...all, filter: { status: 'unknown' } })).rows).toEqual([])
    expect((await store.statistics({ ...all, snapshot: old.id })).rows).toHaveLength(2)
  })

  test('law: any question is answered as a plain computation over the rows answers it', async () => {
    const type = fc.constantFrom('TCP', 'TCP6', 'UDP', 'tcp', 'Éther', '日本', '🔌')
    const status = fc.constantFrom('danger', 'unknown', 'normal', 'odd', 'Odd')
    const port = fc.constantFrom(0, 8, 80, 443, 808, 8080, 65_535)
    const rows = fc.uniqueArray(fc.record({ port, type, servers: fc.nat(3), status }), {
      selector: (row) => `${row.port}/${row.type}`,
      maxLength: 25,
    })
    const filter = fc.record(
      { port, portString: fc.constantFrom('8', '80', '43', '9'), type, status },
      { requiredKeys: [] },
    )
    const question = fc.record({
      filter,
      sort: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
      limit: fc.integer({ min: 1, max: 12 }),
      offset: fc.nat(6),
      scopes: fc.constantFrom(1, 2, 3),
      earlier: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(rows, rows, rows, rows),
        fc.array(question, { minLength: 8, maxLength: 12 }),
        async ([first, second, third, changed], questions) => {
          const scope = newScope({ enterpriseProject: 'a' })
          await store.record(scope, snapshot(1, first))
          await store.record({ ...scope, enterpriseProject: 'b' }, snapshot(2, second))
          const { id } = await store.record({ ...scope, enterpriseProject: 'c' }, snapshot(3, third))
          await store.record(scope, snapshot(4, changed))
          for (const { scopes, earlier, ...asked } of questions) {
            const one = scopes === 1
            const current = earlier ? first : changed
            const expected = plainly(one ? [current] : [current, second, third], asked)
            const scopeQuery = one ? scope : allOf(scope)
            const answer = await store.statistics({ scopeQuery, ...asked, ...(earlier && { snapshot: id }) })
            expect({ total: answer.total, rows: answer.rows }).toEqual(expected)
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})

type Asked = Pick<StatisticsQuery, 'filter' | 'sort' | 'limit' | 'offset'>

/** What the answer has to be, over rows as objects. */
function plainly(scopes: PortRow[][], { filter, sort, limit, offset }: Asked) {
  const folded = new Map<string, PortRow>()
  for (const row of scopes.flat()) {
    const key = `${row.port}/${row.type}`
    const other = folded.get(key)
    const status = other && compareStatus(other.status, row.status) > 0 ? other.status : row.status
    folded.set(key, { ...row, servers: row.servers + (other?.servers ?? 0), status })
  }
  const own = (port: number) => {
    const { port: exact, portString: digits } = filter
    if (exact === undefined) return digits === undefined || String(port).includes(digits)
    const fits = digits === undefined || String(exact).includes(digits) || digits.includes(String(exact))
    return port === exact && fits
  }
  const by: Record<StatisticsQuery['sort']['key'], (a: PortRow, b: PortRow) => number> = {
    port: (a, b) => a.port - b.port,
    type: (a, b) => bytewise(a.type, b.type),
    num: (a, b) => a.servers - b.servers,
    status: (a, b) => statusSeverity(a.status) - statusSeverity(b.status) || bytewise(a.status, b.status),
  }
  const rows = [...folded.values()]
    .filter((row) => own(row.port))
    .filter((row) => filter.type === undefined || row.type === filter.type)
    .filter((row) => filter.status === undefined || row.status === filter.status)
    .sort((a, b) => (sort.descending ? -1 : 1) * by[sort.key](a, b) || by.port(a, b) || by.type(a, b))
  return { total: rows.length, rows: rows.slice(offset, offset + limit) }
}

/** Which of two statuses counts: the severer one, and of two words that we do not know the first. */
const compareStatus = (a: string, b: string): number =>
  statusSeverity(a) - statusSeverity(b) || -bytewise(a, b)

const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
