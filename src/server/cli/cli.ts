import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'

import { CATEGORIES, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { ImportOptions } from '#server/inventory/import.ts'

export const HELP = `Usage: npm start -- [options]

Serves the dashboard of open ports.

  --port N                  port to listen on (default 4040; 0 takes any free one)
  --host A                  address to listen on, of this machine alone (default 127.0.0.1)
  --import FILE...          first takes scans into the inventory: nmap XML, ss, osquery JSON, CSV, directories of them
  --files-from LIST         first takes the files that LIST names, one path a line; - is standard input
  --local                   first takes this machine's own listeners into the inventory
  --category C              what the scanned servers are: host (default) or container
  --enterprise-project ID   enterprise project that they belong to (default 0)
  --host-name NAME          name of the one server that was scanned, where the scan does not tell
  --check                   instead of serving, asks each configured project of HSS once and says what works
  --help                    this text

Settings are read from the environment; README.md lists them.
`

/** What the server is asked to do. `imports` is what to take into the inventory first, if anything. */
export type Command = {
  /** `PORT` and `HOST` as given on the command line; they go before the environment's. */
  overrides: Record<string, string>
  imports: { files: readonly string[]; filesFrom?: string; local: boolean; options: ImportOptions } | null
}

/** A command line that cannot be understood. The message is one line. */
export class CommandLineError extends Error {
  override name = 'CommandLineError'
}

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  import: { type: 'string', multiple: true },
  'files-from': { type: 'string' },
  local: { type: 'boolean' },
  category: { type: 'string' },
  'enterprise-project': { type: 'string' },
  'host-name': { type: 'string' },
  check: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

/**
 * Reads the command line. `--import` takes every file named after it.
 *
 * @throws {CommandLineError} for an option that is unknown, lacks its value, or has no effect.
 */
export function readCommandLine(args: readonly string[]): Command | 'check' | 'help' {
  const { values, positionals } = parseWords(args, OPTIONS, refuse)
  if (values.help === true) return 'help'
  if (values.check === true) {
    if (args.length > 1) throw refuse('--check goes alone')
    return 'check'
  }

  const files = [...(values.import ?? []), ...positionals]
  const filesFrom = values['files-from']
  const local = values.local === true
  if (positionals.length > 0 && values.import === undefined)
    throw refuse(
      `${JSON.stringify(positionals[0])} is not an option; to import a file, write --import before it`,
    )

  const overrides = {
    ...(values.port !== undefined && { PORT: values.port }),
    ...(values.host !== undefined && { HOST: values.host }),
  }
  if (files.length === 0 && filesFrom === undefined && !local) {
    const idle = (['category', 'enterprise-project', 'host-name'] as const).find(
      (name) => values[name] !== undefined,
    )
    if (idle) throw refuse(`--${idle} says where scans go, but neither --import nor --local is given`)
    return { overrides, imports: null }
  }
  const category = CATEGORIES.find((known) => known === (values.category ?? 'host'))
  if (!category) throw refuse(`--category takes ${CATEGORIES.join(' or ')}`)
  return {
    overrides,
    imports: {
      files,
      ...(filesFrom !== undefined && { filesFrom }),
      local,
      options: {
        category,
        enterpriseProject: values['enterprise-project'] ?? DEFAULT_ENTERPRISE_PROJECT,
        ...(values['host-name'] !== undefined && { hostName: values['host-name'] }),
      },
    },
  }
}

/**
 * The options and the other words of a command line.
 *
 * @param refuse makes the error of a command that cannot be understood, from what is wrong with it.
 */
export function parseWords<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  refuse: (what: string) => CommandLineError,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // Node's messages go on with advice about positionals, which does not fit here: the first sentence tells it.
    throw refuse(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : 'not understood')
  }
}

const refuse = (what: string): CommandLineError =>
  new CommandLineError(`${what}. For help: npm start -- --help`)
