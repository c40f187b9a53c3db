// oxlint-disable-next-line no-restricted-imports -- a test: a strict reader that is not ours
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ROW_COLUMNS } from '#analysis/order.ts'

import { exportCsv } from './csv.ts'
import { exportedRows, hostile } from './testing.ts'

/** What a program reads: cells by the strict rules of RFC 4180, without the apostrophes that keep formulas out. */
function readCsv(text: string) {
  expect(text.startsWith('\uFEFF')).toBe(true)
  const records: string[][] = parse(text, { bom: true, record_delimiter: '\r\n', relax_quotes: false })
  const [head, ...rows] = records
  expect(head).toEqual(['port', 'service', 'type', 'status', 'tier', 'servers'])
  const plain = (cell = '') => cell.replaceAll(/(^|[;\t\r\n])'/g, '$1')
  return rows.map(([port, service, type, status, tier, servers]) => ({
    port: Number(port),
    service: plain(service),
    type: plain(type),
    status: plain(status),
    tier,
    servers: Number(servers),
  }))
}

test('SEC-18: a strict reader gives back the rows', () => {
  fc.assert(
    fc.property(exportedRows, (rows) => {
      expect(readCsv(exportCsv(rows, ROW_COLUMNS))).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('SEC-18: no cell begins as a formula does, nor does what follows another separator in it', () => {
  fc.assert(
    fc.property(hostile, (word) => {
      const text = exportCsv(
        [{ port: 1, service: word, type: 'TCP', status: word, tier: '', servers: 1 }],
        ROW_COLUMNS,
      )
      const records: string[][] = parse(text, { bom: true, record_delimiter: '\r\n' })
      for (const cell of records.flat()) {
        expect(cell).not.toMatch(/^[\t\r\n\0]/u)
        for (const part of cell.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^[\s\0"]*[=+\-@＝＋－＠]/u)
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  '\u3164',
  '\u115f',
  '\u2800',
  '\u034f',
  '\u1160',
  '\u17b4',
  '\ufe0f',
  '\u{e0100}',
  ' \u3164\u2800 ',
])('a formula after what is drawn as nothing (%j) is none', (blank) => {
  const word = `${blank}=1+1`
  const text = exportCsv(
    [{ port: 1, service: word, type: 'TCP', status: `a;${word}`, tier: '', servers: 1 }],
    ROW_COLUMNS,
  )
  expect(text).toContain(`'${word}`)
  expect(text).toContain(`a;'${word}`)
})

test('plain words stay plain', () => {
  const text = exportCsv(
    [
      { port: 22, service: 'SSH', type: 'TCP', status: 'unknown', tier: '', servers: 4 },
      {
        port: 9,
        service: 'node exporter',
        type: 'UDP',
        status: '=HYPERLINK("http://x","y")',
        tier: 'data',
        servers: 1,
      },
    ],
    ROW_COLUMNS,
  )
  expect(text.slice(1)).toBe(
    'port,service,type,status,tier,servers\r\n' +
      '22,SSH,TCP,unknown,,4\r\n' +
      '9,"node exporter",UDP,"\'=HYPERLINK(""http://x"",""y"")",data,1\r\n',
  )
})
