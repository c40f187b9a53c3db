import { stripVTControlCharacters } from 'node:util'

import type { HostReport, Listener } from '#server/store/types.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, PassOver } from './parser.ts'
import { MAX_SOCKETS, serverCalled, tableReport } from './sockets.ts'
import { isPassword, isPrompt, isShortened } from './ss-lines.ts'
import { readLines } from './text.ts'

/**
 * What a line of a table is: a listener; a line to count, in the words of `PassOver`; the title of a table; the heading of its
 * columns, or a detail of a line; the title of a table that does not matter; or none of these.
 */
export type TableLine = Listener | { skipped: string } | 'title' | 'detail' | 'other title' | null

/** How a tool's table is read. `columns` names them, `command` makes it. */
type TableForm = {
  columns: string
  command: string
  readLine: (text: string, line: number) => TableLine
}

/**
 * Reads the sockets of one server, as a tool shows them on a terminal: what stands before the table is skipped and counted,
 * and so is what follows a prompt after it. A second table would be a second server, and nothing says which.
 *
 * @throws {ImportError} for a line that is none of the table, and for a table without a listener: it was made without the option
 * that shows them
 */
export async function readSocketTable(
  file: InventoryFile,
  skip: PassOver,
  { columns, command, readLine }: TableForm,
): Promise<HostReport> {
  const problem = (line: number, text: string) => new ImportError(file.label, line, text)
  const listeners: Listener[] = []
  let table: 'not begun' | 'begun' | 'ended' = 'not begun'
  let last = 1
  // In the words around a table Windows uses the encoding of its language.
  for await (const { text: written, number } of readLines(file, { fatal: false })) {
    last = number
    const text = stripVTControlCharacters(written)
    if (text.trim() === '') continue
    const read = readLine(text, number)
    const isListener = typeof read === 'object' && read !== null && 'port' in read
    if (table !== 'not begun' && (read === 'title' || (table === 'ended' && isListener)))
      throw problem(
        number,
        'expected one table per file, found a second one: use one file per server, named after the server',
      )
    if (read === null && isPrompt(text)) {
      if (isShortened(text))
        throw problem(number, `expected the whole table, as ${command} alone shows it, found ${quote(text)}`)
      if (table === 'begun') table = 'ended'
      if (!isPassword(text)) skip('lines of a shell')
    } else if (read === 'other title') table = 'ended'
    else if (read === null) {
      if (table === 'begun') throw problem(number, `expected the columns ${columns}, found ${quote(text)}`)
      if (table === 'not begun') skip('lines of a shell')
    } else if (typeof read === 'object' && table !== 'ended') {
      table = 'begun'
      if ('skipped' in read) skip(read.skipped)
      else if (listeners.push(read) > MAX_SOCKETS)
        throw problem(number, `expected at most ${MAX_SOCKETS} sockets of one server, found more`)
    }
  }
  if (listeners.length === 0) throw problem(last, `expected sockets that listen, found none: run ${command}`)
  return tableReport(serverCalled(file.hostName), listeners)
}
