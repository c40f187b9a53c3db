import { isIP } from 'node:net'
import { pipeline, Readable } from 'node:stream'

import { CsvError, parse } from 'csv-parse'

import { MAX_PORT, TYPES } from '#contract/port-row.ts'

import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { canonicalAddress, portNumber, serverCalled, withoutZone } from './sockets.ts'
import { clean, readText } from './text.ts'

const MAX_RECORD = 65_536 // characters of one record, line breaks in quotes included

const COLUMNS = [
  'host',
  'address',
  'port',
  'type',
  'listening_address',
  'pid',
  'path',
  'container_id',
  'container_name',
] as const
type Column = (typeof COLUMNS)[number]
const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name)

/**
 * CSV (RFC 4180) with a header that names the columns, in any order and case: `port`, `type`, and `host` or
 * `address` or both; the others are optional, and other columns are skipped. The lines of a server are
 * its whole set. A server is its address where there is one, else its name.
 */
export const parseCsv: Parser = (file, skip) => byHost(readLines(file, skip))

async function* readLines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  let header: Header | null = null
  for await (const { cells, line } of readCells(file)) {
    if (header === null) header = readHeader(cells, line, file, skip)
    else yield readLine(header, cells, line, file)
  }
}

/** Which column each cell of a line is of; null for columns that are skipped. */
type Header = readonly (Column | null)[]

function readHeader(cells: readonly string[], line: number, file: InventoryFile, skip: PassOver): Header {
  const header = cells.map((cell) => {
    const name = clean(cell, file, line).toLowerCase()
    if (isColumn(name)) return name
    skip(`columns called ${quote(name)}`)
    return null
  })
  const has = (column: Column) => header.includes(column)
  const twice = COLUMNS.find((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice) throw new ImportError(file.label, line, `expected each column once, found "${twice}" twice`)
  if (!has('port') || !has('type') || !(has('host') || has('address')))
    throw new ImportError(
      file.label,
      line,
      `expected a header with the columns port, type, and host or address, found ${quote(cells.join(','))}`,
    )
  return header
}

function readLine(header: Header, cells: readonly string[], line: number, file: InventoryFile): HostLine {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
  const cell = (column: Column) => clean(cells[header.indexOf(column)] ?? '', file, line)

  if (cells.length !== header.length)
    throw new ImportError(
      file.label,
      line,
      `expected ${header.length} values, as in the header, found ${cells.length}`,
    )
  const port = portNumber(cell('port'))
  if (port === null) throw expected(`a port from 0 to ${MAX_PORT}`, cell('port'))
  const type = TYPES.find((known) => known === cell('type').toUpperCase())
  if (!type) throw expected(`a type (${TYPES.join(', ')})`, cell('type'))
  const listeningAddress = withoutZone(cell('listening_address'))
  if (listeningAddress !== '' && listeningAddress !== '*' && isIP(listeningAddress) === 0)
    throw expected('an IPv4 or IPv6 address, * or nothing as listening_address', listeningAddress)
  const pid = cell('pid')
  if (!/^[0-9]{0,10}$/.test(pid)) throw expected('a process number or nothing as pid', pid)

  return {
    ...readServer(cell('host'), cell('address'), expected),
    listener: {
      port,
      type,
      listeningAddress,
      pid: Number(pid),
      path: cell('path'),
      containerId: cell('container_id'),
      containerName: cell('container_name'),
    },
  }
}

function readServer(host: string, written: string, expected: (what: string, found: string) => ImportError) {
  if (written === '') {
    if (host === '') throw expected('a host or an address', '')
    return serverCalled(host)
  }
  const address = canonicalAddress(written)
  if (address === null) throw expected('an IPv4 or IPv6 address', written)
  return { key: address, name: host || address, address }
}

/** The records of the file as lists of values, with the line on which each ends. Empty lines are left out. */
async function* readCells(file: InventoryFile): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  })
  // What goes wrong in either stream is thrown by the loop.
  pipeline(Readable.from(readText(file)), parser, () => undefined)
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
