import type { ChangeKind } from '#analysis/change-kinds.ts'
import type { PortRange } from '#analysis/dimensions.ts'
import type { Category } from '#contract/scope.ts'
import type { DangerClass, Tier } from '#knowledge/dangerous-ports.ts'

/** Names of the values that ports, changes and scopes have, as the page, the report and alert messages write them. */
export const terms = {
  statuses: { danger: 'Danger', unknown: 'Unknown', normal: 'Normal' },
  classes: {
    remote: 'Remote control',
    orchestration: 'Container orchestration',
    compute: 'Compute cluster',
    management: 'Management',
    industrial: 'Industrial control',
    database: 'Database',
    cache: 'Cache',
    file: 'File sharing',
    messaging: 'Message queue',
    mail: 'Mail',
    directory: 'Directory service',
    amplification: 'DDoS amplification',
    none: 'Not listed',
  } satisfies Record<DangerClass | 'none', string>,
  tiers: {
    control: 'Control',
    data: 'Data',
    credentials: 'Credentials',
    information: 'Information',
    amplification: 'Amplification',
    discovery: 'Discovery',
  } satisfies Record<Tier, string>,
  /** Kinds of changes between two moments. */
  changeKinds: {
    opened: 'Opened',
    reopened: 'Reopened',
    relabelled: 'Risk changed',
    servers: 'Server count changed',
    firstRead: 'First read',
    closed: 'Closed',
    noLongerRead: 'No longer read',
  } satisfies Record<ChangeKind, string>,
  ranges: {
    'well-known': 'Well-known, 0–1023',
    registered: 'Registered, 1024–49151',
    dynamic: 'Dynamic, 49152–65535',
  } satisfies Record<PortRange, string>,
  categories: { host: 'Hosts', container: 'Containers' } satisfies Record<Category, string>,
  projects: { demo: 'Demo fleet', inventory: 'Inventory', defaultEnterpriseProject: 'Default' },
  port: (text: string) => `Port ${text}`,
}

export type Terms = typeof terms
