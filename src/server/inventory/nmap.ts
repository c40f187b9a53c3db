import sax from 'sax'

import { MAX_PORT } from '#contract/port-row.ts'
import { joinRanges } from '#server/store/coverage.ts'
import type { Coverage, HostReport } from '#server/store/types.ts'

import { ImportError, quote } from './import-error.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { bareListener, canonicalAddress, portNumber } from './sockets.ts'
import { clean, readText } from './text.ts'

// sax limits what it holds to 64 KiB, which is less than some scripts put into one attribute, and forgets to once it
// has seen a document type, which nmap always writes. So the limit is our own: characters without anything complete.
Object.assign(sax, { MAX_BUFFER_LENGTH: Infinity })
const MAX_TOKEN = 1_048_576

const MAX_DEPTH = 64 // scripts' tables nest; ten levels were never seen
const MAX_ATTRIBUTES = 64 // nmap writes at most twelve

/** Predefined by XML itself. sax would read HTML's too, and a document may declare none here. */
const PREDEFINED: ReadonlyMap<PropertyKey, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * What sax looks references up in. nmap writes `&#x1b;` where a service answered with a control character, which XML
 * forbids: such a number is read as the replacement character, and the others are left to sax.
 */
const ENTITIES = new Proxy<Record<string, string>>(
  {},
  { get: (_, name) => PREDEFINED.get(name) ?? (isForbiddenNumber(String(name)) ? '\uFFFD' : undefined) },
)

/** https://www.w3.org/TR/xml/#NT-Char */
function isForbiddenNumber(reference: string): boolean {
  const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(reference) ?? []
  const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : 0x20
  return (
    (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfffe ||
    code === 0xffff ||
    code > 0x10ffff
  )
}

/** How rows name a transport and address family. nmap scans sctp and IP protocols too, which no row can tell. */
const TYPES_OF: ReadonlyMap<string, Types> = new Map([
  ['tcp', { ipv4: 'TCP', ipv6: 'TCP6' }],
  ['udp', { ipv4: 'UDP', ipv6: 'UDP6' }],
])

type Attributes = ReadonlyMap<string, string>
type Types = { ipv4: string; ipv6: string }

/** What was read of the host element that is open. `up` is also false while it is not known. */
type Host = {
  address: string | null
  name: string
  nameIsGiven: boolean
  up: boolean
  cutShort: boolean
  open: Map<string, { port: number; types: Types }>
}

/**
 * Nmap's XML report (`nmap -oX`), as https://nmap.org/book/nmap-dtd.html defines it, of a scan that ran to its end.
 *
 * A server is its IP address. Only ports in state `open` count: `open|filtered` means that nothing answered. A
 * report covers the ports that the scan was asked for (`scaninfo`); of a host that is down or that nmap gave up on
 * (`timedout`) it covers nothing, as silence there does not mean "closed".
 */
export const parseNmap: Parser = async function* (file, skip) {
  const scan = new Scan(file, skip)
  for await (const text of readText(file)) {
    scan.read(text)
    yield* scan.takeReports()
  }
  scan.end()
  yield* scan.takeReports()
}

class Scan {
  private readonly file: InventoryFile
  private readonly skip: PassOver
  private readonly parser = sax.parser(true)
  /** Names of the elements that are open, the root first. */
  private readonly path: string[] = []
  /** Those of the element that opens. */
  private readonly attributes = new Map<string, string>()
  private readonly covered: { ipv4: Coverage[]; ipv6: Coverage[] } = { ipv4: [], ipv6: [] }
  private reports: HostReport[] = []
  private host: Host | null = null
  private port: { port: number; protocol: string } | null = null
  /** Where the last tag or attribute ended, in characters from the beginning. */
  private completed = 0
  private sawRoot = false
  private succeeded = false
  private ending = false

  constructor(file: InventoryFile, skip: PassOver) {
    this.file = file
    this.skip = skip
    this.parser.ENTITIES = ENTITIES
    const handlers: Partial<sax.SAXParser> = {
      onerror: (error) => this.refuse(error),
      ondoctype: (doctype) => {
        if (doctype.includes('[')) throw this.expected('a document type without declarations', 'some')
      },
      onopentagstart: () => this.attributes.clear(),
      onattribute: ({ name, value }) => {
        this.completed = this.parser.position
        this.attributes.set(name, value)
        if (this.attributes.size > MAX_ATTRIBUTES)
          throw this.expected(`at most ${MAX_ATTRIBUTES} attributes`, 'more')
      },
      onopentag: ({ name }) => {
        this.completed = this.parser.position
        this.open(name, this.attributes)
        this.path.push(name)
        if (this.path.length > MAX_DEPTH) throw this.expected(`at most ${MAX_DEPTH} nested elements`, 'more')
      },
      onclosetag: (name) => {
        this.completed = this.parser.position
        this.path.pop()
        if (name === 'port') this.port = null
        if (name === 'host' && this.path.length === 1) this.closeHost()
      },
    }
    Object.assign(this.parser, handlers)
  }

  read(text: string): void {
    this.parser.write(text)
    if (this.parser.position - this.completed > MAX_TOKEN)
      throw this.expected(`at most ${MAX_TOKEN} characters in one value`, 'more')
  }

  end(): void {
    this.ending = true
    if (!this.sawRoot || this.path.length > 0) throw this.truncated()
    this.parser.close()
    if (!this.succeeded) throw this.expected('<finished> in <runstats>', 'none')
  }

  takeReports(): HostReport[] {
    const taken = this.reports
    this.reports = []
    return taken
  }

  private open(name: string, attributes: Attributes): void {
    switch (`${this.path.at(-1) ?? ''} ${name}`) {
      case ' nmaprun':
        return this.openRoot(attributes)
      case 'nmaprun scaninfo':
        return this.cover(attributes)
      case 'nmaprun host':
        this.host = {
          address: null,
          name: '',
          nameIsGiven: false,
          up: false,
          cutShort: attributes.get('timedout') === 'true',
          open: new Map(),
        }
        return
      case 'host status':
        if (this.host) this.host.up = attributes.get('state') === 'up'
        return
      case 'host address':
        return this.address(attributes)
      case 'hostnames hostname':
        return this.hostName(attributes)
      case 'ports port':
        this.port = {
          port: this.portOf(attributes.get('portid')),
          protocol: attributes.get('protocol') ?? '',
        }
        return
      case 'port state':
        return this.state(attributes)
      case 'runstats finished':
        return this.finish(attributes)
      default:
        if (this.path.length === 0) throw this.expected('<nmaprun> alone at the top', `<${name}>`)
    }
  }

  private openRoot(attributes: Attributes): void {
    const scanner = attributes.get('scanner')
    if (this.sawRoot) throw this.expected('one scan a file', 'a second <nmaprun>')
    if (scanner !== 'nmap') throw this.expected('scanner="nmap"', quote(scanner ?? ''))
    this.sawRoot = true
  }

  private cover(attributes: Attributes): void {
    const types = TYPES_OF.get(attributes.get('protocol') ?? '')
    if (!types) return
    const services = attributes.get('services') ?? ''
    const ranges = services.split(',').flatMap((range) => {
      if (range === '') return []
      const [from, to = from] = range.split('-')
      return [{ from: this.portOf(from), to: this.portOf(to) }]
    })
    for (const family of ['ipv4', 'ipv6'] as const) {
      const added = ranges.map((range) => ({ type: types[family], ...range }))
      this.covered[family] = joinRanges([...this.covered[family], ...added])
    }
  }

  private address(attributes: Attributes): void {
    const addr = attributes.get('addr') ?? ''
    const addrtype = attributes.get('addrtype')
    if (!this.host || (addrtype !== 'ipv4' && addrtype !== 'ipv6')) return
    this.host.address = canonicalAddress(addr)
    if (this.host.address === null) throw this.expected(`an ${addrtype} address`, quote(addr))
  }

  /** The name that the scan was told (`user`) goes before one that the network tells (`PTR`), the first before later. */
  private hostName(attributes: Attributes): void {
    if (!this.host) return
    const given = attributes.get('type') === 'user'
    if (this.host.name !== '' && (this.host.nameIsGiven || !given)) return
    this.host.name = this.clean(attributes.get('name') ?? '')
    this.host.nameIsGiven = given
  }

  private state(attributes: Attributes): void {
    if (!this.host || !this.port || attributes.get('state') !== 'open') return
    const { port, protocol } = this.port
    const types = TYPES_OF.get(protocol)
    if (types) this.host.open.set(`${protocol} ${port}`, { port, types })
    else this.skip(`open ${this.clean(protocol)} ports`)
  }

  /** Versions before 5.60 do not say how a scan ended, and write the element only when it ran to its end. */
  private finish(attributes: Attributes): void {
    const exit = attributes.get('exit') ?? 'success'
    if (exit !== 'success')
      throw this.expected('a scan that ended with exit="success"', quote(attributes.get('errormsg') ?? exit))
    this.succeeded = true
  }

  private closeHost(): void {
    const { host } = this
    this.host = null
    if (!host?.up) return
    if (host.address === null) throw this.expected('an IPv4 or IPv6 <address> in <host>', 'none')
    const { address, name, cutShort, open } = host
    const family = address.includes(':') ? 'ipv6' : 'ipv4'
    this.reports.push({
      key: address,
      name: name || address,
      address,
      // Which address it is bound to is not seen from outside.
      listeners: [...open.values()].map(({ port, types }) => bareListener(port, types[family], '')),
      covered: cutShort ? [] : this.covered[family],
    })
  }

  private portOf(text = ''): number {
    const port = portNumber(text)
    if (port === null) throw this.expected(`a port from 0 to ${MAX_PORT}`, quote(text))
    return port
  }

  private clean(value: string): string {
    return clean(value, this.file, this.line)
  }

  private refuse(error: Error): never {
    if (this.ending) throw this.truncated()
    const [what = ''] = error.message.split('\n', 1)
    throw this.expected('well-formed XML', what.charAt(0).toLowerCase() + what.slice(1))
  }

  private truncated(): ImportError {
    return this.problem(
      'expected </nmaprun>, but the file ends here: it is truncated, or the scan was interrupted',
    )
  }

  private expected(what: string, found: string): ImportError {
    return this.problem(`expected ${what}, found ${found}`)
  }

  private problem(text: string): ImportError {
    return new ImportError(this.file.label, this.line, text)
  }

  private get line(): number {
    return this.parser.line + 1
  }
}
