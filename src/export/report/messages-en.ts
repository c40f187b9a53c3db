import type { Category } from '#contract/scope.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

/** The texts of a report, which is read without the page and has its own. */
export const reportEn = {
  language: 'en',
  title: 'Open ports',
  confidential: 'Confidential',
  demo: 'Demo fleet: sample data.',
  projects: { demo: 'Demo fleet', inventory: 'Inventory', defaultEnterpriseProject: 'Default' },
  scope: 'Scope',
  categories: { host: 'Hosts', container: 'Containers' } satisfies Record<Category, string>,
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
  table: 'Ports',
  columns: { port: 'Port', service: 'Service', type: 'Type', status: 'Risk', tier: 'Tier' },
  statuses: { danger: 'Danger', unknown: 'Unknown', normal: 'Normal' },
  tiers: {
    control: 'Control',
    data: 'Data',
    credentials: 'Credentials',
    information: 'Information',
    amplification: 'Amplification',
    discovery: 'Discovery',
  } satisfies Record<Tier, string>,
  meaning: {
    danger: 'rated dangerous by the data source',
    unknown: 'not rated',
    normal: 'rated normal by the data source',
  },
  none: 'No ports match the filter.',
  noData: 'No data in this scope yet.',
  changes: (since: string) => `Changes since ${since}`,
  kinds: {
    opened: 'Opened',
    reopened: 'Reopened',
    relabelled: 'Risk changed',
    servers: 'Server count changed',
    firstRead: 'First read (not covered before, so not necessarily new)',
    closed: 'Closed',
    noLongerRead: 'No longer read (not covered any more, so not necessarily closed)',
  },
  closedAt: (instant: string) => `last closed ${instant}`,
  nothing: 'No changes.',
}

export type ReportMessages = typeof reportEn
