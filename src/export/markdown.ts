import type { RowColumn } from '#analysis/order.ts'

import type { ExportRow } from './rows.ts'

/**
 * Rows as a table of GitHub's Markdown with these columns, numbers to the right. Whatever a word contains, it is shown as text: no
 * emphasis, link, mention, HTML or further cell comes of it. A line break, which a table cannot have, is a blank.
 */
export function exportMarkdown(rows: Iterable<ExportRow>, columns: readonly RowColumn[]): string {
  const lines = [lineOf(columns), lineOf(columns.map((column) => (NUMBERS.has(column) ? '---:' : '---')))]
  for (const row of rows) lines.push(lineOf(columns.map((column) => cell(row[column]))))
  return `${lines.join('\n')}\n`
}

const NUMBERS: ReadonlySet<RowColumn> = new Set(['port', 'servers'])

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const cell = (value: string | number): string =>
  String(value)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&#@:$]|(?<=www)\./giu, String.raw`\$&`)
