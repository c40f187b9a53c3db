import { pipeline, Readable } from 'node:stream'

import { CsvError, parse } from 'csv-parse'

import { ImportError } from './import-error.ts'
import type { InventoryFile } from './parser.ts'
import { prepend, withHead } from './streams.ts'
import { readText } from './text.ts'

const MAX_RECORD = 1_048_576 // characters of one record, line breaks in quotes included: Nessus puts reports into one
const HEAD = 4_096 // bytes, in which the first line is looked for

const DELIMITERS = [',', ';', '\t', '|']
/** Windows PowerShell writes it before the header, and says there what the rows are. */
const TYPE = '#TYPE '

/** The line of the header, and what parts its values: the mark that makes the most of them. */
export function findHeader(text: string): { line: string; delimiter: string } {
  const lines = text.split(/\r?\n/)
  const line = lines.find((line) => line.trim() !== '' && !line.startsWith(TYPE)) ?? ''
  const [delimiter = ','] = DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)
  return { line, delimiter }
}

/** The records of the file as lists of values, with the line on which each ends. Empty lines are left out. */
export async function* readCells(file: InventoryFile): AsyncGenerator<{ cells: string[]; line: number }> {
  const text = readText({ ...file, bytes: () => withHead(file.bytes(), HEAD) })
  const first = await text.next()
  if (first.done === true) return
  const parser = parse({
    delimiter: findHeader(first.value).delimiter,
    comment: TYPE,
    comment_no_infix: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  })
  // What goes wrong in either stream is thrown by the loop.
  pipeline(Readable.from(prepend(first.value, text)), parser, () => undefined)
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>)
      // as `info: true` and no columns make them
      yield { cells: record, line: info.lines }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, file) : error
  }
}

const QUOTES = 'expected quotes around a whole value only, and "" for a quote inside one'

/** The errors of the parser, as messages for the user. */
const EXPLAINED: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'expected a closing ", but the file ends here: it is truncated',
  CSV_MAX_RECORD_SIZE: `expected records of at most ${MAX_RECORD} characters`,
  CSV_INVALID_CLOSING_QUOTE: QUOTES,
  INVALID_OPENING_QUOTE: QUOTES,
}

function explain(error: CsvError, { label }: InventoryFile): ImportError {
  const line = typeof error['lines'] === 'number' ? error['lines'] : null
  return new ImportError(label, line, EXPLAINED[error.code] ?? `expected CSV: ${error.message}`)
}
