import type { RowColumn } from '#analysis/order.ts'

import type { ExportRow } from './rows.ts'

const UTF8_MARK = '\uFEFF' // without it, Excel reads UTF-8 as the machine's own encoding

/** The rows of a view as CSV, with these columns. */
export const exportCsv = (rows: Iterable<ExportRow>, columns: readonly RowColumn[]): string =>
  writeCsv(columns, cellsOf(rows, columns))

function* cellsOf(rows: Iterable<ExportRow>, columns: readonly RowColumn[]): Generator<(number | string)[]> {
  for (const row of rows) yield columns.map((column) => row[column])
}

/**
 * Lines of cells as CSV (RFC 4180, with a head and CRLF), beginning with the mark by which Excel knows UTF-8.
 *
 * Texts come from outside, so one that a spreadsheet could read as a formula gets an apostrophe before it: at the beginning
 * of a cell, and after each semicolon, tab and line break in it, where a spreadsheet that parts cells by those begins
 * another. So does what begins with an apostrophe: who reads the file by program takes one away at each of these places
 * (`/(^|[;\t\r\n])'/g`) and has the word as it was.
 */
export function writeCsv(head: readonly string[], rows: Iterable<readonly (number | string)[]>): string {
  const words = new Map<string, string>() // few words, many rows: each is made harmless once
  const cell = (value: number | string): string => {
    if (typeof value === 'number') return String(value)
    const known = words.get(value) ?? quote(calm(value))
    words.set(value, known)
    return known
  }
  const lines = [head.join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return `${UTF8_MARK}${lines.join('\r\n')}\r\n`
}

const calm = (text: string): string => {
  const [first = '', ...others] = text.split(/(?<=[;\t\r\n])/)
  const calmed = others.map((part) => (isRisky(part.trimEnd()) ? `'${part}` : part))
  return `${isRisky(text) ? "'" : ''}${first}${calmed.join('')}`
}

/**
 * Blanks, what is drawn as a blank or not at all, and control characters before the sign do not help it, nor do quotes, which another separator than ours leaves
 * in any number; NFKC turns full-width and small signs into plain ones.
 */
const isRisky = (text: string): boolean =>
  /^[\p{Cc}']/u.test(text) ||
  /^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800"]*[=+\-@\u2212]/u.test(text.normalize('NFKC'))

/** In quotes also where a tab or a semicolon would part cells: Excel takes them in many countries. */
const quote = (text: string): string =>
  /[",;\s\p{C}]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
