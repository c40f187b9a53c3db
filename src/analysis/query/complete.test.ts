import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { pickEntries } from '#analysis/breakdown.ts'
import { foldRows } from '#analysis/fold.ts'
import { createRowSet } from '#analysis/row-set.ts'
import { rows } from '#analysis/testing/arbitraries.ts'

import { completeQuery } from './complete.ts'
import type { CompletionItem } from './complete.ts'
import { compileQuery } from './match.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './query.ts'
import { query } from './testing.ts'

const names: Record<number, string> = {
  22: 'SSH',
  80: 'http',
  8080: 'node exporter',
  443: 'https',
  0: '-odd, "name"',
}
const knowledge = {
  nameOf: (port: number) => names[port] ?? '',
  classOf: (port: number) => (port === 443 ? 'database' : port === 22 ? 'remote' : ''),
  tierOf: (port: number) => (port === 443 ? 'data' : ''),
}

function complete(
  text: string,
  list: Parameters<typeof createRowSet>[1],
  caret = text.length,
  isFolded = false,
) {
  const rows = [...list]
  const set = createRowSet(rows.length, rows)
  const listed = isFolded ? foldRows(set) : set
  const indices = Uint32Array.from(rows.keys())
  const { span, items } = completeQuery(text, caret, { set, listed, indices, knowledge })
  const count = (text: string): number | null => {
    const parsed = parseQuery(text)
    if (!parsed.ok) return null
    const passes = compileQuery(parsed.query, set, knowledge)
    return pickEntries(listed, passes).length
  }
  const applied = (item: CompletionItem) => text.slice(0, span.start) + item.insert + text.slice(span.end)
  return { items, count, applied }
}

test.each([false, true])(
  'an item leaves as many entries as it says, whatever stands around the caret, folded: %s',
  (isFolded) => {
    const begun = fc.constantFrom(
      '',
      '-',
      's',
      'st',
      'TC',
      'ht',
      '8',
      'is:',
      'type:',
      'protocol:t',
      'risk:',
      '-risk:',
      'NOT status:',
      'range:',
      '-range:r',
      'class:',
      'tier:',
      'service:',
      'service:"no',
      'service:ht',
      'port:',
      'port:22,',
      'port:4',
      'risk:danger,',
      'range:dynamic,',
      '22,',
      'http,',
      '!class:re',
    )
    fc.assert(
      fc.property(rows, query, query, begun, (list, before, after, begun) => {
        const left = printQuery(before)
        const right = begun.includes('"') ? '' : printQuery(after) // an open quote goes on to the end
        const text = `${left} ${begun} ${right}`
        const { items, count, applied } = complete(text, list, left.length + 1 + begun.length, isFolded)
        expect(items.length).toBeLessThanOrEqual(12)
        const values = items.filter((item) => item.kind === 'value')
        expect(values.map((item) => count(applied(item)))).toEqual(values.map(({ rows }) => rows))
      }),
      { numRuns: 150 },
    )
  },
)

const row = (port: number, type: string, servers: number, status: string) => ({ port, type, servers, status })
const fleet = [
  row(22, 'TCP', 90, 'unknown'),
  row(22, 'TCP6', 90, 'unknown'),
  row(80, 'TCP', 40, 'normal'),
  row(443, 'TCP', 50, 'normal'),
  row(8080, 'TCP', 1, 'danger'),
  row(53, 'UDP', 12, 'unknown'),
]
const shown = (text: string, caret?: number) =>
  complete(text, fleet, caret).items.map((item) =>
    item.kind === 'field' ? item.insert : `${item.insert} ${item.rows}`,
  )

describe('what is offered', () => {
  test.each([
    [
      '',
      [
        'port:',
        'servers:',
        'type:',
        'protocol:',
        'risk:',
        'service:',
        'class:',
        'tier:',
        'range:',
        'is:',
        'since:',
        'host:',
      ],
    ],
    ['s', ['servers:', 'service:', 'since:', 'status:', 'service:SSH 2', 'service:https 1']],
    ['dan', ['risk:danger 1']],
    ['well', ['range:well-known 5']],
    ['ri', ['risk:']],
    ['risk:', ['unknown 3', 'normal 2', 'danger 1']],
    ['-risk:d', ['danger 5']],
    ['data', ['class:database 1', 'tier:data 1']],
    ['status:', ['unknown 3', 'normal 2', 'danger 1']],
    ['status:danger,', ['unknown 4', 'normal 3']],
    ['-status:', ['unknown 3', 'normal 4', 'danger 5']],
    ['NOT status:n', ['normal 4']],
    ['proto', ['protocol:']],
    ['protocol:', ['tcp 5', 'udp 1']],
    ['proto:', ['tcp 5', 'udp 1']],
    ['range:', ['well-known 5', 'registered 1']],
    ['range:registered,', ['well-known 6']],
    ['风', ['风险:']],
    ['风险：d', ['danger 1']],
    ['type:tcp', ['TCP 4', 'TCP6 1']],
    ['port:', ['22 2', '443 1', '80 1', '53 1', '8080 1']],
    ['port:8', ['80 1', '8080 1']],
    ['8', ['port:80 1', 'port:8080 1']],
    ['22,8', ['port:22,80 3', 'port:22,8080 3']],
    ['service:http', ['http 2', 'https 1']],
    ['service:node', ['"node exporter" 1']],
    ['service:"node e', ['"node exporter" 1']],
    ['class:', ['remote 2', 'database 1']],
    ['is:', ['disputed 4', 'rare 1']],
    ['type:UDP status:', ['unknown 1']],
    ['color:red status:d', ['danger 1']],
    ['color:', []],
    ['servers:', []],
    ['22/', []],
  ])('%j', (text, expected) => expect(shown(text)).toEqual(expected))

  test('a caret in the middle replaces the part that it stands in', () => {
    const { items, applied } = complete('sta:danger 22', fleet, 2)
    expect(items.map(applied)).toEqual(['status:danger 22'])
    const values = complete('status:nor,danger 22', fleet, 8)
    expect(values.items.map(values.applied)).toEqual([])
    const open = complete('status:n,danger', fleet, 8)
    expect(open.items.map(open.applied)).toEqual(['status:normal,danger'])
  })
})

test('reaches are suggested without a count, which servers would have to tell', () => {
  const { items } = complete('reach:', [])
  expect(items.map(({ insert }) => insert)).toEqual(['loopback', 'one', 'all'])
  expect(items.every((item) => item.kind === 'value' && item.rows === null)).toBe(true)
  expect(complete('reach:one,', []).items.map(({ insert }) => insert)).toEqual(['loopback', 'all'])
  expect(complete('reach:a', []).items.map(({ insert }) => insert)).toEqual(['all'])
})
