import type { HostColumn } from '#analysis/host-list.ts'
import type { Category } from '#contract/scope.ts'
import type { Platform } from '#export/close-port.ts'
import type { PortKnowledge } from '#knowledge/advice.ts'

import { count, plural, unit } from './numbers.ts'

/** The panel of a port: what is known of it, and its servers. */
export const portPanel = {
  label: (port: number, type: string) => `Port ${port} ${type}`,
  noService: 'No registered service',
  gone: 'This port is not open in this scope.',
  onPage: (page: number) => `The table has this row on page ${count(page)}.`,
  showRow: 'Show the row',
  filteredOut: 'The filters leave this row out of the table.',
  clearAndShowRow: 'Clear filters and show the row',
  onServers: (n: number, category: Category) => `On ${count(n)} ${unit(category, n)}`,
  noServers: 'The source does not say which servers have this port.',
  servers: 'Servers with this port',
  previousServers: 'Previous servers',
  nextServers: 'Next servers',
  pid: (pid: number) => `pid ${pid}`,
  anyAddress: 'all addresses',
  purpose: 'What it is for',
  unknownText:
    'Nothing is known of this port by its number. Check which program listens on it, and close it where nobody needs it.',
  normalText: 'HSS counts this port as normal. Close it where nobody needs it.',
  verdicts: 'Verdicts',
  source: 'The source',
  ours: 'Our table',
  verdict: { danger: 'Danger', ordinary: 'Ordinary', none: 'Not listed' } satisfies Record<
    PortKnowledge['verdict'],
    string
  >,
  weSayDanger: (source: string, says: string, port: string, service: string) =>
    `${source} says ${says.toLowerCase()}, we say danger: ${port} is ${service}.`,
  weSayOrdinary: (source: string, says: string, port: string, service: string, reason: string) =>
    `${source} says ${says.toLowerCase()}, we say ordinary: ${port} is ${service}; ${reason}.`,
  weDoNotKnow: (source: string, says: string) =>
    `${source} says ${says.toLowerCase()}, our table does not list the port: it may know more than the number.`,
  why: 'Why it is dangerous',
  misuse: 'Known misuse',
  todo: 'What to do',
  closeUnneeded: 'Find out which program listens, and close the port where nobody needs it.',
  howToClose: 'Lines that close it',
  platform: 'Platform',
  platforms: { linux: 'Linux', windows: 'Windows', huawei: 'Security group' } satisfies Record<
    Platform,
    string
  >,
  platformHint: {
    linux: 'Who listens, then how to close it to everybody. Paste what your system has.',
    windows: 'In PowerShell as administrator: who listens, then how to close it to everybody.',
    huawei: 'Bodies of calls to Huawei Cloud’s VPC API. Fill in the group and the source first.',
  } satisfies Record<Platform, string>,
  commands: (platform: string) => `Lines for ${platform}`,
  references: 'References',
  knowledge: 'What is known of this port',
  findServer: 'Find name, address, program',
  serverColumns: { name: 'Name', address: 'Address', program: 'Program' } satisfies Record<
    HostColumn,
    string
  >,
  saveServers: 'Save these servers as CSV',
  noSuchServer: 'No server has these words.',
  firstServers: (n: number) => `Searched are the first ${count(n)}, which is what HSS gives at once.`,
  serversNow: 'Servers are those of now, whatever the snapshot.',
  ask: {
    label: 'HSS at this moment',
    button: 'Ask HSS now',
    asking: 'Asking HSS…',
    operatorsOnly: 'It spends a call of the quota: this takes the role operator.',
    left: (calls: number) => `${count(calls)} ${plural(calls, 'call', 'calls')} left in this minute`,
    exhausted: (time: string, duration: string) => `HSS’s quota is used up until ${time} (${duration}).`,
    same: (time: string) => `As shown: HSS says the same at ${time}.`,
    differs: (time: string) => `Different from what is shown, at ${time}:`,
    closed: (time: string) => `HSS no longer has this port open, at ${time}.`,
    stillClosed: (time: string) => `HSS does not have this port open either, at ${time}.`,
    now: 'Now',
    kept: (time: string) => `Read ${time}`,
    servers: (n: number, category: Category) => `${count(n)} ${unit(category, n)}`,
    notOpen: 'not open',
    failed: 'HSS did not answer.',
  },
}
