import { MAX_PORT } from '#contract/port-row.ts'

import type { HostLine } from './by-host.ts'
import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, PassOver } from './parser.ts'
import { bareListener, canonicalAddress, portNumber, transportOf, typeOf } from './sockets.ts'
import { clean } from './text.ts'

/** A port that a scan over the network found open, as it stands in a file. `name` is that of the server, if one is given. */
type FoundPort = { address: string; name?: string; port: string | number; protocol: string }

/** The port as a line of its server. Of another protocol than TCP and UDP, it is counted and tells of the server alone. */
export function foundPort(
  { address, name = '', port: number, protocol }: FoundPort,
  file: InventoryFile,
  line: number,
  skip: PassOver,
): HostLine {
  const server = foundServer(address, name, file, line)
  const port = portNumber(String(number))
  if (port === null) throw expected(`a port from 0 to ${MAX_PORT}`, String(number), file, line)
  const transport = transportOf(protocol)
  if (transport === null) skip(`open ${clean(protocol, file, line)} ports`)
  // Which address it is bound to is not seen from outside.
  return { ...server, listener: transport && bareListener(port, typeOf(transport, server.address), '') }
}

/** A server that a scan over the network found, without its ports. */
export function foundServer(written: string, name: string, file: InventoryFile, line: number): HostLine {
  const address = canonicalAddress(written)
  if (address === null) throw expected('an IPv4 or IPv6 address', written, file, line)
  return { key: address, name: clean(name, file, line) || address, address, listener: null }
}

const expected = (what: string, found: string, { label }: InventoryFile, line: number): ImportError =>
  new ImportError(label, line, `expected ${what}, found ${quote(found)}`)
