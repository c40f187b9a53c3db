import { stripVTControlCharacters } from 'node:util'

import { findHeader } from './csv-cells.ts'
import { columnOf } from './csv-columns.ts'
import { ImportError, quote } from './import-error.ts'
import { isLsofHeading, isLsofSocket } from './lsof.ts'
import { isNetstatSocket, isNetstatTitle } from './netstat.ts'
import { isPrompt, isSsHeader, isSsSocket } from './ss-lines.ts'
import { encodingOf } from './text.ts'
import { describeUnsupported } from './unsupported.ts'

export type Format =
  | 'nmap'
  | 'nmap -oG'
  | 'nmap -oN'
  | 'masscan XML'
  | 'masscan JSON'
  | 'masscan list'
  | 'naabu'
  | 'Nessus'
  | 'ss'
  | 'netstat'
  | 'lsof'
  | 'PowerShell'
  | 'osquery'
  | 'csv'

const KNOWN =
  'a format of docs/importing.md, such as nmap XML (-oX), the text of ss -tulpn, or CSV with a header'

/**
 * Tells a file's format by how its content begins; its name says nothing. Whether the rest keeps what the beginning
 * promises is for the parser to say.
 *
 * @param head the first bytes of the file, some thousand where it has them, unpacked
 * @throws {ImportError} when it is none of ours
 */
export function detectFormat(head: Uint8Array, label: string): Format {
  const decoded = new TextDecoder(encodingOf(head)).decode(head)
  const text = stripVTControlCharacters(decoded).trimStart().replaceAll('\r\n', '\n')
  const lines = text.split('\n')
  const begin = lines.findIndex((line) => line.trim() !== '' && !isPrompt(line))
  const afterPrompts = begin < 0 ? '' : lines.slice(begin).join('\n')
  const [line = ''] = afterPrompts.split('\n', 1)

  if (text.startsWith('<')) {
    const format = formatOfXml(text)
    if (format) return format
  } else {
    const format = formatOfJson(afterPrompts) ?? formatOfText(text, lines, line)
    if (format) return format
  }
  const other = describeUnsupported(head, [text, afterPrompts])
  const csv = other === null ? formatOfCsv(afterPrompts) : null
  if (csv) return csv
  throw new ImportError(label, null, other ?? describeOther(text, line))
}

function formatOfXml(text: string): Format | null {
  if (!/<nmaprun[\s>]/.test(text)) return null
  return /<nmaprun\s[^>]*\bscanner="masscan"/.test(text) ? 'masscan XML' : 'nmap'
}

/** Values cannot pass for keys, as the quotes in them are escaped. Whether all columns are there the parser says. */
function formatOfJson(text: string): Format | null {
  if (/^\[\s*(?:\]|$)/.test(text)) return 'osquery' // no rows
  if (!/^(?:\[\s*)?\{\s*"/.test(text)) return null
  const keys = new Set(Array.from(text.matchAll(/"(\w+)"\s*:/g), ([, key]) => key))
  if (keys.has('ip') && keys.has('proto')) return 'masscan JSON'
  if (keys.has('ip') && keys.has('port') && keys.has('protocol')) return 'naabu'
  const isNested = keys.has('rows') || keys.has('columns')
  const isRow = keys.has('port') && keys.has('family') && !isNested
  const isOsquery = isRow || keys.has('snapshot') || keys.has('action') || keys.has('hostIdentifier')
  return isOsquery ? 'osquery' : null
}

/** Tables of sockets and lists of ports. Before one that was copied from a terminal anything may have been shown. */
function formatOfText(text: string, lines: readonly string[], line: string): Format | null {
  if (lines.some((line) => isSsHeader(line.trimStart())) || isSsSocket(line.trimStart())) return 'ss'
  if (lines.some((line) => isNetstatTitle(line) || isNetstatSocket(line))) return 'netstat'
  if (lines.some((line) => isLsofHeading(line) || isLsofSocket(line))) return 'lsof'
  if (/^(?:#[^\n]*\n)*(?:Timestamp: \d+\t)?Host: \S+ \(/.test(text)) return 'nmap -oG'
  if (/^#\s?masscan\s*$|^(?:open|banner) \w+ \d+ \S+ \d+$|^Discovered open port /im.test(text))
    return 'masscan list'
  return /^(?:Nmap scan report for|Interesting ports on|# Nmap|Starting Nmap) /m.test(text)
    ? 'nmap -oN'
    : null
}

const HEADS = ['host', 'address', 'port', 'type', 'protocol'] as const

function formatOfCsv(text: string): Format | null {
  const { line, delimiter } = findHeader(text)
  const names = line.split(delimiter).map((name) => name.replaceAll('"', '').trim().toLowerCase())
  if (names.length < 2) return null
  if (names.includes('plugin id') && names.includes('host')) return 'Nessus'
  const columns = new Set(names.map(columnOf))
  const isSockets = names.includes('localaddress') && names.includes('localport')
  if (isSockets && !columns.has('host') && !columns.has('address')) return 'PowerShell'
  return HEADS.some((column) => columns.has(column)) ? 'csv' : null
}

function describeOther(text: string, line: string): string {
  if (text.includes('\0')) return `is a binary file: expected ${KNOWN}`
  if (text === '') return `is empty: expected ${KNOWN}`
  if (text.startsWith('<'))
    return "is XML, but not nmap's: expected <nmaprun> at the top, as nmap -oX writes it"
  if (/^[[{]/.test(line))
    return "is JSON, but not osquery's: expected rows of listening_ports with port, protocol and family"
  if (/^(State\s+Recv-Q\s|[A-Z0-9-]+\s+\d+\s+\d+\s)/.test(line))
    return 'has no column Netid, so TCP and UDP look the same: run ss -tulpn, with both -t and -u'
  return `begins with ${quote(line)}: expected ${KNOWN}`
}
