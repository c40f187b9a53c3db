import { isIP } from 'node:net'

import { MAX_PORT, TYPES } from '#contract/port-row.ts'

import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { readCells } from './csv-cells.ts'
import { columnOf, COLUMNS } from './csv-columns.ts'
import type { Column } from './csv-columns.ts'
import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { canonicalAddress, portNumber, serverCalled, transportOf, typeOf, withoutZone } from './sockets.ts'
import { clean } from './text.ts'

/**
 * CSV (RFC 4180), also with semicolons, tabs or bars, with a header that names the columns, in any order and case, by one of
 * their names: `port`, `type` or `protocol`, and `host` or `address` or both; the others are optional, and other columns are
 * skipped. The lines of a server are its whole set. A server is its address where there is one, else its name.
 */
export const parseCsv: Parser = (file, skip) => byHost(readLines(file, skip))

async function* readLines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  let header: Header | null = null
  for await (const { cells, line } of readCells(file)) {
    if (header === null) header = readHeader(cells, line, file, skip)
    else yield readLine(header, cells, { line, file, skip })
  }
}

/** Which column each cell of a line is of; null for columns that are skipped. */
type Header = readonly (Column | null)[]

function readHeader(cells: readonly string[], line: number, file: InventoryFile, skip: PassOver): Header {
  const names = cells.map((cell) => clean(cell, file, line).toLowerCase())
  const header = names.map((name) => {
    const column = columnOf(name)
    // Beside a column of that very name, others that mean the same are skipped.
    if (column !== null && (name === column || !names.includes(column))) return column
    skip(`columns called ${quote(name)}`)
    return null
  })
  const has = (column: Column) => header.includes(column)
  const twice = COLUMNS.find((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice) throw new ImportError(file.label, line, `expected each column once, found "${twice}" twice`)
  if (!has('port') || !(has('type') || has('protocol')) || !(has('host') || has('address')))
    throw new ImportError(
      file.label,
      line,
      `expected a header with the columns port, type or protocol, and host or address, found ${quote(cells.join(','))}`,
    )
  return header
}

function readLine(
  header: Header,
  cells: readonly string[],
  { line, file, skip }: { line: number; file: InventoryFile; skip: PassOver },
): HostLine {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
  const cell = (column: Column) => clean(cells[header.indexOf(column)] ?? '', file, line)

  if (cells.length !== header.length)
    throw new ImportError(
      file.label,
      line,
      `expected ${header.length} values, as in the header, found ${cells.length}`,
    )
  const server = readServer(cell('host'), cell('address'), expected)
  if (!/^(?:open|listen|listening|)$/i.test(cell('state'))) {
    skip('ports in other states than open')
    return { ...server, listener: null }
  }
  const port = portNumber(cell('port'))
  if (port === null) throw expected(`a port from 0 to ${MAX_PORT}`, cell('port'))
  const listeningAddress = withoutZone(cell('listening_address'))
  if (listeningAddress !== '' && listeningAddress !== '*' && isIP(listeningAddress) === 0)
    throw expected('an IPv4 or IPv6 address, * or nothing as listening_address', listeningAddress)
  const pid = cell('pid')
  if (!/^[0-9]{0,10}$/.test(pid)) throw expected('a process number or nothing as pid', pid)

  const type = header.includes('type')
    ? TYPES.find((known) => known === cell('type').toUpperCase())
    : typeOfProtocol(cell('protocol'), listeningAddress || server.address)
  if (type === undefined) throw expected(`a type (${TYPES.join(', ')})`, cell('type'))
  if (type === null) {
    skip('ports of other protocols than TCP and UDP')
    return { ...server, listener: null }
  }
  return {
    ...server,
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

/** `tcp`, `udp6` or the number of a protocol, whose family is that of an address unless it says so; null for others. */
function typeOfProtocol(protocol: string, address: string): string | null {
  const [, name = '', family] = /^(tcp|udp|6|17)(?:\/?(?:ip)?v?([46]))?$/i.exec(protocol) ?? []
  const transport = transportOf({ '6': 'tcp', '17': 'udp' }[name] ?? name)
  return transport && typeOf(transport, family === '6' ? '::' : family === '4' ? '' : address)
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
