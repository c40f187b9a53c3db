import type { Reach } from '#contract/reach.ts'
import type { Category } from '#contract/scope.ts'
import type { ServerColumn } from '#view/server-columns.ts'

import { count, plural, unit, units } from './numbers.ts'

/** The table of servers, and the panel of one. */
export const servers = {
  label: (category: Category): string => (category === 'host' ? 'Servers' : 'Containers'),
  columns: {
    name: 'Name',
    address: 'Address',
    open: 'Open',
    dangerous: 'Dangerous',
    worst: 'Worst tier',
    opened: 'New',
    lastSeen: 'Last seen',
  } satisfies Record<ServerColumn, string>,
  opened: (n: number, since: string) => `${count(n)} ${plural(n, 'port', 'ports')} opened ${since}`,
  reaches: ({ loopback, one, all }: Record<Reach, number>) =>
    `${count(all)} on all addresses, ${count(one)} on one address, ${count(loopback)} on loopback only`,
  ofOpen: (matching: number, open: number) => `${count(matching)} of ${count(open)}`,
  stale: 'Stale',
  staleHint: 'Missing from the latest readings of its scope for longer than usual.',
  open: (name: string) => `Open ${name}`,
  moreAddresses: (n: number) => `+${count(n)}`,
  range: (from: number, to: number, matching: number, category: Category) =>
    `${count(from)}–${count(to)} of ${count(matching)} ${unit(category, matching)}`,
  failed: (category: Category) => `${category === 'host' ? 'Servers' : 'Containers'} failed to load`,
  filtered: (category: Category) => `No ${units(category)} match the filters.`,
  empty: (category: Category) => `No ${units(category)} in this scope.`,
  unknown: (category: Category) =>
    `${category === 'host' ? 'Servers' : 'Containers'} are not known for this scope.`,
  unknownHint: (category: Category) =>
    `The data source counts ${units(category)} by port and does not list them. Open a port to look up which ${units(category)} have it.`,
  partlyUnknown: (projects: readonly string[]) => `Not known: ${projects.join(', ')}`,
  gone: (category: Category) =>
    `This ${unit(category, 1)} is not in this scope, or has no open port that was read.`,
  panelFailed: (category: Category) => `The ${unit(category, 1)} failed to load`,
  ports: 'Open ports',
  portsOf: (open: number, dangerous: number, loopback: number) =>
    `${count(open)} open ${plural(open, 'port', 'ports')}, ${count(dangerous)} dangerous, ${count(loopback)} on loopback only`,
  allPorts: (n: number) => `Show all ${count(n)} ports`,
  portColumns: { port: 'Port', program: 'Service', reach: 'Reach' },
  reach: { loopback: 'Loopback only', one: 'One address', all: 'All addresses' } satisfies Record<
    Reach,
    string
  >,
  odd: 'Odd',
  oddHint: 'No other server runs this program on this port.',
  pid: (pid: number) => `PID ${pid}`,
  firstSeen: (instant: string) => `First seen ${instant}`,
  file: { container: 'Container', enterpriseProject: 'Enterprise project', firstSeen: 'First seen' },
  exported: (n: number, category: Category) => `Exported ${count(n)} ${unit(category, n)}.`,
  whatExported: (n: number, category: Category) =>
    plural(
      n,
      `The matching ${unit(category, 1)}.`,
      `All ${count(n)} matching ${units(category)}, in table order.`,
    ),
  seen: (age: string) => `Last seen ${age}`,
  changes: 'Changes',
  noChanges: 'No changes since it was first seen.',
  newestChanges: (shown: number, total: number) => `The newest ${count(shown)} of ${count(total)} changes.`,
  todo: 'Recommendations',
  closeUnneeded: 'Identify the process, and close the port if it is not needed.',
  nothingToDo: 'No dangerous ports. Close the ports that are not needed.',
}

export type ServerTexts = typeof servers
