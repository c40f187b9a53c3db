import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { InvalidParameter } from './errors.ts'
import { portCondition, readStatisticsQuery } from './port-statistics-query.ts'
import {
  decodeStatisticsPage,
  readMark,
  SORT_KEYS,
  StatisticsPageCodec,
  statisticsPath,
  writeMark,
  writeStatisticsQuery,
} from './port-statistics.ts'
import type { StatisticsQuery } from './port-statistics.ts'
import { z } from './zod-mini.ts'

const read = (query: string) => readStatisticsQuery('p', new URLSearchParams(query))

test('a request without parameters asks for what HSS documents as defaults', () => {
  expect(read('')).toEqual({
    selection: { project: 'p', category: 'host', enterpriseProject: '0' },
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
    selection: { project: 'p', category: 'container', enterpriseProject: 'all_granted_eps' },
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
  test.each([
    ['port=', 'port'],
    ['port=ssh', 'port'],
    ['port=-1', 'port'],
    ['port=-0', 'port'],
    ['port=%2B5', 'port'],
    ['port=1e3', 'port'],
    ['port=0x10', 'port'],
    ['port=22.0', 'port'],
    ['port=%202', 'port'],
    ['port=٢٢', 'port'],
    [`port=${'9'.repeat(33)}`, 'port'],
    ['port_string=a', 'port_string'],
    ['port_string=', 'port_string'],
    ['type=', 'type'],
    [`type=${'T'.repeat(257)}`, 'type'],
    ['status=', 'status'],
    ['category=vm', 'category'],
    ['category=Host', 'category'],
    ['enterprise_project_id=', 'enterprise_project_id'],
    ['sort_key=servers', 'sort_key'],
    ['sort_dir=up', 'sort_dir'],
    ['limit=0', 'limit'],
    ['limit=50001', 'limit'],
    ['limit=10&limit=9999', 'limit'],
    ['port[]=22', 'port[]'],
    ['prot=22', 'prot'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
  ])('%s', (query, parameter) => {
    const attempt = () => read(query)
    expect(attempt).toThrow(InvalidParameter)
    expect(attempt).toThrow(expect.objectContaining({ parameter }))
    expect(attempt).toThrow(`${parameter}: `)
  })

  test('and its name is printable in the message', () => {
    expect(() => read(`${encodeURIComponent('a\r\n\u001b[31m')}=1`)).toThrow('a???[31m: no such parameter')
  })
})

test('a written query reads back as itself', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)
  const query: fc.Arbitrary<StatisticsQuery> = fc.record(
    {
      selection: fc.record({
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
    { requiredKeys: ['selection', 'filter', 'sort', 'limit', 'offset'] },
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
    expect(z.decode(StatisticsPageCodec, wire)).toEqual(page)
    expect(z.encode(StatisticsPageCodec, page)).toEqual(wire)
  })

  test('without a total has as many rows as it lists', () => {
    expect(z.decode(StatisticsPageCodec, { data_list: [{ port: 1 }, { port: 2 }] }).total).toBe(2)
  })

  test('without a list is no answer', () => {
    expect(StatisticsPageCodec.safeParse({ error_code: 'HSS.0041' }).success).toBe(false)
    expect(StatisticsPageCodec.safeParse({ total_num: 3, data_list: null }).success).toBe(false)
  })
})

describe('an answer, decoded at full length', () => {
  const word = fc.oneof(fc.constantFrom('TCP', 'UDP6', 'danger', 'unknow', ''), fc.string())
  const right = fc.record({
    port: fc.integer({ min: 0, max: 65_535 }),
    type: word,
    num: fc.nat(),
    status: word,
  })
  const anything = fc.oneof(fc.integer(), fc.double(), word, fc.constantFrom(null, undefined, true, [], {}))
  const nearly = fc.record(
    {
      port: fc.oneof(fc.integer({ min: -1, max: 65_536 }), anything),
      type: anything,
      num: anything,
      status: anything,
    },
    { requiredKeys: [] },
  )
  const read = (decode: () => unknown) => {
    try {
      return { page: decode() }
    } catch {
      return 'refused'
    }
  }

  test('is what the codec makes of it, and is refused where the codec refuses', () => {
    const rows = fc.array(fc.oneof({ weight: 4, arbitrary: right }, nearly, anything), { maxLength: 4 })
    const wire = fc.oneof(
      anything,
      fc.record(
        { total_num: fc.oneof(fc.nat(), anything), data_list: fc.oneof(rows, anything) },
        { requiredKeys: [] },
      ),
    )
    fc.assert(
      fc.property(wire, (wire) => {
        expect(read(() => decodeStatisticsPage(wire))).toEqual(read(() => StatisticsPageCodec.parse(wire)))
      }),
      { numRuns: 2000 },
    )
  })

  test('keeps rows in order', () => {
    const list = [
      { port: 22, type: 'TCP', num: 3, status: 'unknow' },
      { port: 0, type: 'SCTP', num: 0, status: 'new' },
    ]
    expect(decodeStatisticsPage({ total_num: 7, data_list: list })).toEqual({
      total: 7,
      rows: [
        { port: 22, type: 'TCP', servers: 3, status: 'unknown' },
        { port: 0, type: 'SCTP', servers: 0, status: 'new' },
      ],
    })
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
