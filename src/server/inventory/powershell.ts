import { isIP } from 'node:net'

import { MAX_PORT } from '#contract/port-row.ts'
import type { Listener } from '#server/store/types.ts'

import { readCells } from './csv-cells.ts'
import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser } from './parser.ts'
import {
  bareListener,
  MAX_SOCKETS,
  portNumber,
  serverCalled,
  tableReport,
  typeOf,
  withoutZone,
} from './sockets.ts'
import { clean } from './text.ts'

/**
 * What `Export-Csv` makes of `Get-NetTCPConnection` and `Get-NetUDPEndpoint`, or of both one after the other: what has no state
 * is of UDP. Rows are of the server in `PSComputerName` (`Invoke-Command`), else of the one that the file is named after; they
 * cover the transports that have a listener among them.
 */
export const parsePowerShell: Parser = async function* (file, skip) {
  const servers = new Map<string, Listener[]>()
  let header: readonly string[] | null = null
  let count = 0
  for await (const { cells, line } of readCells(file)) {
    if (header === null) {
      header = readHeader(cells, line, file)
      continue
    }
    const names = header
    const cell = (column: string) => clean(cells[names.indexOf(column)] ?? '', file, line)
    const state = cell('state')
    if (!/^(?:listen|2|)$/i.test(state)) {
      skip('sockets that do not listen')
      continue
    }
    if (++count > MAX_SOCKETS)
      throw new ImportError(file.label, line, `expected at most ${MAX_SOCKETS} sockets, found more`)
    const name = cell('pscomputername') || file.hostName
    const listeners = servers.get(name) ?? []
    servers.set(name, listeners)
    listeners.push(readSocket(cell, state === '' ? 'UDP' : 'TCP', line, file))
  }
  if (count === 0) throw new ImportError(file.label, null, 'expected sockets that listen, found none')
  for (const [name, listeners] of servers) yield tableReport(serverCalled(name), listeners)
}

/** The names of the columns. Without a state, only what was not selected from is known to be of UDP. */
function readHeader(cells: readonly string[], line: number, file: InventoryFile): readonly string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const isWholeUdp = names.includes('instanceid') && !names.includes('remoteport')
  if (!names.includes('state') && !isWholeUdp)
    throw new ImportError(
      file.label,
      line,
      'expected a column State, which tells TCP from UDP: Select-Object LocalAddress, LocalPort, OwningProcess, State',
    )
  return names
}

function readSocket(
  cell: (column: string) => string,
  transport: 'TCP' | 'UDP',
  line: number,
  file: InventoryFile,
): Listener {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
  const address = withoutZone(cell('localaddress'))
  if (isIP(address) === 0) throw expected('an IPv4 or IPv6 address as LocalAddress', address)
  const port = portNumber(cell('localport'))
  if (port === null) throw expected(`a port from 0 to ${MAX_PORT} as LocalPort`, cell('localport'))
  const pid = cell('owningprocess')
  return {
    ...bareListener(port, typeOf(transport, address), address),
    pid: /^\d{1,10}$/.test(pid) ? Number(pid) : 0,
  }
}
