import fc from 'fast-check'
import { expect, test } from 'vitest'

import { compileFilter, pickRows } from '#analysis/breakdown.ts'
import { createRowSet, EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'
import { DANGEROUS_PORTS, dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'

import { completeQuery } from './complete.ts'
import { compileQuery } from './match.ts'
import { parseQuery } from './parse.ts'
import type { Query } from './query.ts'
import { query } from './testing.ts'
import { noSuchValues, noSuchValuesOf } from './values.ts'

const knowledge = {
  nameOf: () => '',
  classOf: dangerClassOf,
  tierOf,
}

const named = (set: RowSet) => ({ set, nameOf: knowledge.nameOf })

const read = (text: string): Query => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.query
}

test('a value that no port can have matches none, and one that a row has is never called so', () => {
  fc.assert(
    fc.property(rows, query, (rows, query) => {
      const set = createRowSet(rows.length, rows)
      const wrong = noSuchValues(query, named(set))
      for (const { field, value } of wrong) {
        const values = field === 'port' ? [{ digits: value.slice(0, -1) }] : [value]
        const alone = [{ negated: false, condition: { field, values } }] as unknown as Query // oxlint-disable-line typescript/no-unsafe-type-assertion -- the values are of the field
        const match = compileQuery(alone, set, knowledge)
        expect(rows.some((_, i) => match(i))).toBe(false)
      }
      for (const { type, status } of rows.filter(({ type, status }) => type !== '' && status !== '')) {
        const own: Query = [
          { negated: false, condition: { field: 'type', values: [type] } },
          { negated: true, condition: { field: 'status', values: [status] } },
        ]
        expect(noSuchValues(own, named(set))).toEqual([])
      }
    }),
  )
})

test('whatever is suggested is a value that there is', () => {
  const list = DANGEROUS_PORTS.map(({ port }, i) => ({
    port,
    type: i % 2 === 0 ? 'TCP' : 'UDP6',
    servers: 1,
    status: i % 3 === 0 ? 'danger' : 'suspicious',
  }))
  const set = createRowSet(list.length, list)
  const indices = Uint32Array.from(list.keys())
  for (const text of ['type:', 'protocol:', 'status:', 'risk:', 'class:', 'tier:', '-risk:']) {
    const { items } = completeQuery(text, text.length, { set, indices, knowledge })
    expect(items).not.toEqual([])
    for (const { insert } of items) expect(noSuchValues(read(text + insert), named(set))).toEqual([])
  }
})

test.each([
  ['class:xyz', 'class', 'xyz'],
  ['tier:worst', 'tier', 'worst'],
  ['protocol:ipv6', 'protocol', 'ipv6'],
  ['status:dangerous', 'status', 'dangerous'],
  ['risk:danger,high', 'status', 'high'],
  ['-type:sctp', 'type', 'sctp'],
  ['22/ip', 'protocol', 'ip'],
  ['99999*', 'port', '99999*'],
])('%s asks for what there is not', (text, field, value) => {
  expect(noSuchValues(read(text), named(EMPTY_ROW_SET))).toMatchObject([{ field, value }])
})

test.each([
  'class:Database',
  'tier:Control',
  'protocol:TCP',
  'risk:danger,unknow',
  'type:udp6',
  '22/tcp',
  'nothing',
  '80*',
])('%s asks for what there can be', (text) =>
  expect(noSuchValues(read(text), named(EMPTY_ROW_SET))).toEqual([]),
)

test('the values that there are come with it, and each fault once', () => {
  expect(
    noSuchValuesOf(
      { query: read('status:dangerous proto:x'), types: ['TCP'], statuses: ['dangerous'] },
      named(EMPTY_ROW_SET),
    ),
  ).toEqual([
    { field: 'status', value: 'dangerous', known: ['danger', 'unknown', 'normal'] },
    { field: 'protocol', value: 'x', known: ['tcp', 'udp'] },
  ])
})

test('a list of a filter has its words letter by letter, as what it shows does', () => {
  const set = createRowSet(1, [{ port: 22, type: 'TCP', servers: 1, status: 'Suspicious' }])
  const shown = (types: string[], statuses: string[]) =>
    pickRows(set, compileFilter({ query: [], types, statuses }, set, knowledge)).length +
    noSuchValuesOf({ query: [], types, statuses }, named(set)).length
  for (const [type, status] of [
    ['TCP', 'Suspicious'],
    ['tcp', 'Suspicious'],
    ['TCP', 'suspicious'],
  ] as const)
    expect(shown([type], [status])).toBe(1) // the row, or why not
})

test('a word of another field is reported where no service has that name, with the terms that mean it', () => {
  const set = createRowSet(1, [{ port: 25, type: 'TCP', servers: 1, status: 'danger' }])
  const told = (text: string) =>
    noSuchValues(read(text), { set, nameOf: () => 'Mail relay' }).map(({ field, known }) => [field, known])
  expect(told('Database')).toEqual([['service', ['class:database']]])
  expect(told('-tcp')).toEqual([['service', ['type:TCP', 'protocol:tcp']]])
  expect(told('danger')).toEqual([['service', ['risk:danger']]])
  expect(told('rare')).toEqual([['service', ['is:rare']]])
  expect(told('mail relay nothing')).toEqual([])
})
