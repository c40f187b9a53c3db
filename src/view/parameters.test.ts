import fc from 'fast-check'
import { createLoader, createSerializer } from 'nuqs/server'
import { isParserBijective } from 'nuqs/testing'
import { describe, expect, test } from 'vitest'

import { CHANGE_KINDS } from '#analysis/change-kinds.ts'
import { COLUMNS } from '#analysis/order.ts'
import { query } from '#analysis/query/testing.ts'
import { filter } from '#analysis/testing/arbitraries.ts'

import {
  DEFAULT_SORT,
  DENSITIES,
  nearestPage,
  PAGE_SIZES,
  queryOf,
  queryParameters,
  VIEW_PARAMETERS,
} from './parameters.ts'
import { SERVER_COLUMNS } from './server-columns.ts'
import { TABLE_COLUMNS, toggledColumn } from './table-columns.ts'
import type { TableColumn } from './table-columns.ts'

const load = createLoader(VIEW_PARAMETERS)
const serialize = createSerializer(VIEW_PARAMETERS)

const sort = fc.uniqueArray(fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }), {
  selector: (key) => key.column,
  minLength: 1,
  maxLength: 4,
})

const rowKey = fc.record({ port: fc.nat(65_535), type: fc.constantFrom('TCP', 'UDP6') })

test('an address reads back as the view it was written from', () => {
  const view = fc.record({
    project: fc.option(fc.stringMatching(/^[a-z0-9-]{1,40}$/)),
    snapshot: fc.option(fc.nat()),
    category: fc.constantFrom('host', 'container'),
    enterprise_project_id: fc.constantFrom('0', 'all_granted_eps', '9d2a'),
    filter,
    off: query,
    sort,
    page: fc.integer({ min: 1, max: 9000 }),
    size: fc.constantFrom(...PAGE_SIZES),
    cols: fc.subarray(TABLE_COLUMNS.slice(1)).map((others): TableColumn[] => ['port', ...others]),
    fold: fc.constantFrom('no', null),
    density: fc.constantFrom(...DENSITIES),
    measure: fc.constantFrom('rows', 'instances'),
    top: fc.constantFrom('danger', 'all'),
    row: fc.option(rowKey),
    view: fc.constantFrom('servers', null),
    servers_sort: fc.record({
      column: fc.constantFrom(...SERVER_COLUMNS),
      descending: fc.boolean(),
    }),
    server: fc.option(fc.string({ minLength: 1 })),
    since: fc.option(fc.oneof(fc.constantFrom('last', '24h', '7d', '30d'), fc.nat())),
    kind: fc.option(fc.constantFrom(...CHANGE_KINDS)),
    course: fc.constantFrom('dangerous', 'affected', 'open', null),
    numbers: fc.constantFrom('open', null),
  })
  fc.assert(
    fc.property(view, ({ filter: { query, types, statuses }, ...rest }) => {
      const written = serialize({ ...rest, ...queryParameters(query), type: types, status: statuses })
      const { port, port_string, q, type, status, ...read } = load(written)
      expect(queryOf({ port, port_string, q })).toEqual(query)
      expect(type).toEqual(types)
      expect(status).toEqual(statuses)
      expect(read).toEqual(rest)
    }),
  )
})

test('defaults are left out', () => {
  expect(
    serialize({
      category: 'host',
      enterprise_project_id: 'all_granted_eps',
      type: [],
      status: [],
      sort: DEFAULT_SORT,
      page: 1,
      size: 20,
      measure: 'rows',
      top: 'danger',
      cols: TABLE_COLUMNS,
      ...queryParameters([]),
    }),
  ).toBe('')
})

test('addresses are short and readable', () => {
  expect(isParserBijective(VIEW_PARAMETERS.row, '3389-tcp', { port: 3389, type: 'TCP' })).toBe(true)
  expect(
    serialize({
      port: [
        { from: 22, to: 22 },
        { from: 8000, to: 8100 },
      ],
      type: ['TCP', 'UDP'],
      sort: [
        { column: 'servers', descending: true },
        { column: 'port', descending: false },
      ],
    }),
  ).toBe('?port=22,8000-8100&type=TCP,UDP&sort=-servers,port')
})

describe('a bad value reads as absent', () => {
  test.each([
    ['port=ssh', 'port', null],
    ['port=80*', 'port', null],
    ['port=90-80', 'port', null],
    ['port_string=abc', 'port_string', null],
    ['category=vm', 'category', 'host'],
    ['sort=-size', 'sort', DEFAULT_SORT],
    ['sort=port,-port', 'sort', DEFAULT_SORT],
    ['sort=', 'sort', DEFAULT_SORT],
    ['page=x', 'page', 1],
    ['size=37', 'size', 20],
    ['row=22', 'row', null],
    ['type=,', 'type', []],
    ['snapshot=-1', 'snapshot', null],
  ] as const)('%s', (query, name, value) => expect(load(`?${query}`)[name]).toEqual(value))
})

test('words of the API are read in any spelling that means them', () => {
  expect(load('?status=unknow,danger').status).toEqual(['unknown', 'danger'])
  expect(load('?type=tcp,Udp6,SCTP&status=DANGER')).toMatchObject({
    type: ['TCP', 'UDP6', 'SCTP'],
    status: ['danger'],
  })
})

test.each([
  [0, 20, 214, 1],
  [-3, 20, 214, 1],
  [11, 20, 214, 11],
  [12, 20, 214, 11],
  [5, 20, 0, 1],
])('page %d of %d a page and %d rows is page %d', (page, size, rows, nearest) => {
  expect(nearestPage(page, size, rows)).toBe(nearest)
})

test('links of before changes had causes ask for the same changes', () => {
  expect(load('?since=last&kind=risk')).toMatchObject({ since: 'last', kind: 'relabelled' })
  expect(load('?since=9&kind=gone')).toMatchObject({ since: 9, kind: 'closed' })
})

test('links of before the score went keep all else that they say', () => {
  expect(load('?score=open&sort=-contribution&cols=port,contribution')).toMatchObject({
    sort: DEFAULT_SORT,
    cols: ['port'],
  })
  expect(load('?sort=-contribution,port').sort).toEqual([{ column: 'port', descending: false }])
})

test('a column that is toggled twice is as it was', () => {
  for (const column of TABLE_COLUMNS.slice(1)) {
    const once = toggledColumn(TABLE_COLUMNS, column)
    expect(once).not.toEqual(TABLE_COLUMNS)
    expect(toggledColumn(once, column)).toEqual(TABLE_COLUMNS)
  }
})
