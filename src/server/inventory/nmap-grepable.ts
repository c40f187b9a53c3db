import { byHost } from './by-host.ts'
import { foundPort, foundServer } from './found-port.ts'
import { ImportError, quote } from './import-error.ts'
import { coverageOf, INTERRUPTED, NO_COVERAGE } from './nmap-coverage.ts'
import type { ScanCoverage } from './nmap-coverage.ts'
import type { Parser } from './parser.ts'
import { transportOf } from './sockets.ts'
import { readLines } from './text.ts'

/**
 * Nmap's grepable output (`nmap -oG`) of a scan that ran to its end, and masscan's. With `-v` nmap writes which ports it
 * scanned, and covers them on each host that it lists ports of; without, it covers nothing, and neither does masscan.
 */
export const parseNmapGrepable: Parser = async function* (file, skip) {
  const expected = (line: number, what: string) => new ImportError(file.label, line, `expected ${what}`)
  let covered = NO_COVERAGE
  let scanner: string | null = null
  let isDone = false
  let last = 0
  for await (const { text, number } of readLines(file)) {
    last = number
    if (text.startsWith('#')) {
      const [, name] = /^# (Nmap|Masscan) \S+ scan initiated /i.exec(text) ?? []
      if (name !== undefined && scanner !== null)
        throw expected(number, 'one scan a file, found a second one')
      scanner ??= name ?? null
      isDone ||= /^# Nmap (?:done|run completed) /.test(text)
      if (scanner === 'Nmap' && !file.isPartial && text.startsWith('# Ports scanned:')) {
        const read = scannedPorts(text)
        if (read === null) throw expected(number, `"# Ports scanned: TCP(…) …", found ${quote(text)}`)
        covered = read
      }
      continue
    }
    if (text.trim() === '') continue
    const host = /^(?:Timestamp: \d+\t)?Host: (\S+) \((.*?)\)(?:\t|$)/.exec(text)
    if (!host) {
      if (file.isPartial) continue // the last line, cut off
      throw expected(number, `"Host: ADDRESS (NAME)", as nmap -oG writes it, found ${quote(text)}`)
    }
    const [, address = '', name = ''] = host
    const ports = /\tPorts: ([^\t]*)/.exec(text)?.[1]
    if (ports === undefined) continue // its state, or a banner
    const server = foundServer(address, name, file, number)
    // No other field has a slash: nmap writes | for it.
    const open = Array.from(ports.matchAll(/(?:^|, )(\d+)\/open\/(\w+)\//g), ([, port = '', protocol = '']) =>
      foundPort({ address, name, port, protocol }, file, number, skip),
    )
    yield* byHost([server, ...open], covered[server.address.includes(':') ? 'ipv6' : 'ipv4'])
  }
  if (!isDone && !file.isPartial && scanner !== 'Masscan')
    throw expected(last, `"# Nmap done", but the file ends here: ${INTERRUPTED}`)
}

/** `# Ports scanned: TCP(2;22,80) UDP(0;) SCTP(0;) PROTOCOLS(0;)`; null where that names no ports. */
function scannedPorts(text: string): ScanCoverage | null {
  let covered: ScanCoverage | null = NO_COVERAGE
  for (const [, protocol = '', ports = ''] of text.matchAll(/\b(TCP|UDP)\(\d+;([^)]*)\)/g)) {
    const transport = transportOf(protocol)
    covered = covered && transport && coverageOf(ports, transport, covered)
  }
  return covered
}
