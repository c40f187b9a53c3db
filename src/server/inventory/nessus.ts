import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { readCells } from './csv-cells.ts'
import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { bareListener, portNumber, serverCalled, transportOf, typeOf } from './sockets.ts'
import { clean } from './text.ts'

/**
 * Nessus' CSV, a finding a line: a finding on a port tells that it is open. It does not say which ports were scanned, so it covers
 * nothing: it only adds.
 */
export const parseNessus: Parser = (file, skip) => byHost(findings(file, skip), [])

async function* findings(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  let header: readonly string[] | null = null
  for await (const { cells, line } of readCells(file)) {
    if (header === null) {
      header = cells.map((cell) => cell.trim().toLowerCase())
      const missing = ['host', 'protocol', 'port'].find((column) => header?.includes(column) === false)
      if (missing) throw new ImportError(file.label, line, `expected a column ${quote(missing)}, found none`)
      continue
    }
    const names = header
    const cell = (column: string) => clean(cells[names.indexOf(column)] ?? '', file, line)
    const expected = (what: string, found: string) =>
      new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
    if (cell('host') === '') throw expected('a name or address as Host', '')
    const port = portNumber(cell('port'))
    if (port === null) throw expected('a port from 0 to 65535', cell('port'))
    const server = serverCalled(cell('host'))
    const transport = transportOf(cell('protocol'))
    if (port === 0 || transport === null) {
      skip('findings without a port')
      yield { ...server, listener: null }
    } else yield { ...server, listener: bareListener(port, typeOf(transport, server.address), '') }
  }
}
