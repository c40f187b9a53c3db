import { COLUMNS } from '#analysis/order.ts'

import type { ExportRow } from './rows.ts'

const UTF8_MARK = '\uFEFF' // without it, Excel reads UTF-8 as the machine's own encoding

/**
 * Rows as CSV (RFC 4180, with a head and CRLF), beginning with the mark by which Excel knows UTF-8.
 *
 * Types and statuses are words of somebody else, so a cell that a spreadsheet could read as a formula gets an
 * apostrophe before it, and so does a cell that begins with an apostrophe: who reads the file by program takes one
 * leading apostrophe away from a text cell and has the word as it was.
 */
export function exportCsv(rows: Iterable<ExportRow>): string {
  const words = new Map<string, string>() // few words, many rows: each is made harmless once
  const cell = (value: number | string): string => {
    if (typeof value === 'number') return String(value)
    const known = words.get(value) ?? quote(calm(value))
    words.set(value, known)
    return known
  }
  const lines = [COLUMNS.join(',')]
  for (const row of rows) lines.push(COLUMNS.map((column) => cell(row[column])).join(','))
  return `${UTF8_MARK}${lines.join('\r\n')}\r\n`
}

const calm = (text: string): string => (isRisky(text) ? `'${text}` : text)

/** Blanks and control characters before the sign do not help it; NFKC turns full-width and small signs into plain ones. */
const isRisky = (text: string): boolean =>
  /^[\p{Cc}']/u.test(text) || /^[\s\p{C}]*[=+\-@\u2212]/u.test(text.normalize('NFKC'))

/** In quotes also where a tab or a semicolon would part cells: Excel takes them in many countries. */
const quote = (text: string): string =>
  /[",;\s\p{C}]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
