import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseQuery } from './parse.ts'
import { MAX_SERVERS, printQuery } from './query.ts'
import type { Condition, PortValue } from './query.ts'
import { serverQuery } from './testing.ts'

const read = (text: string) => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.errors.map(({ reason }) => reason).join()}`)
  return parsed
}
const only = (text: string): Condition | undefined => read(text).query[0]?.condition
const port = (...values: (number | PortValue)[]): Condition => ({
  field: 'port',
  values: values.map((value) => (typeof value === 'number' ? { from: value, to: value } : value)),
})

test('a printed query reads back as itself', () => {
  fc.assert(
    fc.property(serverQuery, (query) => {
      expect(read(printQuery(query)).query).toEqual(query)
    }),
    { numRuns: 1000 },
  )
})

test('any text is a query or a list of errors with their places', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const parsed = parseQuery(text)
      for (const { start, end } of parsed.ok ? parsed.spans : parsed.errors) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 1000 },
  )
})

describe('what is understood', () => {
  test.each<[string, Condition]>([
    ['port:22,80', port(22, 80)],
    ['PORT:22', port(22)],
    ['port:8000-8100', port({ from: 8000, to: 8100 })],
    ['port:<=1024', port({ from: 0, to: 1024 })],
    ['port:>1024', port({ from: 1025, to: 65_535 })],
    ['port:80*,443', port({ digits: '80' }, 443)],
    ['443', port(443)],
    ['22,80', port(22, 80)],
    ['22,80，443、', port(22, 80, 443)],
    ['22, 80,443', port(22, 80, 443)],
    [',22', port(22)],
    ['80*', port({ digits: '80' })],
    ['*80', port({ digits: '80' })],
    ['8000-8100', port({ from: 8000, to: 8100 })],
    ['<1024', port({ from: 0, to: 1023 })],
    ['22/tcp', { field: 'socket', port: 22, protocol: 'tcp' }],
    ['TCP/22', { field: 'socket', port: 22, protocol: 'tcp' }],
    ['servers:>50', { field: 'servers', values: [{ from: 51, to: MAX_SERVERS }] }],
    ['servers:1-2', { field: 'servers', values: [{ from: 1, to: 2 }] }],
    ['type:TCP6', { field: 'type', values: ['TCP6'] }],
    ['protocol:tcp', { field: 'protocol', values: ['tcp'] }],
    ['proto:tcp', { field: 'protocol', values: ['tcp'] }],
    ['containers:3', { field: 'servers', values: [{ from: 3, to: 3 }] }],
    ['range:Dynamic', port({ from: 49_152, to: 65_535 })],
    ['range:well-known,registered', port({ from: 0, to: 1023 }, { from: 1024, to: 49_151 })],
    ['风险：danger', { field: 'status', values: ['danger'] }],
    ['服务器数:3', { field: 'servers', values: [{ from: 3, to: 3 }] }],
    ['status:danger,unknown', { field: 'status', values: ['danger', 'unknown'] }],
    ['risk:danger', { field: 'status', values: ['danger'] }],
    ['RISK:unknow', { field: 'status', values: ['unknown'] }],
    ['service:redis', { field: 'service', values: ['redis'] }],
    ['service:"node exporter"', { field: 'service', values: ['node exporter'] }],
    ['service:“node exporter”', { field: 'service', values: ['node exporter'] }],
    ['service:"say ""hi"""', { field: 'service', values: ['say "hi"'] }],
    ['class:database', { field: 'class', values: ['database'] }],
    ['is:rare', { field: 'is', values: ['rare'] }],
    ['IS:New,reopened', { field: 'is', values: ['new', 'reopened'] }],
    ['since:24H,7d', { field: 'since', values: ['24h', '7d'] }],
    ['首次发现：7d', { field: 'since', values: ['7d'] }],
    ['host:web-1', { field: 'host', values: ['web-1'] }],
    ['主机：web', { field: 'host', values: ['web'] }],
    ['ip:10.2.0.0/16,FD00::/8', { field: 'ip', values: ['10.2.0.0/16', 'fd00::/8'] }],
    ['10.2.3.4', { field: 'ip', values: ['10.2.3.4'] }],
    ['fe80::1', { field: 'ip', values: ['fe80::1'] }],
    ['"10.2.3.4"', { field: 'service', values: ['10.2.3.4'] }],
    ['program:nginx', { field: 'program', values: ['nginx'] }],
    ['process:"C:\\x y.exe"', { field: 'program', values: ['C:\\x y.exe'] }],
    ['reach:Loopback,one', { field: 'reach', values: ['loopback', 'one'] }],
    ['is:odd', { field: 'is', values: ['odd'] }],
    ['redis', { field: 'service', values: ['redis'] }],
    ['"docker api"', { field: 'service', values: ['docker api'] }],
  ])('%s', (text, condition) => expect(only(text)).toEqual(condition))

  test.each([
    ['redis', [false]],
    ['-redis', [true]],
    ['!redis', [true]],
    ['NOT redis', [true]],
    ['NOT -redis', [false]],
    ['-22', [true]],
    ['port:22 -status:normal', [false, true]],
    ['', []],
    ['   ', []],
  ] as const)('%o negates %j', (text, negated) => {
    expect(read(text).query.map((term) => term.negated)).toEqual(negated)
  })

  test('terms have their places', () => {
    expect(read('22  NOT status:normal').spans).toEqual([
      { start: 0, end: 2 },
      { start: 4, end: 21 },
    ])
  })
})

describe('what is not, with its reason and place', () => {
  test.each([
    ['color:red', 'unknownField', 'color'],
    ['port:', 'noValue', 'port:'],
    ['port:ssh', 'notAPort', 'ssh'],
    ['port:22,ssh', 'notAPort', 'ssh'],
    ['port:70000', 'tooLarge', '70000'],
    ['port:90-80', 'backwards', '90-80'],
    ['90-80', 'backwards', '90-80'],
    ['22x', 'notAPort', '22x'],
    [',', 'noValue', ','],
    ['22,ssh', 'notAPort', 'ssh'],
    ['70000', 'tooLarge', '70000'],
    ['port:<0', 'backwards', '<0'],
    ['port:>65535', 'backwards', '>65535'],
    ['servers:many', 'notANumber', 'many'],
    ['is:even', 'unknownProperty', 'even'],
    ['ip:web', 'notAnAddress', 'web'],
    ['ip:10.2.0.0/33', 'notAnAddress', '10.2.0.0/33'],
    ['10.2.0.0/33', 'notAPort', '10.2.0.0/33'],
    ['reach:far', 'unknownReach', 'far'],
    ['since:monday', 'notASpan', 'monday'],
    ['since:7', 'notASpan', '7'],
    ['range:low', 'unknownRange', 'low'],
    ['service:"node exp', 'openQuote', '"node exp'],
    ['NOT', 'nothingNegated', 'NOT'],
  ])('%s', (text, reason, part) => {
    const parsed = parseQuery(`status:danger ${text}`)
    expect(parsed).toMatchObject({ ok: false, errors: [{ reason, part, start: 14, end: 14 + text.length }] })
  })

  test('every wrong term is reported', () => {
    const parsed = parseQuery('color:red 22 is:even')
    expect(parsed.ok ? [] : parsed.errors.map(({ reason }) => reason)).toEqual([
      'unknownField',
      'unknownProperty',
    ])
  })
})
