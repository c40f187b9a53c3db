import { MAX_PORT } from '#contract/port-row.ts'
import { z } from '#contract/zod.ts'
import type { HostReport } from '#server/store/types.ts'

import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { ImportError } from './import-error.ts'
import { decodeRecord, readRecords } from './json-records.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { bareListener, serverCalled, withoutZone } from './sockets.ts'
import { prepend } from './streams.ts'
import { clean } from './text.ts'

/** osquery prints every value as a string, tools that pass its tables on often as a number. */
const whole = z.union([z.int(), z.pipe(z.string().check(z.regex(/^-?[0-9]{1,15}$/)), z.transform(Number))], {
  error: 'a whole number',
})

const text = z.pipe(
  z.nullish(z.string('text')),
  z.transform((value) => value ?? ''),
)

/** A row of `listening_ports`, with columns of `processes` and of the server where a query joined them. */
const Row = z.object(
  {
    port: whole.check(z.refine((port) => port >= 0 && port <= MAX_PORT, `a port from 0 to ${MAX_PORT}`)),
    protocol: whole,
    family: whole,
    address: text,
    pid: z.pipe(
      z.nullish(whole),
      z.transform((pid) => Math.max(pid ?? 0, 0)), // -1: osquery could not tell
    ),
    path: text,
    name: text,
    host_identifier: text,
    host_display_name: text,
    hostname: text,
  },
  { error: 'an object' },
)

/** A line of osqueryd's results log. */
const Logged = z.object({
  hostIdentifier: z.string('the name of the host').check(z.minLength(1, 'the name of the host')),
  // Lines of other queries tell changes, which mean nothing without all that went before.
  snapshot: z.array(z.unknown(), { error: 'the rows of a snapshot query (a log of changes is not enough)' }),
})

/** Numbers of Linux's and Windows' `IPPROTO_` and of Linux's, macOS' and Windows' `AF_`. */
const TRANSPORTS: ReadonlyMap<number, string> = new Map([
  [6, 'TCP'],
  [17, 'UDP'],
])
const FAMILIES: ReadonlyMap<number, string> = new Map([
  [2, ''],
  [10, '6'],
  [30, '6'],
  [23, '6'],
])

/**
 * osquery's table `listening_ports`: an array of rows (`osqueryi --json`), or the results log of a snapshot query,
 * in which each line is one server's whole set (of two lines of one server the later counts). Rows that name no
 * server belong to the one that the file is named after. A server is what osquery calls it: its identifier and the name
 * that Fleet shows, both where both are given, else its host name.
 */
export const parseOsquery: Parser = async function* (file, skip) {
  const records = readRecords(file)
  const first = await records.next()
  if (first.done === true)
    throw new ImportError(file.label, null, 'expected rows of listening_ports, found none')
  const { value } = first.value
  const isLog =
    typeof value === 'object' && value !== null && ('action' in value || 'hostIdentifier' in value)
  const all = prepend(first.value, records)
  yield* isLog ? logged(all, file, skip) : byHost(plain(all, file, skip))
}

type Found = { value: unknown; line: number }

async function* plain(
  rows: AsyncIterable<Found>,
  file: InventoryFile,
  skip: PassOver,
): AsyncGenerator<HostLine> {
  for await (const row of rows) yield readRow(row, '', file, skip)
}

async function* logged(
  lines: AsyncIterable<Found>,
  file: InventoryFile,
  skip: PassOver,
): AsyncGenerator<HostReport> {
  for await (const { value, line } of lines) {
    const { hostIdentifier, snapshot } = decodeRecord(Logged, value, file, line)
    const host = serverCalled(clean(hostIdentifier, file, line))
    const rows = snapshot.map((row) => readRow({ value: row, line }, hostIdentifier, file, skip))
    yield* byHost([{ ...host, listener: null }, ...rows])
  }
}

/** @param logger the server that the log says a row is of; '' where there is no log. */
function readRow({ value, line }: Found, logger: string, file: InventoryFile, skip: PassOver): HostLine {
  const row = decodeRecord(Row, value, file, line)
  const text = (value: string) => clean(value, file, line)
  const [identifier, shown] = [text(row.host_identifier), text(row.host_display_name)]
  const host = serverCalled(text(logger) || shown || identifier || text(row.hostname) || file.hostName)
  // Cloned servers share an identifier, and servers without a name of their own share the one that is shown.
  const isTwofold = logger === '' && identifier !== '' && shown !== '' && identifier !== shown
  if (isTwofold) host.key = `${identifier} ${shown}`

  const transport = TRANSPORTS.get(row.protocol)
  const family = FAMILIES.get(row.family)
  if (transport === undefined || family === undefined || row.port === 0) {
    skip('sockets of other kinds than TCP and UDP')
    return { ...host, listener: null }
  }
  const socket = bareListener(row.port, `${transport}${family}`, withoutZone(text(row.address)))
  return { ...host, listener: { ...socket, pid: row.pid, path: text(row.path) || text(row.name) } }
}
