import { ImportError, quote } from './import-error.ts'

export type Format = 'nmap' | 'ss' | 'osquery' | 'csv'

const KNOWN = 'nmap XML (-oX), the text of ss -tulpn, osquery JSON, or CSV with a header'

/** How files begin that are none of ours but may well be named here, and what to do about them. */
const OTHERS: readonly { starts: readonly number[]; is: string; remedy: string }[] = [
  { starts: [0x1f, 0x8b], is: 'gzip-compressed', remedy: 'unpack it first with gunzip' },
  { starts: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd-compressed', remedy: 'unpack it first with unzstd' },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a], is: 'xz-compressed', remedy: 'unpack it first with unxz' },
  { starts: [0x42, 0x5a, 0x68], is: 'bzip2-compressed', remedy: 'unpack it first with bunzip2' },
  { starts: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive', remedy: 'unpack it first' },
  { starts: [0xff, 0xfe], is: 'UTF-16 text', remedy: 'save it as UTF-8' },
  { starts: [0xfe, 0xff], is: 'UTF-16 text', remedy: 'save it as UTF-8' },
]

/**
 * Tells a file's format by how its content begins; its name says nothing. Whether the rest keeps what the beginning
 * promises is for the parser to say.
 *
 * @param head the first bytes of the file, some thousand where it has them
 * @throws {ImportError} when it is none of ours
 */
export function detectFormat(head: Uint8Array, label: string): Format {
  const refuse = (problem: string) => new ImportError(label, null, problem)

  const other = OTHERS.find(({ starts }) => starts.every((byte, i) => head[i] === byte))
  if (other) throw refuse(`is ${other.is}: ${other.remedy}`)
  if (head.includes(0)) throw refuse(`is a binary file: expected ${KNOWN}`)

  const text = new TextDecoder().decode(head).trimStart()
  if (text === '') throw refuse(`is empty: expected ${KNOWN}`)
  if (text.startsWith('<')) {
    if (/<nmaprun[\s>]/.test(text)) return 'nmap'
    throw refuse("is XML, but not nmap's: expected <nmaprun> at the top, as nmap -oX writes it")
  }
  if (/^# (Nmap|Ports scanned)/.test(text))
    throw refuse("is nmap's text for people: expected its XML, from nmap -oX")
  if (/^[[{]/.test(text)) return 'osquery'

  const [line = ''] = text.split(/\r?\n/, 1)
  if (/^(Netid\s+State\s|[a-z][a-z0-9_]*\s+[A-Z0-9-]+\s+\d+\s+\d+\s)/.test(line)) return 'ss'
  if (/^(State\s+Recv-Q\s|[A-Z0-9-]+\s+\d+\s+\d+\s)/.test(line))
    throw refuse('has no column Netid, so TCP and UDP look the same: run ss -tulpn, with both -t and -u')
  if (line.includes(',') && /(^|,)\s*"?(host|address|port|type)"?\s*(,|$)/i.test(line)) return 'csv'
  throw refuse(`begins with ${quote(line)}: expected ${KNOWN}`)
}
