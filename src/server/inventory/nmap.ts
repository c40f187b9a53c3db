import sax from 'sax'

import { MAX_PORT } from '#contract/port-row.ts'
import type { HostReport } from '#server/store/types.ts'

import { ImportError, quote } from './import-error.ts'
import { coverageOf, INTERRUPTED, NO_COVERAGE } from './nmap-coverage.ts'
import type { ScanCoverage } from './nmap-coverage.ts'
import type { InventoryFile, Parser, PassOver } from './parser.ts'
import { bareListener, canonicalAddress, portNumber, transportOf, typeOf } from './sockets.ts'
import { clean, readText } from './text.ts'
import { ENTITIES } from './xml-entities.ts'

// sax limits what it holds to 64 KiB, which is less than some scripts put into one attribute, and forgets to once it
// has seen a document type, which nmap always writes. So the limit is our own: characters without anything complete.
Object.assign(sax, { MAX_BUFFER_LENGTH: Infinity })
const MAX_TOKEN = 1_048_576

const MAX_DEPTH = 64 // scripts' tables nest; ten levels were never seen
const MAX_ATTRIBUTES = 64 // nmap writes at most twelve

type Attributes = ReadonlyMap<string, string>

/** What was read of the host element that is open. `up` is also false while it is not known. */
type Host = {
  address: string | null
  name: string
  nameIsGiven: boolean
  up: boolean
  cutShort: boolean
  open: Map<string, { port: number; transport: 'TCP' | 'UDP' }>
}

/**
 * Nmap's XML report (`nmap -oX`), as https://nmap.org/book/nmap-dtd.html defines it, of a scan that ran to its end; and
 * masscan's (`masscan -oX`), in which a host is up wherever it is named, and nothing says which ports were scanned.
 *
 * A server is its IP address. Only ports in state `open` count: `open|filtered` means that nothing answered. A
 * report covers the ports that the scan was asked for (`scaninfo`); of a host that is down or that nmap gave up on
 * (`timedout`) it covers nothing, as silence there does not mean "closed". Nor does a scan that was interrupted.
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
  private covered: ScanCoverage = NO_COVERAGE
  private isMasscan = false
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
    if (this.file.isPartial && this.sawRoot) return
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
          up: this.isMasscan,
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
    if (scanner !== 'nmap' && scanner !== 'masscan')
      throw this.expected('scanner="nmap" or "masscan"', quote(scanner ?? ''))
    this.isMasscan = scanner === 'masscan'
    this.sawRoot = true
  }

  private cover(attributes: Attributes): void {
    const transport = transportOf(attributes.get('protocol') ?? '')
    if (transport === null || this.isMasscan || this.file.isPartial) return
    const services = attributes.get('services') ?? ''
    const covered = coverageOf(services, transport, this.covered)
    if (covered === null) throw this.expected(`ports from 0 to ${MAX_PORT}`, quote(services))
    this.covered = covered
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
    const transport = transportOf(protocol)
    if (transport !== null) this.host.open.set(`${protocol} ${port}`, { port, transport })
    else this.skip(`open ${this.clean(protocol)} ports`)
  }

  /** Versions before 5.60 do not say how a scan ended, and write the element only when it ran to its end. */
  private finish(attributes: Attributes): void {
    const exit = attributes.get('exit') ?? 'success'
    if (exit !== 'success' && !this.file.isPartial)
      throw this.expected('a scan that ended with exit="success"', quote(attributes.get('errormsg') ?? exit))
    this.succeeded = true
  }

  private closeHost(): void {
    const { host } = this
    this.host = null
    if (!host?.up) return
    if (host.address === null) throw this.expected('an IPv4 or IPv6 <address> in <host>', 'none')
    const { address, name, cutShort, open } = host
    this.reports.push({
      key: address,
      name: name || address,
      address,
      // Which address it is bound to is not seen from outside.
      listeners: [...open.values()].map(({ port, transport }) =>
        bareListener(port, typeOf(transport, address), ''),
      ),
      covered: cutShort ? [] : this.covered[address.includes(':') ? 'ipv6' : 'ipv4'],
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
    return this.problem(`expected </nmaprun>, but the file ends here: ${INTERRUPTED}`)
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
