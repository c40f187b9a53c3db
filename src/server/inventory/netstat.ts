import { isIPv4, isIPv6 } from 'node:net'

import { MAX_PORT } from '#contract/port-row.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser } from './parser.ts'
import { readSocketTable } from './socket-table.ts'
import type { TableLine } from './socket-table.ts'
import { bareListener, portNumber, splitPort, transportOf } from './sockets.ts'
import { clean } from './text.ts'

/**
 * The table of `netstat`: of Linux and busybox (`-tulpn`), Windows (`-ano`), macOS and the BSDs (`-an`), in any language. A file
 * is one server. It covers the transports that have a listener in it.
 */
export const parseNetstat: Parser = async function* (file, skip) {
  yield await readSocketTable(file, skip, {
    columns: 'of netstat (protocol, local address, foreign address, state)',
    command: 'netstat -tulpn (Linux), -ano (Windows) or -an (macOS, BSD)',
    readLine: (text, line) => readLine(text, line, file),
  })
}

/** `tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 812/sshd`; of Windows, without queues, `TCP 0.0.0.0:135 0.0.0.0:0 LISTENING 888`. */
const SOCKET =
  /^\s*(?<transport>tcp|udp)(?<family>4|6|46)?(?:\s+\d+\s+\d+)?\s+(?<local>\S+)\s+(?<foreign>\S+)(?<rest>\s.*)?$/i

/** Whether a line is a socket of TCP or UDP in a table of netstat. */
export const isNetstatSocket = (line: string): boolean => matchSocket(line) !== null

function matchSocket(line: string): Partial<Record<string, string>> | null {
  const socket = SOCKET.exec(line)?.groups
  const { local = '', foreign = '' } = socket ?? {}
  return socket && splitPort(local, ':.') && splitPort(foreign, ':.') ? socket : null
}

/** Whether a line is the title of a table of netstat, where that does not depend on the language of the system. */
export const isNetstatTitle = (line: string): boolean =>
  /^Active (?:Internet connections|Connections)\b/.test(line)

function readLine(text: string, line: number, file: InventoryFile): TableLine {
  const socket = matchSocket(text)
  if (socket) return readSocket(socket, line, file)
  if (/^Active Internet6? connections(?: \(w\/o servers\))?\s*$/.test(text))
    throw new ImportError(file.label, line, 'expected sockets that listen, which netstat lists with -a')
  if (isNetstatTitle(text)) return 'title'
  // Some systems list IPv6 apart. What Windows indents are the names of processes (-b).
  if (/^(?:Active Internet6 connections|Proto\s| )/.test(text)) return 'detail'
  if (text.startsWith('Active ')) return 'other title'
  return /^[a-z]+\d*\s+\d+\s+\d+\s+\S+\s+\S+/.test(text)
    ? { skipped: 'sockets of other kinds than tcp and udp' }
    : null
}

function readSocket(
  {
    transport: protocol = '',
    family = '',
    local = '',
    foreign = '',
    rest = '',
  }: Partial<Record<string, string>>,
  line: number,
  file: InventoryFile,
): TableLine {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
  const transport = transportOf(protocol) ?? 'TCP' // SOCKET has these two alone
  const peer = splitPort(foreign, ':.')
  // Windows writes the state in its language, and 0 as the port of no peer.
  const isListening = transport === 'UDP' ? peer?.port === '*' : peer?.port === '0' || /^\s+LISTEN/.test(rest)
  const here = splitPort(local, ':.')
  if (!isListening || !here || here.port === '*') return { skipped: 'sockets that do not listen' }

  const port = portNumber(here.port)
  if (port === null)
    throw expected(
      `a port from 0 to ${MAX_PORT} (the option -n of netstat leaves ports as numbers)`,
      here.port,
    )
  const isIPv6 = family.endsWith('6') || here.address.includes(':')
  const [, pid = '0', path = ''] = /^\s*(?:[^\d\s]\S*\s+)?(\d{1,10})(?:\/(.*))?$/.exec(rest.trimEnd()) ?? []
  return {
    ...bareListener(port, isIPv6 ? `${transport}6` : transport, addressOf(here.address, family, isIPv6)),
    pid: Number(pid),
    path: clean(path, file, line),
  }
}

/** `*` as Linux writes the same; '' for an address that netstat has cut off to fit its column. */
function addressOf(written: string, family: string, isOfIPv6: boolean): string {
  if (written === '*') return family === '46' ? '*' : isOfIPv6 ? '::' : '0.0.0.0'
  return isIPv4(written) || isIPv6(written) ? written : ''
}
