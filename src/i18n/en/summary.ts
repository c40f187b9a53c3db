import type { Category } from '#contract/scope.ts'

import { count, entry, plural, unit, units } from './numbers.ts'

/** The figures above the table. */
export const summary = {
  label: 'Summary',
  dangerous: 'Dangerous ports',
  shareOf: (share: string, isFolded: boolean) => `${share} of ${entry(isFolded, 2)}`,
  control: 'Give control',
  controlDetail: (n: number) => plural(n, 'gives control', 'give control'),
  unknown: 'Unknown ports',
  unknownDetail: 'unknown',
  affected: (category: Category) => `${category === 'host' ? 'Servers' : 'Containers'} with a dangerous port`,
  affectedOf: (n: number, category: Category) => `of ${count(n)} ${unit(category, n)}`,
  beyondLoopback: (n: number) => `${count(n)} beyond loopback`,
  showBeyondLoopback: (category: Category) => `Show these ${units(category)}`,
  affectedHelp: (category: Category) =>
    `How many ${units(category)} have at least one dangerous port. Where only counts by port are known, it is at least the count of the most common dangerous port.`,
  affectedUnnamed: 'HSS names no servers',
  affectedUncounted: 'not counted for this snapshot',
  affectedFiltered: 'exact without filters',
  open: 'Open ports',
  openDetail: (all: number, isPartial: boolean) => `of ${isPartial ? 'at least ' : ''}${count(all)} total`,
  atLeast: 'at least',
  openHelp: 'A port counts once per protocol: 22 over TCP on IPv4 and IPv6 counts once.',
  ofRows: {
    dangerous: 'Dangerous rows',
    unknown: 'Unknown rows',
    open: 'Rows',
    openHelp: 'A row is a port with a type: 22 over TCP and over TCP6 is two rows.',
  },
  instances: (n: number) => `${count(n)} open-port ${plural(n, 'instance', 'instances')}`,
  instancesHelp: (category: Category) =>
    `Open-port instances are the sum of ${units(category)} over all ports: a ${unit(category, 1)} with three open ports counts three times. It is not the number of ${units(category)}.`,
  course: (
    name: string,
    { since, first, last, least, most }: Record<'since' | 'first' | 'last' | 'least' | 'most', string>,
  ) => `${name} since ${since}: from ${first} to ${last}, lowest ${least}, highest ${most}`,
  showAll: 'Show all ports',
  explain: (name: string) => `What “${name}” means`,
}
