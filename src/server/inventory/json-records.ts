import type { z } from '#contract/zod.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile } from './parser.ts'
import { readText } from './text.ts'

const MAX_RECORD = 4_194_304 // characters; a snapshot of one server with 20,000 listeners has about as many

/**
 * The objects of a JSON file one after the other, with the line on which each begins: of an array of objects, or of
 * objects that stand one after the other (JSON lines). Only finds where objects begin and end; `JSON.parse` judges
 * them. An array that is not closed is an error, as is an object.
 */
export async function* readRecords(file: InventoryFile): AsyncGenerator<{ value: unknown; line: number }> {
  const { label } = file
  let line = 1
  let depth = 0 // of braces and brackets inside a record
  let inString = false
  let escaped = false
  let record = '' // what earlier pieces hold of the record that is open
  let recordLine = 1
  let list: 'none yet' | 'open' | 'closed' | 'no list' = 'none yet'
  let due: 'record' | 'comma or end' | 'record or end' = 'record or end'

  const unexpected = (found: string) => {
    const wanted =
      list === 'none yet'
        ? '[ or {'
        : list === 'closed'
          ? 'nothing after ]'
          : list === 'no list'
            ? '{'
            : wantedInList[due]
    return new ImportError(label, line, `expected ${wanted}, found ${quote(found)}`)
  }

  for await (const piece of readText(file)) {
    let start = 0
    for (let i = 0; i < piece.length; i++) {
      const c = piece.charAt(i)
      if (c === '\n') line++
      if (inString) {
        if (escaped) escaped = false
        else if (c === '\\') escaped = true
        else if (c === '"') inString = false
      } else if (depth > 0) {
        if (c === '"') inString = true
        else if (c === '{' || c === '[') depth++
        else if ((c === '}' || c === ']') && --depth === 0) {
          yield { value: parse(record + piece.slice(start, i + 1), label, recordLine), line: recordLine }
          record = ''
          due = 'comma or end'
        }
      } else if (c === '{' && list !== 'closed' && (list === 'no list' || due !== 'comma or end')) {
        if (list === 'none yet') list = 'no list'
        depth = 1
        start = i
        recordLine = line
      } else if (c === '[' && list === 'none yet') list = 'open'
      else if (c === ',' && list === 'open' && due === 'comma or end') due = 'record'
      else if (c === ']' && list === 'open' && due !== 'record') list = 'closed'
      else if (!/\s/.test(c)) throw unexpected(c)
    }
    if (depth > 0) record += piece.slice(start)
    if (record.length > MAX_RECORD)
      throw new ImportError(label, recordLine, `expected objects of at most ${MAX_RECORD} characters`)
  }
  if (depth > 0)
    throw new ImportError(
      label,
      line,
      `expected the end of the object begun on line ${recordLine}, but the file ends here: it is truncated`,
    )
  if (list === 'open')
    throw new ImportError(label, line, 'expected ], but the file ends here: it is truncated')
}

const wantedInList = { record: '{', 'comma or end': ', or ]', 'record or end': '{ or ]' } as const

function parse(text: string, label: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The engine's words name the position within the record and quote it: only the cause is kept.
    const [cause = ''] = (error instanceof Error ? error.message : '').split(
      / in JSON| at position|, "|, \.\.\./,
      1,
    )
    throw new ImportError(label, line, `expected JSON, but the object that begins here is none: ${cause}`)
  }
}

/** A record by its schema, whose messages say what was expected. */
export function decodeRecord<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  file: InventoryFile,
  line: number,
): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const column = issue?.path.join('.') ?? ''
  throw new ImportError(
    file.label,
    line,
    `expected ${issue?.message ?? 'a row'}${column && ` as "${column}"`} in the object that begins here`,
  )
}
