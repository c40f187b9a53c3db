import { parseQuery } from '#analysis/query/parse.ts'
import type { Query } from '#analysis/query/query.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import { REPORT_LANGUAGES } from '#export/report/report.ts'
import type { ReportLanguage } from '#export/report/report.ts'

import { CommandLineError, parseWords } from './cli.ts'

export const REPORT_HELP = `Usage: npm run report -- --out FILE [options]

Writes the open ports of a project as one HTML file, which opens without a network and prints on A4 and Letter. It reads
the store, whether or not a server runs on it.

  --out FILE                where the report goes; one that is there is replaced
  --project ID              the project (default: the first one of the page)
  --category C              host (default) or container
  --enterprise-project ID   one enterprise project (default: all)
  --query TEXT              which ports, as in the page's search: 'status:danger servers:>50'
  --since INSTANT           also says what changed since: 2026-11-17 or 2026-11-17T08:00Z
  --language L              en (default) or zh-CN
  --help                    this text

OPENPORTS_DATA_DIR or DATABASE_URL says where the store is.
`

export type ReportCommand = {
  out: string
  project: string | null
  category: Category
  enterpriseProject: string
  query: Query
  /** ISO 8601, UTC. */
  since: string | null
  language: ReportLanguage
}

/**
 * Reads the command line of a report.
 *
 * @throws {CommandLineError} for what cannot be understood, and when no file is named.
 */
export function readReportCommand(args: readonly string[]): ReportCommand | 'help' {
  const { values, positionals } = parseWords(args, OPTIONS, refuse)
  if (values.help === true) return 'help'
  if (positionals[0] !== undefined) throw refuse(`${JSON.stringify(positionals[0])} is not an option`)
  if (values.out === undefined || values.out === '') throw refuse('--out names no file')
  const category = CATEGORIES.find((known) => known === (values.category ?? 'host'))
  if (!category) throw refuse(`--category takes ${CATEGORIES.join(' or ')}`)
  const language = REPORT_LANGUAGES.find((known) => known === (values.language ?? 'en'))
  if (!language) throw refuse(`--language takes ${REPORT_LANGUAGES.join(' or ')}`)
  const query = parseQuery(values.query ?? '')
  if (!query.ok) throw refuse('--query is not understood; docs/query.md has the language')
  const since = values.since === undefined ? null : new Date(values.since)
  if (since && Number.isNaN(since.getTime()))
    throw refuse('--since takes an instant such as 2026-11-17T08:00Z')
  return {
    out: values.out,
    project: values.project ?? null,
    category,
    enterpriseProject: values['enterprise-project'] ?? ALL_ENTERPRISE_PROJECTS,
    query: query.query,
    since: since?.toISOString() ?? null,
    language,
  }
}

const TEXT = { type: 'string' } as const
const OPTIONS = {
  out: TEXT,
  project: TEXT,
  category: TEXT,
  'enterprise-project': TEXT,
  query: TEXT,
  since: TEXT,
  language: TEXT,
  help: { type: 'boolean' },
} as const

const refuse = (what: string): CommandLineError =>
  new CommandLineError(`${what}. For help: npm run report -- --help`)
