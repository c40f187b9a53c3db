import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseOsquery } from './osquery.ts'
import { fileOf, parseAll, readFixture, refusal, sockets } from './testing.ts'

const parse = (text: string, hostName?: string) => parseAll(parseOsquery, fileOf(text, hostName))
const row = { port: '22', protocol: '6', family: '2', address: '0.0.0.0', pid: '1' }

describe('listening_ports', () => {
  test('of osqueryi are of the server that the file is named after', async () => {
    const { reports, skipped } = await parse(readFixture('osquery.json'), 'h7')
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ key: 'h7', name: 'h7', address: '' })
    expect(sockets(reports[0])).toEqual(['TCP 0.0.0.0:22', 'TCP6 :::22', 'UDP 127.0.0.1:53'])
    expect(reports[0]?.listeners.map(({ pid }) => pid)).toEqual([931, 931, 0])
    expect(skipped).toEqual(['sockets of other kinds than TCP and UDP'])
  })

  test('of a fleet name their servers, with the numbers of any system and joined columns', async () => {
    const { reports } = await parse(readFixture('osquery-fleet.json'))
    expect(
      reports.map(({ name, listeners }) => [name, listeners.map(({ type, path }) => `${type} ${path}`)]),
    ).toEqual([
      ['web1', ['TCP /usr/sbin/nginx', 'UDP6 /usr/sbin/nginx']],
      ['db1', ['TCP6 postgres']],
    ])
    expect(sockets(reports[1])).toEqual(['TCP6 fe80::1:5432'])
  })

  test('of Fleet are of the server that it shows', async () => {
    const shown = (host_display_name: string, of = {}) => ({ ...row, ...of, host_display_name })
    const names = async (rows: object[]) => (await parse(JSON.stringify(rows))).reports.map(({ key }) => key)
    expect(await names([shown('web1'), shown('web2')])).toEqual(['web1', 'web2'])
    expect(
      await names([shown('a', { hostname: 'localhost' }), shown('b', { hostname: 'localhost' })]),
    ).toEqual(['a', 'b'])
    const id = { host_identifier: '4C4C4544-0051' }
    expect(await names([shown('a', id), shown('b', id)])).toEqual(['4C4C4544-0051 a', '4C4C4544-0051 b'])
    expect(await names([shown('a', { host_identifier: 'a' })])).toEqual(['a'])
  })

  test('of a results log are whole sets, an empty one too', async () => {
    const { reports } = await parse(readFixture('osquery-log.json'))
    expect(reports.map((report) => [report.key, sockets(report), report.covered.length])).toEqual([
      ['web1', ['TCP 0.0.0.0:22', 'UDP 0.0.0.0:111'], 4],
      ['db1', [], 4],
    ])
  })

  test('read the same in any layout of the JSON', async () => {
    const rows: unknown = JSON.parse(readFixture('osquery-fleet.json'))
    const expected = await parse(readFixture('osquery-fleet.json'))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 99 }),
        async (indent, piece) => {
          const text = JSON.stringify(rows, null, indent)
          expect(await parseAll(parseOsquery, fileOf(text, 'h1', piece))).toEqual(expected)
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('a malformed file is refused, with the line', () => {
  const with_ = (change: object) => `[\n${JSON.stringify({ ...row, ...change })}]`
  const cases: [string, string, string][] = [
    ['no rows', '[]', 'scan: expected rows of listening_ports, found none'],
    ['other JSON', '[1]', 'scan, line 1: expected { or ], found "1"'],
    [
      'not JSON inside',
      '[\n{"port": 22,,}]',
      'scan, line 2: expected JSON, but the object that begins here is none: ',
    ],
    ['missing comma', `[${JSON.stringify(row)}\n{}]`, 'scan, line 2: expected , or ], found "{"'],
    ['comma at the end', `[${JSON.stringify(row)},\n]`, 'scan, line 2: expected {, found "]"'],
    ['text after the end', `${with_({})}\n{}`, 'scan, line 3: expected nothing after ], found "{"'],
    [
      'no port',
      '[\n{"protocol":"6","family":"2"}]',
      'scan, line 2: expected a whole number as "port" in the object that begins here',
    ],
    [
      'port out of range',
      with_({ port: 65_536 }),
      'scan, line 2: expected a port from 0 to 65535 as "port" in the object',
    ],
    ['port not a number', with_({ port: 'ssh' }), 'expected a whole number as "port"'],
    ['path not a text', with_({ path: {} }), 'expected text as "path"'],
    [
      'changes of a log',
      '{"hostIdentifier":"a","action":"added","columns":{}}',
      'expected the rows of a snapshot query (a log of changes is not enough) as "snapshot"',
    ],
    [
      'row of a log',
      '{"hostIdentifier":"a","snapshot":[1]}',
      'scan, line 1: expected an object in the object that begins here',
    ],
    [
      'endless object',
      `[{"path":"${'x'.repeat(4_300_000)}"}]`,
      'scan, line 1: expected objects of at most 4194304 characters',
    ],
    [
      'endless value',
      with_({ path: 'x'.repeat(5_000) }),
      'scan, line 2: expected values of at most 4096 characters',
    ],
  ]
  test.each(cases)('%s', async (_, text, message) => {
    expect(await refusal(parseOsquery, fileOf(text, 'h1', 65_536))).toContain(message)
  })

  test('a list cut off at any byte', async () => {
    const whole = new TextEncoder().encode(readFixture('osquery.json').trimEnd())
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (cut) => {
        expect(await refusal(parseOsquery, fileOf(whole.subarray(0, cut)))).toMatch(
          /^scan(, line \d+)?: expected /,
        )
      }),
      { numRuns: 200 },
    )
  })
})
