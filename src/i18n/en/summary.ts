import type { Category } from '#contract/scope.ts'

import { count, unit, units } from './numbers.ts'

/** The figures above the table. */
export const summary = {
  label: 'Summary',
  dangerous: 'Dangerous ports',
  dangerousDetail: (share: string, instances: number, category: Category) =>
    `${share} of ports · on ${count(instances)} ${pairs(category)}`,
  onInstances: (instances: number, category: Category) => `on ${count(instances)} ${pairs(category)}`,
  open: 'Open ports',
  openDetail: (all: number, isPartial: boolean) => `of ${isPartial ? 'at least ' : ''}${count(all)} in scope`,
  atLeast: 'at least',
  openHelp: 'A port counts once for each type it is open with: 22 over TCP and over TCP6 are two.',
  instances: 'Exposure',
  instancesDetail: (category: Category) => pairs(category),
  instancesHelp: (category: Category) =>
    `The sum of ${units(category)} over ports. It is not a number of ${units(category)}: one with three open ports counts three times.`,
  byProtocol: 'By protocol',
  showAll: 'Show all ports',
  mostServersFirst: 'Show the widest ports first',
  explain: (name: string) => `What ${name} means`,
}

function pairs(category: Category): string {
  return `port–${unit(category, 1)} pairs`
}
