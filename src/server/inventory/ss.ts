import { isIPv4, isIPv6 } from 'node:net'
import { stripVTControlCharacters } from 'node:util'

import { MAX_PORT } from '#contract/port-row.ts'
import { EVERY_PORT } from '#server/store/coverage.ts'
import type { Listener } from '#server/store/types.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser } from './parser.ts'
import { bareListener, listenerKey, MAX_SOCKETS, portNumber, serverCalled, splitPort } from './sockets.ts'
import { SsDialect } from './ss-dialect.ts'
import type { SsSocket } from './ss-dialect.ts'
import { isAnySsHeader, isPassword, isPrompt, isShortened, isSsHeader, isSsSocket } from './ss-lines.ts'
import { clean, readLines } from './text.ts'

/**
 * Listening sockets, by the state: UDP has no listening, and a socket without a peer takes all. The state
 * tells the transport, as old versions (iproute2 3.10) call UDP tcp too.
 */
const WAITING: ReadonlyMap<string, string> = new Map([
  ['LISTEN', 'tcp'],
  ['UNCONN', 'udp'],
])

type Socket = SsSocket & { pid: number; path: string }

/**
 * The table of `ss -tulpn`, with or without its header, its processes, and what a shell showed around it: all that
 * stands before the header, and all from the prompt after it. One file is one server, and all of it: what is not listed
 * is closed. A second table would be a second server, and nothing says which.
 *
 * `*` as the local address is a socket of IPv6 that takes IPv4 too, unless an older version wrote it (`SsDialect`).
 * The kernel keeps one socket, of IPv6, so it is one row: TCP6 or UDP6, with address `*`.
 */
export const parseSs: Parser = async function* (file, skip) {
  const problem = (line: number, text: string) => new ImportError(file.label, line, text)
  const sockets: Socket[] = []
  const dialect = new SsDialect(file.label)
  let table: 'not begun' | 'begun' | 'ended' = 'not begun'
  let before: ImportError | null = null // what a line before the table is, where no header follows
  let shortened: ImportError | null = null // what the command is that showed the table, where it shows a part
  for await (const { text: written, number } of readLines(file)) {
    const text = stripVTControlCharacters(written).trimStart()
    if (text === '') continue
    const isHeader = isSsHeader(text)
    const isSocket = isSsSocket(text)
    if (table === 'begun' ? isHeader : table === 'ended' && (isSocket || isAnySsHeader(text)))
      throw problem(
        number,
        'expected one table per file, found a second one: use one file per server, named after the server',
      )
    if (isHeader || isSocket) {
      const none = shortened ?? (isHeader ? null : before)
      if (table === 'not begun' && none !== null) throw none
      table = 'begun'
      const socket = isHeader ? dialect.readHeader(text, number) : readSocket(text, number, file, dialect)
      if (socket === 'other kind') skip('sockets of other kinds than tcp and udp')
      else if (socket === 'not waiting') skip('sockets that do not listen')
      else if (socket && sockets.push(socket) > MAX_SOCKETS)
        throw problem(number, `expected at most ${MAX_SOCKETS} sockets of one server, found more`)
    } else if (isPrompt(text)) {
      if (table === 'begun') table = 'ended'
      if (!isPassword(text)) shortened = isShortened(text) ? problem(number, partOf(text)) : null
      skip('lines of a shell')
    } else if (table === 'begun') {
      const isDetail = written !== text // of a socket (-e, -i)
      if (!isDetail) throw problem(number, `expected ${COLUMNS}, found ${quote(text)}`)
    } else {
      before ??= problem(number, `expected ${COLUMNS}, found ${quote(text)}`)
      skip('lines of a shell')
    }
  }
  if (table === 'not begun') throw before ?? problem(1, `expected ${COLUMNS}, found none`)

  const starIsIPv4 = dialect.starIsIPv4(sockets)
  const listeners = new Map<string, Listener>()
  for (const { transport, port, pid, path, address } of sockets) {
    const listening = address === '*' && starIsIPv4 ? '0.0.0.0' : address
    const type = `${transport.toUpperCase()}${isIPv4(listening) ? '' : '6'}`
    const listener = { ...bareListener(port, type, listening), pid, path }
    const key = listenerKey(listener)
    if (!listeners.has(key)) listeners.set(key, listener)
  }

  yield { ...serverCalled(file.hostName), listeners: [...listeners.values()], covered: EVERY_PORT }
}

const partOf = (command: string): string =>
  `expected the whole table, as ss -tulpn alone shows it, found ${quote(command)}`

const COLUMNS = 'the columns of ss -tulpn (Netid State Recv-Q Send-Q Local:Port Peer:Port Process)'

function readSocket(
  text: string,
  line: number,
  file: InventoryFile,
  dialect: SsDialect,
): Socket | 'other kind' | 'not waiting' {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)

  const [kind, state = '', , , local = '', remote = ''] = text.split(/\s+/, 6)
  dialect.readLine(text, { local, peer: remote, line })
  if (kind !== 'tcp' && kind !== 'udp') return 'other kind'
  const transport = WAITING.get(state)
  if (transport === undefined) return 'not waiting'

  const here = splitPort(local)
  const peer = splitPort(remote)
  if (!here || !peer || peer.port !== '*') throw expected(COLUMNS, text)
  if (here.address !== '*' && !isIPv4(here.address) && !isIPv6(here.address))
    throw expected('an IPv4 or IPv6 address or *', here.address)
  const port = portNumber(here.port)
  if (port === null)
    throw expected(`a port from 0 to ${MAX_PORT} (the option -n of ss leaves ports as numbers)`, here.port)

  const users = /\susers:(.*)$/.exec(text)?.[1]
  const process = users === undefined ? { pid: 0, path: '' } : readProcess(users)
  if (process === null) throw expected('users:(("NAME",pid=NUMBER,fd=NUMBER),…)', users ?? '')
  return {
    transport,
    address: here.address,
    port,
    line,
    pid: process.pid,
    path: clean(process.path, file, line),
  }
}

/**
 * The first of the processes that share the socket: `(("nginx",pid=12,fd=4),("nginx",pid=11,fd=4))`. Old versions
 * write `(("nginx",12,4))`.
 */
function readProcess(users: string): { pid: number; path: string } | null {
  const first = /^\(\("(.*?)",(?:pid=)?(\d{1,10}),/.exec(users)
  if (!first || !/\)\)(\s|$)/.test(users)) return null
  const [, path = '', pid] = first
  return { pid: Number(pid), path }
}
