import type { HostColumn } from '#analysis/host-list.ts'
import type { Category } from '#contract/scope.ts'
import type { Platform } from '#export/close-port.ts'
import type { PortKnowledge } from '#knowledge/advice.ts'

/** The texts of a port's panel: around what is known of the port, and around its servers. */
export const panelEn = {
  noService: 'No registered service',
  gone: 'This port is not open in this scope.',
  onPage: (page: string) => `The table has this row on page ${page}.`,
  showRow: 'Show the row',
  filteredOut: 'The filters leave this row out of the table.',
  clearAndShowRow: 'Clear filters and show the row',
  onServers: (servers: string, count: number, category: Category) =>
    `On ${servers} ${count === 1 ? one(category) : unit(category)}`,
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
  copy: 'Copy',
  references: 'References',
  knowledge: 'What is known of this port',
  findServer: 'Find name, address, program',
  serverColumns: { name: 'Name', address: 'Address', program: 'Program' } satisfies Record<
    HostColumn,
    string
  >,
  saveServers: 'Save these servers as CSV',
  noSuchServer: 'No server has these words.',
  firstServers: (text: string) => `Searched are the first ${text}, which is what HSS gives at once.`,
  serversNow: 'Servers are those of now, whatever the snapshot.',
}

function unit(category: Category): string {
  return category === 'host' ? 'servers' : 'containers'
}

function one(category: Category): string {
  return category === 'host' ? 'server' : 'container'
}

export type PanelWords = typeof panelEn
