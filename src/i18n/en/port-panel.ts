import type { Category } from '#contract/scope.ts'
import type { Platform } from '#export/close-port.ts'
import type { PortKnowledge } from '#knowledge/advice.ts'

import { count, plural, unit, units } from './numbers.ts'

/** The panel of a port: assessment, advice, and the servers that have it open. */
export const portPanel = {
  noService: 'Unknown service (not registered with IANA)',
  gone: 'This port is not open in this scope.',
  onPage: (page: number) => `This port is on page ${count(page)} of the table.`,
  showRow: 'Show in table',
  filteredOut: 'The filters hide this port.',
  clearAndShowRow: 'Clear filters and show in table',
  onServers: (n: number, category: Category) => `Open on ${count(n)} ${unit(category, n)}`,
  loopbackOnly: (n: number) => `, ${count(n)} loopback only`,
  noServers: 'The data source does not list the servers of this port.',
  families: 'Types of this port',
  servers: (category: Category) => `Where this port is open: ${units(category)}`,
  previousServers: 'Previous page',
  nextServers: 'Next page',
  pid: (pid: number) => `PID ${pid}`,
  anyAddress: 'all addresses',
  purpose: 'Purpose',
  unknownText:
    'The port number alone does not tell the service. Identify the process, and close the port if it is not needed.',
  normalText: 'HSS rates this port as normal. Close it if it is not needed.',
  assessment: 'Assessment',
  source: 'Data source',
  knowledgeBase: 'Openports knowledge base',
  verdict: { danger: 'Danger', expected: 'Expected', none: 'Not listed' } satisfies Record<
    PortKnowledge['verdict'],
    string
  >,
  ratedDanger: (source: string, says: string, port: string, service: string) =>
    `${source}: ${says.toLowerCase()}. Openports: danger, since ${port} is ${service}.`,
  ratedExpected: (source: string, says: string, port: string, service: string, reason: string) =>
    `${source}: ${says.toLowerCase()}. Openports: expected, since ${port} is ${service}; ${reason}.`,
  notRated: (source: string, says: string) =>
    `${source}: ${says.toLowerCase()}. Openports does not list this port; the source may know more than the number.`,
  why: 'Why it is dangerous',
  misuse: 'Known exploitation',
  todo: 'Recommendation',
  history: 'History',
  firstSeen: (instant: string) => `First seen ${instant}`,
  closeUnneeded: 'Identify the process, and close the port if it is not needed.',
  howToClose: 'Remediation commands',
  denyWarning:
    'Rules made from what is open break what uses it. List the sources that the recommendation names first: all others lose access.',
  sources: 'Sources that keep access',
  noSource: (words: string) => `Not an IP address or network: ${words}`,
  platform: 'Platform',
  platforms: { linux: 'Linux', windows: 'Windows', huawei: 'Security group' } satisfies Record<
    Platform,
    string
  >,
  platformHint: {
    linux: 'Identify the process, then block the port. Use the block for your distribution.',
    windows: 'In PowerShell as administrator: identify the process, then block the port.',
    huawei: 'Request bodies for the Huawei Cloud VPC API. Set the security group and the source first.',
  } satisfies Record<Platform, string>,
  commands: (platform: string) => `Commands for ${platform}`,
  references: 'References',
  knowledge: 'Port details',
  openServer: (name: string) => `Open ${name}`,
  findServer: 'Find by name, address or program',
  saveServers: (category: Category) => `Download these ${units(category)} as CSV`,
  noSuchServer: (category: Category) => `No matching ${units(category)}`,
  firstServers: (n: number, category: Category) =>
    `Searches the first ${count(n)} ${unit(category, n)} only (HSS limit)`,
  serversNow: (category: Category) => `The list of ${units(category)} is live, not from the snapshot`,
  check: {
    label: 'Check in HSS',
    button: 'Check in HSS',
    checking: 'Checking…',
    operatorsOnly: 'Uses one call of the quota. Requires the Operator role.',
    left: (calls: number) => `${count(calls)} ${plural(calls, 'call', 'calls')} left this minute`,
    exhausted: (time: string, duration: string) => `HSS quota used up until ${time} (${duration}).`,
    same: (time: string) => `No change: HSS agrees as of ${time}.`,
    differs: (time: string) => `HSS differs as of ${time}:`,
    closed: (time: string) => `HSS no longer reports this port as of ${time}.`,
    stillClosed: (time: string) => `HSS does not report this port either, as of ${time}.`,
    now: 'Now',
    kept: (time: string) => `Synced ${time}`,
    servers: (n: number, category: Category) => `${count(n)} ${unit(category, n)}`,
    notOpen: 'not open',
    failed: 'The check failed.',
  },
}

export type PortPanelTexts = typeof portPanel
