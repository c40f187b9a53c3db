import { parseCsv } from './csv.ts'
import type { Format } from './detect.ts'
import { parseLsof } from './lsof.ts'
import { parseMasscanJson, parseMasscanList } from './masscan.ts'
import { parseNaabu } from './naabu.ts'
import { parseNessus } from './nessus.ts'
import { parseNetstat } from './netstat.ts'
import { parseNmapGrepable } from './nmap-grepable.ts'
import { parseNmapText } from './nmap-text.ts'
import { parseNmap } from './nmap.ts'
import { parseOsquery } from './osquery.ts'
import type { Parser } from './parser.ts'
import { parsePowerShell } from './powershell.ts'
import { parseSs } from './ss.ts'

/** How each format is read. `isOfOneServer`: a file is of one server, whose name may have to come from the file's. */
export const FORMATS: Readonly<Record<Format, { parse: Parser; isOfOneServer: boolean }>> = {
  nmap: { parse: parseNmap, isOfOneServer: false },
  'nmap -oG': { parse: parseNmapGrepable, isOfOneServer: false },
  'nmap -oN': { parse: parseNmapText, isOfOneServer: false },
  'masscan XML': { parse: parseNmap, isOfOneServer: false },
  'masscan JSON': { parse: parseMasscanJson, isOfOneServer: false },
  'masscan list': { parse: parseMasscanList, isOfOneServer: false },
  naabu: { parse: parseNaabu, isOfOneServer: false },
  Nessus: { parse: parseNessus, isOfOneServer: false },
  ss: { parse: parseSs, isOfOneServer: true },
  netstat: { parse: parseNetstat, isOfOneServer: true },
  lsof: { parse: parseLsof, isOfOneServer: true },
  PowerShell: { parse: parsePowerShell, isOfOneServer: true },
  osquery: { parse: parseOsquery, isOfOneServer: true },
  csv: { parse: parseCsv, isOfOneServer: false },
}
