import { z } from '#contract/zod.ts'

import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { foundPort } from './found-port.ts'
import { decodeRecord, readRecords } from './json-records.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'

const text = (expected: string) => z.optional(z.string(expected))

/** A line of `naabu -json`. Older versions write the port as an object. */
const Line = z.object({
  ip: z.string('an address'),
  host: text('a name'),
  port: z.union([z.number(), z.object({ Port: z.number() })], { error: 'a port' }),
  protocol: text('a protocol'),
})

/** naabu's JSON lines. They do not say which ports were scanned, so they cover nothing: they only add. */
export const parseNaabu: Parser = (file, skip) => byHost(lines(file, skip), [])

async function* lines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  for await (const { value, line } of readRecords(file)) {
    const { ip, host = '', port: written, protocol = 'tcp' } = decodeRecord(Line, value, file, line)
    const port = typeof written === 'number' ? written : written.Port
    yield foundPort({ address: ip, name: host, port, protocol }, file, line, skip)
  }
}
