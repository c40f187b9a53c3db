import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ROW_COLUMNS } from '#analysis/order.ts'

import { exportMarkdown } from './markdown.ts'
import type { ExportRow } from './rows.ts'
import { exportedRows } from './testing.ts'

/** The cells of a line: a bar that no backslash precedes parts them, a backslash makes the next sign plain. */
const cells = (line: string): string[] =>
  (line.slice(1, -1).match(/(?:\\.|[^|\\])+/gsu) ?? []).map((cell) =>
    cell.trim().replaceAll(/\\(.)/gsu, '$1'),
  )
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()

test('a table has the rows, each word in its cell', () => {
  fc.assert(
    fc.property(exportedRows, (rows) => {
      const lines = exportMarkdown(rows, ROW_COLUMNS).split('\n').slice(2, -1)
      expect(lines.map(cells)).toEqual(
        rows.map(({ port, service, type, status, tier, servers }) => [
          String(port),
          oneLine(service),
          type,
          oneLine(status),
          tier,
          String(servers),
        ]),
      )
    }),
    { numRuns: 300 },
  )
})

test('words are text, never markup', () => {
  const row: ExportRow = {
    port: 1,
    type: 'TCP',
    servers: 2,
    service: '<b>*x*</b> [y](http://z)',
    status: '@all www.a.b',
    tier: 'control',
  }
  expect(exportMarkdown([row], ROW_COLUMNS).split('\n')[2]).toBe(
    String.raw`| 1 | \<b\>\*x\*\</b\> \[y\](http\://z) | TCP | \@all www\.a.b | control | 2 |`,
  )
})

test('numbers stand to the right', () => {
  const row: ExportRow = {
    port: 22,
    service: 'SSH',
    type: 'TCP',
    status: 'danger',
    tier: '',
    servers: 3,
  }
  expect(exportMarkdown([row], ROW_COLUMNS).trimEnd().split('\n')).toEqual([
    '| port | service | type | status | tier | servers |',
    '| ---: | --- | --- | --- | --- | ---: |',
    '| 22 | SSH | TCP | danger |  | 3 |',
  ])
})
