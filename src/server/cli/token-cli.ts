import { ROLES } from '#server/common/identity.ts'
import type { Grant } from '#server/common/identity.ts'

import { CommandLineError, parseWords } from './cli.ts'

/** How long a token holds when nobody says otherwise, in days. */
const DEFAULT_DAYS = 90

export const TOKEN_HELP = `Usage: npm run token -- add NAME [options]
       npm run token -- list
       npm run token -- revoke NAME

API tokens for programs, and for people where they sign in by token; whether or not a server runs. A token is printed
once, when it is added: only its hash is kept.

  --role R        viewer (default) looks, operator also refreshes and edits
  --project ID    only in this project; may be repeated (default: in all)
  --expires D     after so many days, like 30d, or never (default ${DEFAULT_DAYS}d)
  --help          this text

OPENPORTS_DATA_DIR or DATABASE_URL says where the tokens are kept.
`

export type TokenCommand =
  | { do: 'add'; name: string; grant: Grant; days: number | null }
  | { do: 'list' }
  | { do: 'revoke'; name: string }

/**
 * Reads the command line.
 *
 * @throws {CommandLineError} in one line, when it cannot be understood.
 */
export function readTokenCommand(args: readonly string[]): TokenCommand | 'help' {
  const { values, positionals } = parseWords(args, OPTIONS, refuse)
  if (values.help === true) return 'help'
  const [what, name, ...more] = positionals
  if (more.length > 0) throw refuse(`${JSON.stringify(more[0])} is one word too many`)
  switch (what) {
    case 'add':
      return { do: 'add', name: named(name), grant: grantOf(values), days: daysOf(values.expires) }
    case 'revoke':
      return { do: 'revoke', name: named(name) }
    case 'list':
      return { do: 'list' }
    case undefined:
    default:
      throw refuse('say what to do: add, list or revoke')
  }
}

function named(name: string | undefined): string {
  if (name === undefined || !/^[\w.@-]{1,60}$/.test(name))
    throw refuse('give the token a name of 1 to 60 letters, digits, dots, hyphens, @ or underscores')
  return name
}

function grantOf({ role: word = 'viewer', project }: { role?: string; project?: string[] }): Grant {
  const role = ROLES.find((known) => known === word)
  if (role === undefined) throw refuse(`--role takes ${ROLES.join(' or ')}`)
  return { role, projects: project ?? '*' }
}

function daysOf(text = `${DEFAULT_DAYS}d`): number | null {
  if (text === 'never') return null
  const [, days] = /^([1-9][0-9]{0,3})d$/.exec(text) ?? []
  if (days === undefined) throw refuse('--expires takes a number of days, like 30d, or never')
  return Number(days)
}

const OPTIONS = {
  role: { type: 'string' },
  project: { type: 'string', multiple: true },
  expires: { type: 'string' },
  help: { type: 'boolean' },
} as const

const refuse = (what: string): CommandLineError =>
  new CommandLineError(`${what}. For help: npm run token -- --help`)
