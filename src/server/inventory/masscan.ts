import { z } from '#contract/zod.ts'

import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { foundPort } from './found-port.ts'
import { ImportError, quote } from './import-error.ts'
import { decodeRecord, readRecords } from './json-records.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { readLines } from './text.ts'

const address = z.string('an address')
const port = z.number('a port')
const proto = z.string('a protocol')
/** A banner has no status; its port is open. */
const status = z.optional(z.string('a status'))

/** A record of `-oJ`. */
const Listed = z.object({
  ip: address,
  ports: z.array(z.object({ port, proto, status }), { error: 'a list of ports' }),
})

/** A line of `-oD`. */
const Single = z.object({ ip: address, port, proto, data: z.optional(z.object({ status })) })

/** masscan's JSON (`-oJ`, `-oD`). It does not say which ports were scanned, so it covers nothing: it only adds. */
export const parseMasscanJson: Parser = (file, skip) => byHost(jsonLines(file, skip), [])

async function* jsonLines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  for await (const { value, line } of readRecords(file)) {
    const isListed = typeof value === 'object' && value !== null && 'ports' in value
    const { ip, ports } = isListed ? decodeRecord(Listed, value, file, line) : single(value, file, line)
    for (const { port, proto, status = 'open' } of ports)
      if (status === 'open') yield foundPort({ address: ip, port, protocol: proto }, file, line, skip)
  }
}

function single(value: unknown, file: InventoryFile, line: number) {
  const { ip, port, proto, data } = decodeRecord(Single, value, file, line)
  return { ip, ports: [{ port, proto, status: data?.status }] }
}

/**
 * masscan's list (`-oL`), `open tcp 80 10.0.0.1 1454720430`, and what it shows on a terminal, `Discovered open port 80/tcp
 * on 10.0.0.1`. It covers nothing, like its JSON.
 */
export const parseMasscanList: Parser = (file, skip) => byHost(listLines(file, skip), [])

async function* listLines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  for await (const { text: written, number } of readLines(file)) {
    const text = written.trim()
    if (text === '' || /^(?:#|closed |unknown )/.test(text)) continue
    const found =
      /^(?:open|banner) (?<protocol>\w+) (?<port>\d+) (?<address>\S+) \d+(?: |$)/.exec(text) ??
      /^Discovered open port (?<port>\d+)\/(?<protocol>\w+) on (?<address>\S+)$/.exec(text)
    if (!found)
      throw new ImportError(
        file.label,
        number,
        `expected "open PROTOCOL PORT ADDRESS TIME", as masscan -oL writes it, found ${quote(text)}`,
      )
    const { address = '', port = '', protocol = '' } = found.groups ?? {}
    yield foundPort({ address, port, protocol }, file, number, skip)
  }
}
