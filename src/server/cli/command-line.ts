import { Command, Option } from '@commander-js/extra-typings'
import type { CommandUnknownOpts } from '@commander-js/extra-typings'

import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import { REPORT_LANGUAGES } from '#export/report/languages.ts'
import type { ReportLanguage } from '#export/report/languages.ts'
import { ROLES } from '#server/common/identity.ts'
import type { Grant } from '#server/common/identity.ts'
import type { ImportOptions } from '#server/inventory/import.ts'

import { refusal, refused } from './command-line-error.ts'
import {
  CATEGORY,
  days,
  ENTERPRISE_PROJECT,
  FILES_FROM,
  HOST_NAME,
  instant,
  PARTIAL,
  tokenName,
  value,
  values,
} from './options.ts'

/** The files to import: those that are named, and those in the list `filesFrom` (a file, or `-` for standard input). */
export type ImportCommand = { files: readonly string[]; filesFrom?: string; options: ImportOptions }

/**
 * `overrides` are `PORT` and `HOST` as given, which go before the environment's. `imports` is imported first; with
 * `local`, this machine's own listeners are, too.
 */
export type ServeCommand = {
  overrides: Record<string, string>
  imports: (ImportCommand & { local: boolean }) | null
}

/** `project` null is the first one of the page. `since` is ISO 8601, UTC. */
export type ReportCommand = {
  out: string
  project: string | null
  category: Category
  enterpriseProject: string
  query: string
  since: string | null
  language: ReportLanguage
}

/** `days` is how long a token is valid; null is for good. */
export type TokenCommand =
  | { do: 'add'; name: string; grant: Grant; days: number | null }
  | { do: 'list' }
  | { do: 'revoke'; name: string }

/** A server to remove, by its id, name or address. `project` null is the inventory. */
export type ServersCommand = {
  server: string
  project: string | null
  category: Category
  enterpriseProject: string
}

/** What each command does. */
export type Actions = {
  serve: (command: ServeCommand) => Promise<void>
  import: (command: ImportCommand) => Promise<void>
  report: (command: ReportCommand) => Promise<void>
  token: (command: TokenCommand) => Promise<void>
  servers: (command: ServersCommand) => Promise<void>
  check: () => Promise<void>
  health: () => Promise<void>
}

/**
 * Reads a command line, and does what it says. Without the name of a command it is `serve`.
 *
 * @param args what follows the program's name
 * @param print takes the help, when that is asked for
 * @throws {CommandLineError} for a command or an option that is unknown, lacks its value or has no effect; and what the
 * action throws
 */
export async function runCommandLine(
  args: readonly string[],
  actions: Actions,
  print: (text: string) => unknown,
): Promise<void> {
  const program = new Command('openports')
    .description('A dashboard for the open ports of a fleet.')
    .addHelpText('after', '\nSettings are read from the environment; README.md lists them.')
  addServe(program, actions)
  addImport(program, actions)
  addReport(program, actions)
  addToken(program, actions)
  addServers(program, actions)
  program
    .command('check')
    .description('test the connection to each configured HSS project')
    .action(() => actions.check())
  program
    .command('health')
    .description('exit with 0 while the server of this environment is ready, else with 1')
    .action(() => actions.health())

  const helped = new Error('help was printed')
  for (const command of everyCommand(program))
    command.configureOutput({ writeOut: print, writeErr: () => undefined }).exitOverride((error) => {
      throw error.exitCode === 0 ? helped : refusal(error, command)
    })
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error !== helped) throw error
  }
}

function addServe(program: Command, actions: Actions): void {
  program
    .command('serve', { isDefault: true })
    .description('serve the dashboard')
    .usage('[options]')
    .argument('[files...]') // of --import, after another option or after --import=FILE
    .option('--port <number>', 'port to listen on (default: 4040; 0 for any free port)', value)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, this machine only)', value)
    .option(
      '--import <files...>',
      'import scans first: nmap, masscan, ss, netstat, osquery, CSV and others, or directories',
      values,
    )
    .addOption(FILES_FROM)
    .option('--local', 'import the listeners of this machine first')
    .addOption(CATEGORY)
    .addOption(ENTERPRISE_PROJECT)
    .addOption(HOST_NAME)
    .addOption(PARTIAL)
    .addOption(
      new Option('--check', 'do not serve; test the connection to each configured HSS project').conflicts(
        BESIDE_CHECK,
      ),
    )
    .action(async (more, { port, host, check, local = false, ...scans }) => {
      if (more[0] !== undefined && scans.import === undefined)
        throw refused(`unknown argument "${more[0]}"; to import a file, use --import FILE`, 'serve')
      if (check) return await actions.check()
      const imports = { ...importOf([...(scans.import ?? []), ...more], scans), local }
      const isAny = imports.files.length > 0 || imports.filesFrom !== undefined || local
      const idle = (['category', 'enterpriseProject', 'hostName', 'partial'] as const).find(
        (name) => scans[name] !== undefined,
      )
      if (!isAny && idle !== undefined)
        throw refused(`option '${FLAGS[idle]}' needs --import, --files-from or --local`, 'serve')
      const overrides = {
        ...(port !== undefined && { PORT: port }),
        ...(host !== undefined && { HOST: host }),
      }
      await actions.serve({ overrides, imports: isAny ? imports : null })
    })
}

function addImport(program: Command, actions: Actions): void {
  program
    .command('import')
    .description('import scans, all files or none; works also while a server runs')
    .argument(
      '[files...]',
      'output of nmap, masscan, ss, netstat, lsof, osquery and others, CSV, or directories of them',
    )
    .addOption(FILES_FROM)
    .addOption(CATEGORY)
    .addOption(ENTERPRISE_PROJECT)
    .addOption(HOST_NAME)
    .addOption(PARTIAL)
    .addHelpText('after', '\ndocs/importing.md describes the formats.')
    .action(async (files, options) => {
      if (files.length === 0 && options.filesFrom === undefined) throw refused('no file given', 'import')
      await actions.import(importOf(files, options))
    })
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write the open ports of a project as one HTML file, which opens offline and prints')
    .requiredOption('--out <file>', 'file to write; an existing one is replaced', value)
    .option('--project <id>', 'project (default: the first one of the page)', value)
    .addOption(CATEGORY)
    .option('--enterprise-project <id>', 'enterprise project (default: all)', value)
    .option('--query <text>', "filter, as in the page's search: 'risk:danger servers:>50'", value)
    .option(
      '--since <instant>',
      'changes since 2026-11-17 or 2026-11-17T08:00Z (default: in the last day)',
      instant,
    )
    .addOption(
      new Option('--language <tag>', 'language of the report')
        .choices(REPORT_LANGUAGES)
        .default('en' as const),
    )
    .action(({ out, project = null, category = 'host', query = '', since = null, language, ...options }) => {
      const { enterpriseProject = ALL_ENTERPRISE_PROJECTS } = options
      return actions.report({ out, project, category, enterpriseProject, query, since, language })
    })
}

function addToken(program: Command, actions: Actions): void {
  const token = program
    .command('token')
    .description('manage API tokens, for programs and for sign-in; works also while a server runs')
  token
    .command('add')
    .description('create a token and print it once; only its hash is stored')
    .argument('<name>', '1 to 60 letters, digits, dots, hyphens, @ or underscores', tokenName)
    .addOption(
      new Option('--role <name>', 'viewer reads, operator also makes changes')
        .choices(ROLES)
        .default('viewer' as const),
    )
    .option('--project <id>', 'restrict to this project; can be repeated (default: all projects)', values)
    .addOption(
      new Option('--expires <days>', 'number of days, such as 30d, or never')
        .argParser(days)
        .default(90, '90d'),
    )
    .action((name, { role, project, expires }) =>
      actions.token({
        do: 'add',
        name,
        grant: { role, projects: project ?? '*' },
        days: expires === 'never' ? null : expires,
      }),
    )
  token
    .command('list')
    .description('list tokens, with role, projects, expiry and last use')
    .action(() => actions.token({ do: 'list' }))
  token
    .command('revoke')
    .description('revoke a token and end its sessions')
    .argument('<name>', 'name of the token', tokenName)
    .action((name) => actions.token({ do: 'revoke', name }))
}

function addServers(program: Command, actions: Actions): void {
  program
    .command('servers')
    .description('manage the servers of the inventory; works also while a server runs')
    .command('remove')
    .description('remove a server that is gone; a new scan of it adds it again')
    .argument('<server>', 'name, address or id of the server', value)
    .option('--project <id>', 'project (default: inventory)', value)
    .addOption(CATEGORY)
    .option('--enterprise-project <id>', 'enterprise project (default: all)', value)
    .action((server, { project = null, category = 'host', ...options }) => {
      const { enterpriseProject = ALL_ENTERPRISE_PROJECTS } = options
      return actions.servers({ server, project, category, enterpriseProject })
    })
}

const FLAGS = {
  category: CATEGORY.flags,
  enterpriseProject: ENTERPRISE_PROJECT.flags,
  hostName: HOST_NAME.flags,
  partial: PARTIAL.flags,
}
const BESIDE_CHECK = ['port', 'host', 'import', 'filesFrom', 'local', ...Object.keys(FLAGS)]

function importOf(
  files: readonly string[],
  {
    filesFrom,
    category = 'host',
    enterpriseProject = DEFAULT_ENTERPRISE_PROJECT,
    hostName,
    partial,
  }: {
    filesFrom?: string
    category?: Category
    enterpriseProject?: string
    hostName?: string
    partial?: true
  },
): ImportCommand {
  return {
    files,
    ...(filesFrom !== undefined && { filesFrom }),
    options: {
      category,
      enterpriseProject,
      ...(hostName !== undefined && { hostName }),
      ...(partial && { isPartial: true }),
    },
  }
}

const everyCommand = (command: CommandUnknownOpts): CommandUnknownOpts[] => [
  command,
  ...command.commands.flatMap(everyCommand),
]
