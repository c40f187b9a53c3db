import { CATEGORIES, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { ImportOptions } from '#server/inventory/import.ts'

import { CommandLineError, parseWords } from './cli.ts'

export const IMPORT_HELP = `Usage: npm run import -- FILE|DIRECTORY... [options]

Takes scans into the inventory, whether or not a server runs on it: nmap XML (nmap -oX), the text of ss -tulpn,
osquery's listening_ports as JSON, or CSV with a header. The content tells the format. All files are taken, or none.
Of a directory all files in it are taken, and in those below, but for hidden ones.

  --files-from LIST         takes the files that LIST names too, one path a line; - is standard input
  --category C              what the scanned servers are: host (default) or container
  --enterprise-project ID   enterprise project that they belong to (default 0)
  --host-name NAME          name of the one server that was scanned, where the file does not tell
  --help                    this text

docs/importing.md describes the formats. OPENPORTS_DATA_DIR or DATABASE_URL says where the inventory is.
`

/** `filesFrom` is a list that names more files. */
export type ImportCommand = { files: readonly string[]; filesFrom?: string; options: ImportOptions }

/**
 * Reads the command line of an import.
 *
 * @throws {CommandLineError} for an option that is unknown or lacks its value, and when no file is named.
 */
export function readImportCommand(args: readonly string[]): ImportCommand | 'help' {
  const { values, positionals } = parseWords(args, OPTIONS, refuse)
  if (values.help === true) return 'help'
  const filesFrom = values['files-from']
  if (positionals.length === 0 && filesFrom === undefined) throw refuse('no file is named')
  const category = CATEGORIES.find((known) => known === (values.category ?? 'host'))
  if (!category) throw refuse(`--category takes ${CATEGORIES.join(' or ')}`)
  return {
    files: positionals,
    ...(filesFrom !== undefined && { filesFrom }),
    options: {
      category,
      enterpriseProject: values['enterprise-project'] ?? DEFAULT_ENTERPRISE_PROJECT,
      ...(values['host-name'] !== undefined && { hostName: values['host-name'] }),
    },
  }
}

const OPTIONS = {
  'files-from': { type: 'string' },
  category: { type: 'string' },
  'enterprise-project': { type: 'string' },
  'host-name': { type: 'string' },
  help: { type: 'boolean' },
} as const

const refuse = (what: string): CommandLineError =>
  new CommandLineError(`${what}. For help: npm run import -- --help`)
