import type { Category } from '#contract/scope.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'
import { terms } from '#terms/en.ts'

import type { ReportLanguage } from './languages.ts'

/** The texts of a report, which is read without the page and has its own. */
export const reportEn = {
  ...terms,
  language: 'en' as ReportLanguage,
  title: 'Open ports',
  confidential: 'Confidential',
  demo: 'Demo fleet: sample data.',
  scope: 'Scope',
  serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
  allEnterpriseProjects: 'All enterprise projects',
  snapshot: 'Snapshot',
  collected: (from: string, to: string) => (from === to ? `collected ${to}` : `collected ${from} to ${to}`),
  complete: 'complete',
  partial: (share: string) => `partial: ${share} collected, all figures are lower bounds`,
  noSnapshot: 'no data yet',
  query: 'Filter',
  noQuery: 'none: all ports',
  selected: 'rows selected by hand',
  rows: 'Ports in this report',
  ofAll: (rows: string, all: string) => `${rows} of ${all} total`,
  made: 'Created',
  comma: ', ',
  semicolon: '; ',
  findings: 'Findings',
  worst: 'Dangerous ports by what an attacker gets',
  isNew: 'New',
  noDangerous: 'No dangerous ports.',
  noTier: 'Rated dangerous by the data source alone',
  advice: 'Recommendation',
  closeUnneeded: 'Identify the process, and close the port if it is not needed.',
  andMore: (n: number) => ` and ${n} more`,
  moreDangerous: (n: number) =>
    n === 1 ? 'One more dangerous port is in the table.' : `${n} more dangerous ports are in the table.`,
  servers: (count: string, n: number, category: Category) =>
    `${count} ${category === 'host' ? (n === 1 ? 'server' : 'servers') : n === 1 ? 'container' : 'containers'}`,
  summary: 'Summary',
  dangerous: 'Dangerous ports',
  open: 'Open ports',
  instances: (count: string, category: Category) =>
    category === 'host'
      ? `Open-port instances: ${count}, the sum of servers over all ports. It is not the number of servers: one with three open ports counts three times.`
      : `Open-port instances: ${count}, the sum of containers over all ports. It is not the number of containers: one with three open ports counts three times.`,
  legend: 'Legend',
  risk: 'Risk by type',
  topPorts: { host: 'Top ports by server count', container: 'Top ports by container count' } satisfies Record<
    Category,
    string
  >,
  table: 'All ports',
  tableNote: 'Rows are as the data source has them: each type of a port is a row of its own.',
  columns: { port: 'Port', service: 'Service', type: 'Type', status: 'Risk', tier: 'Tier' },
  tierMeaning: {
    control: 'commands, jobs or a desktop, without a password',
    data: 'stored data, files or messages, without a password',
    credentials: 'a password to guess or to intercept',
    information: 'accounts, services or configuration',
    amplification: 'large answers for a flood',
    discovery: 'names within the network',
  } satisfies Record<Tier, string>,
  meaning: {
    danger: 'rated dangerous by the data source',
    unknown: 'not rated',
    normal: 'rated normal by the data source',
  },
  none: 'No ports match the filter.',
  noData: 'No data in this scope yet.',
  changes: (since: string) => `Changes since ${since}`,
  nothingEarlier: 'No earlier snapshot to compare with.',
  moreChanges: (n: number) =>
    n === 1 ? 'One more is under “Other changes”.' : `${n} more are under “Other changes”.`,
  kindNotes: {
    firstRead: 'not covered before, so not necessarily new',
    noLongerRead: 'not covered any more, so not necessarily closed',
  },
  otherChanges: 'Other changes',
  closedAt: (instant: string) => `last closed ${instant}`,
  nothing: 'No changes.',
}

export type ReportMessages = typeof reportEn
