import { byHost } from './by-host.ts'
import type { HostLine } from './by-host.ts'
import { foundPort, foundServer } from './found-port.ts'
import { ImportError } from './import-error.ts'
import { INTERRUPTED } from './nmap-coverage.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { readLines } from './text.ts'

/**
 * Nmap's normal output (`nmap -oN`, or what it shows on a terminal) of a scan that ran to its end. It does not list the ports
 * that were scanned, so it covers nothing: it only adds.
 */
export const parseNmapText: Parser = (file, skip) => byHost(lines(file, skip), [])

async function* lines(file: InventoryFile, skip: PassOver): AsyncGenerator<HostLine> {
  /** The host that is listed, and its lines so far: a blank line ends them. */
  let host: { address: string; name: string; lines: HostLine[] } | null = null
  let isDone = false
  let last = 1
  for await (const { text, number } of readLines(file)) {
    last = number
    const title = /^(?:Nmap scan report for|Interesting ports on) (.+?):?$/.exec(text)?.[1]
    if (title !== undefined) {
      if (isDone) throw new ImportError(file.label, number, 'expected one scan a file, found a second one')
      if (host) yield* host.lines
      const [, name = '', named] = /^(.*) \((\S+)\)$/.exec(title) ?? []
      const address = named ?? title
      const isDown = / \[host down/.test(title)
      host = isDown ? null : { address, name, lines: [foundServer(address, name, file, number)] }
    } else if (host) {
      const [, port, protocol = '', state] = /^(\d+)\/(\w+)\s+(\S+)/.exec(text) ?? []
      if (port !== undefined && state === 'open')
        host.lines.push(
          foundPort({ address: host.address, name: host.name, port, protocol }, file, number, skip),
        )
      if (text === '' && host.lines.length > 1) {
        yield* host.lines
        host.lines = []
      }
    }
    isDone ||= /^(?:# )?Nmap (?:done|run completed)\b/.test(text)
  }
  if (isDone) return yield* host?.lines ?? []
  if (!file.isPartial)
    throw new ImportError(file.label, last, `expected "Nmap done", but the file ends here: ${INTERRUPTED}`)
}
