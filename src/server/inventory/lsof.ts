import { isIP } from 'node:net'

import { MAX_PORT } from '#contract/port-row.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser } from './parser.ts'
import { readSocketTable } from './socket-table.ts'
import type { TableLine } from './socket-table.ts'
import { bareListener, portNumber, splitPort } from './sockets.ts'
import { clean } from './text.ts'

/** `sshd 812 root 3u IPv4 12345 0t0 TCP *:22 (LISTEN)`; with -K, a thread's number and name come after the process's. */
const SOCKET =
  /^(?<command>\S+)\s+(?<pid>\d+)\s+(?:\d+\s+\S+\s+)?(?<user>\S+)\s+\S+\s+IPv(?<family>[46])\s+\S+\s+\S+\s+(?<transport>TCP|UDP)\s+(?<local>[^\s>]+:[^\s:>]+?)(?<peer>->\S+)?(?:\s+\((?<state>\w+)\))?\s*$/

/** Whether a line is a socket in a table of lsof. */
export const isLsofSocket = (line: string): boolean => SOCKET.test(line)

/** Whether a line is the heading of a table of lsof. */
export const isLsofHeading = (line: string): boolean => /^COMMAND\s+PID\s.*\bFD\s+TYPE\s/.test(line)

/**
 * The table of `lsof -nP -i`. A file is one server. lsof lists what its user may see, so the table covers the transports of its
 * listeners only if root ran it: if a process of root is in it.
 */
export const parseLsof: Parser = async function* (file, skip) {
  let isOfRoot = false
  const report = await readSocketTable(file, skip, {
    columns: 'of lsof -nP -i (COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME)',
    command: 'sudo lsof -nP -i',
    readLine: (text, line) => {
      const socket = SOCKET.exec(text)?.groups
      isOfRoot ||= socket?.['user'] === 'root' || socket?.['user'] === '0'
      if (socket) return readSocket(socket, line, file)
      if (isLsofHeading(text)) return 'title'
      return /^lsof: |^\s/.test(text) ? 'detail' : null // warnings
    },
  })
  yield isOfRoot ? report : { ...report, covered: [] }
}

function readSocket(
  { command = '', pid, family, transport = '', local = '', peer, state }: Partial<Record<string, string>>,
  line: number,
  file: InventoryFile,
): TableLine {
  const expected = (what: string, found: string) =>
    new ImportError(file.label, line, `expected ${what}, found ${quote(found)}`)
  const isListening = transport === 'TCP' ? state === 'LISTEN' : peer === undefined
  const here = splitPort(local)
  if (!isListening || !here || here.port === '*') return { skipped: 'sockets that do not listen' }
  const port = portNumber(here.port)
  if (port === null)
    throw expected(`a port from 0 to ${MAX_PORT} (the option -P of lsof leaves ports as numbers)`, here.port)
  const any = family === '6' ? '::' : '0.0.0.0'
  const address = here.address === '*' ? any : here.address
  if (isIP(address) === 0)
    throw expected(
      'an IPv4 or IPv6 address or * (the option -n of lsof leaves addresses as they are)',
      address,
    )
  return {
    ...bareListener(port, `${transport}${family === '6' ? '6' : ''}`, address),
    pid: Number(pid),
    path: clean(command.replaceAll('\\x20', ' '), file, line),
  }
}
