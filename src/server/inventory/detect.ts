import { stripVTControlCharacters } from 'node:util'

import { ImportError, quote } from './import-error.ts'
import { isPrompt, isSsHeader, isSsSocket } from './ss-lines.ts'
import { describeUnsupported } from './unsupported.ts'

export type Format = 'nmap' | 'ss' | 'osquery' | 'csv'

const KNOWN = 'nmap XML (-oX), the text of ss -tulpn, osquery JSON, or CSV with a header'

/**
 * Tells a file's format by how its content begins; its name says nothing. Whether the rest keeps what the beginning
 * promises is for the parser to say.
 *
 * @param head the first bytes of the file, some thousand where it has them
 * @throws {ImportError} when it is none of ours
 */
export function detectFormat(head: Uint8Array, label: string): Format {
  const decoded = new TextDecoder().decode(head)
  const text = stripVTControlCharacters(decoded).trimStart().replaceAll('\r\n', '\n')
  const lines = text.split('\n')
  const begin = lines.findIndex((line) => line.trim() !== '' && !isPrompt(line))
  const afterPrompts = begin < 0 ? '' : lines.slice(begin).join('\n')
  const [line = ''] = afterPrompts.split('\n', 1)

  if (isNmap(text)) return 'nmap'
  if (isOsquery(afterPrompts)) return 'osquery'
  // Before a table that was copied from a terminal anything may have been shown.
  const hasHeader = !text.startsWith('<') && lines.some((line) => isSsHeader(line.trimStart()))
  if (hasHeader || isSsSocket(line.trimStart())) return 'ss'
  const other = describeUnsupported(head, [text, afterPrompts])
  if (other === null && isCsv(line)) return 'csv'
  throw new ImportError(label, null, other ?? describeOther(head, text, line))
}

const isNmap = (text: string): boolean =>
  text.startsWith('<') && /<nmaprun[\s>]/.test(text) && !/<nmaprun\s[^>]*\bscanner="masscan"/.test(text)

/** Values cannot pass for keys, as the quotes in them are escaped. Whether all columns are there the parser says. */
function isOsquery(text: string): boolean {
  if (/^\[\s*(?:\]|$)/.test(text)) return true // no rows
  if (!/^(?:\[\s*)?\{\s*"/.test(text)) return false
  const keys = new Set(Array.from(text.matchAll(/"(\w+)"\s*:/g), ([, key]) => key))
  const isNested = keys.has('rows') || keys.has('columns')
  const isRow = keys.has('port') && keys.has('family') && !isNested
  return isRow || keys.has('snapshot') || keys.has('action') || keys.has('hostIdentifier')
}

const isCsv = (line: string): boolean =>
  line.includes(',') && /(^|,)\s*"?(host|address|port|type)"?\s*(,|$)/i.test(line)

function describeOther(head: Uint8Array, text: string, line: string): string {
  if (head.includes(0)) return `is a binary file: expected ${KNOWN}`
  if (text === '') return `is empty: expected ${KNOWN}`
  if (text.startsWith('<'))
    return "is XML, but not nmap's: expected <nmaprun> at the top, as nmap -oX writes it"
  if (/^[[{]/.test(line))
    return "is JSON, but not osquery's: expected rows of listening_ports with port, protocol and family"
  if (/^(State\s+Recv-Q\s|[A-Z0-9-]+\s+\d+\s+\d+\s)/.test(line))
    return 'has no column Netid, so TCP and UDP look the same: run ss -tulpn, with both -t and -u'
  return `begins with ${quote(line)}: expected ${KNOWN}`
}
