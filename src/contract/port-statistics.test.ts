import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { InvalidParameter } from './errors.ts'
import { portCondition, readStatisticsQuery } from './port-statistics-query.ts'
import {
  decodeStatisticsPage,
  encodeStatisticsPage,
  readMark,
  SORT_KEYS,
  statisticsPath,
  writeMark,
  writeStatisticsQuery,
} from './port-statistics.ts'
import type { StatisticsQuery } from './port-statistics.ts'

const read = (query: string) => readStatisticsQuery('p', new URLSearchParams(query))

test('a request without parameters has the defaults that HSS documents', () => {
  expect(read('')).toEqual({
    scopeQuery: { project: 'p', category: 'host', enterpriseProject: '0' },
    filter: {},
    sort: { key: 'port', descending: false },
    limit: 10,
    offset: 0,
  })
})

test('every parameter is read', () => {
  const query =
    'enterprise_project_id=all_granted_eps&category=container&port=22&port_string=2&type=TCP6&status=unknow' +
    '&sort_key=num&sort_dir=desc&limit=50000&offset=2000000&snapshot=12'
  expect(read(query)).toEqual({
    scopeQuery: { project: 'p', category: 'container', enterpriseProject: 'all_granted_eps' },
    filter: { port: 22, portString: '2', type: 'TCP6', status: 'unknown' },
    sort: { key: 'num', descending: true },
    limit: 50_000,
    offset: 2_000_000,
    snapshot: 12,
  })
})

test('what is merely out of range is understood', () => {
  expect(read('port=99999').filter.port).toBe(99_999)
  expect(read('offset=99999999999').offset).toBe(99_999_999_999)
  expect(read('type=SCTP').filter.type).toBe('SCTP')
})

describe('what cannot be understood is refused by its name', () => {
  /** The parameter for which a query is refused. */
  const refused = (query: string): string | null => {
    try {
      read(query)
      return null
    } catch (error) {
      if (!(error instanceof InvalidParameter)) throw error
      return error.parameter
    }
  }

  test.each(['port', 'port_string', 'limit', 'offset', 'snapshot'])(
    'SEC-21: a %s in disguise is no number',
    (name) => {
      const words = ['', 'ssh', 'NaN', 'Infinity', 'null', '{}', '[]', '1,2', '1_000', '1\0']
      const numbers = ['1e3', '0x10', '0b1', '+5', '-0', '-1', '1.0', ' 5', '5 ', '٣', '１', '9'.repeat(257)]
      for (const value of [...words, ...numbers])
        expect([value, refused(new URLSearchParams({ [name]: value }).toString())]).toEqual([value, name])
    },
  )

  test.each([
    ['type=', 'type'],
    [`type=${'T'.repeat(257)}`, 'type'],
    ['status=', 'status'],
    ['category=vm', 'category'],
    ['category=Host', 'category'],
    ['enterprise_project_id=', 'enterprise_project_id'],
    [`enterprise_project_id=${'x'.repeat(257)}`, 'enterprise_project_id'],
    ['sort_key=servers', 'sort_key'],
    ['sort_dir=DESC', 'sort_dir'],
    ['limit=0', 'limit'],
    ['limit=50001', 'limit'],
    ['limit=99999999999999999999', 'limit'],
  ])('a word or a number out of range: %s', (query, parameter) => expect(refused(query)).toBe(parameter))

  test.each([
    ['limit=10&limit=9999', 'limit'],
    ['limit=10&limit=10', 'limit'],
    ['type=TCP&type=UDP', 'type'],
    ['limit[]=10', 'limit[]'],
    ['limit[0]=10', 'limit[0]'],
    ['status[$ne]=danger', 'status[$ne]'],
    ['prot=22', 'prot'],
    ['Port=22', 'Port'],
    ['project_id=other', 'project_id'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['=1', '(no name)'],
  ])('SEC-21: repeated or unknown: %s', (query, parameter) => expect(refused(query)).toBe(parameter))

  test('and its name is printable in the message', () => {
    expect(() => read(`${encodeURIComponent('a\r\n\u001b[31m')}=1`)).toThrow('a???[31m: no such parameter')
  })
})

test('a written query reads back as itself', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)
  const query: fc.Arbitrary<StatisticsQuery> = fc.record(
    {
      scopeQuery: fc.record({
        project: fc.constant('p'),
        category: fc.constantFrom('host', 'container'),
        enterpriseProject: word,
      }),
      filter: fc.record(
        {
          port: fc.nat(99_999),
          portString: fc.stringMatching(/^[0-9]{1,5}$/),
          type: word,
          status: word.filter((status) => status !== 'unknow'),
        },
        { requiredKeys: [] },
      ),
      sort: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
      limit: fc.integer({ min: 1, max: 50_000 }),
      offset: fc.nat(),
      snapshot: fc.nat(),
    },
    { requiredKeys: ['scopeQuery', 'filter', 'sort', 'limit', 'offset'] },
  )
  fc.assert(
    fc.property(query, (query) => {
      expect(readStatisticsQuery('p', writeStatisticsQuery(query))).toEqual(query)
    }),
  )
})

test('the path carries the project as one segment', () => {
  expect(statisticsPath('a/../b?c')).toBe('/v5/a%2F..%2Fb%3Fc/asset/port/statistics')
})

describe('port and port_string together', () => {
  test.each([
    [{}, { kind: 'any' }],
    [{ port: 80 }, { kind: 'exact', port: 80 }],
    [{ portString: '80' }, { kind: 'digits', digits: '80' }],
    [
      { port: 8080, portString: '80' },
      { kind: 'exact', port: 8080 },
    ],
    [
      { port: 80, portString: '8080' },
      { kind: 'exact', port: 80 },
    ],
    [{ port: 443, portString: '80' }, { kind: 'none' }],
  ])('%j asks for %j', (filter, condition) => expect(portCondition(filter)).toEqual(condition))
})

describe('an answer', () => {
  test('reads as HSS documents it', () => {
    const wire = { total_num: 1, data_list: [{ num: 4, port: 123, type: 'UDP', status: 'danger' }] }
    const page = { total: 1, rows: [{ servers: 4, port: 123, type: 'UDP', status: 'danger' }] }
    expect(decodeStatisticsPage(wire)).toEqual(page)
    expect(encodeStatisticsPage(page)).toEqual(wire)
  })

  test('without a total has as many rows as it lists, in the order of the list', () => {
    const { total, rows } = decodeStatisticsPage({ data_list: [{ port: 2 }, { port: 1 }] })
    expect([total, rows.map(({ port }) => port)]).toEqual([2, [2, 1]])
  })

  test.each([
    ['an error envelope', { error_code: 'HSS.0041' }, 'data_list: expected a list of rows'],
    ['no list', { total_num: 3, data_list: null }, 'data_list: '],
    ['a list alone', [{ port: 1 }], 'data_list: '],
    ['nothing', null, 'data_list: '],
    ['a negative total', { total_num: -1, data_list: [] }, 'total_num: expected a whole number from 0 on'],
    ['a total in words', { total_num: '3', data_list: [] }, 'total_num: '],
    ['no total', { total_num: null, data_list: [] }, 'total_num: '],
    ['one bad row', { total_num: 2, data_list: [{ port: 1 }, { port: 70_000 }] }, 'data_list[1], port: '],
  ])('that is %s is none, and it is said why', (_, wire, why) => {
    expect(() => decodeStatisticsPage(wire)).toThrow(why)
  })
})

describe('the mark of a snapshot in headers', () => {
  const mark = {
    id: 12,
    readFrom: '2026-11-24T14:02:07.000Z',
    readTo: '2026-11-24T14:04:40.000Z',
    complete: 1,
  }

  test('reads back as itself', () => {
    expect(writeMark(mark)).toEqual({
      ETag: '"12"',
      'Openports-Read-From': mark.readFrom,
      'Openports-Read-To': mark.readTo,
      'Openports-Complete': 'true',
    })
    expect(readMark(new Headers(writeMark(mark)))).toEqual(mark)
    expect(readMark(new Headers(writeMark({ ...mark, affected: 0 })))).toEqual({ ...mark, affected: 0 })
    expect(readMark(new Headers({ ...writeMark(mark), ETag: 'W/"12"' }))).toEqual(mark) // a proxy may weaken it
  })

  test('never rounds a part up to the whole', () => {
    expect(writeMark({ ...mark, complete: 0.9999 })['Openports-Complete']).toBe('0.99')
    expect(readMark(new Headers(writeMark({ ...mark, complete: 0.456 })))?.complete).toBe(0.45)
  })

  test('is null where a server sends none', () => {
    expect(readMark(new Headers())).toBeNull()
    expect(readMark(new Headers({ ...writeMark(mark), ETag: '"abc"' }))).toBeNull()
  })
})
