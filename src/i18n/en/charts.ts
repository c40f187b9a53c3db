import type { Category } from '#contract/scope.ts'

import { count, plural, unit, units } from './numbers.ts'

/** The charts, what each says in a sentence, and saving them as pictures. */
export const charts = {
  risk: 'Risk by type',
  riskFinding: {
    none: 'No dangerous port is among those shown.',
    some: (type: string, ofType: number, dangerous: number, mostCommon: string) =>
      ofType === dangerous
        ? `${plural(dangerous, 'The one dangerous port is', `All ${count(dangerous)} dangerous ports are`)} ${type}; ${mostCommon}.`
        : `${type} has ${count(ofType)} of the ${count(dangerous)} dangerous ports; ${mostCommon}.`,
    mostCommon: (port: number, type: string, servers: number, category: Category) =>
      `the widest is ${port}/${type} on ${count(servers)} ${unit(category, servers)}`,
  },
  measure: 'Measure',
  measures: { rows: 'Ports', exposure: 'Exposure' },
  total: 'Total',
  topPorts: 'Widest ports',
  byServers: (category: Category) => `by ${units(category)}`,
  topPortsFinding: (port: number, type: string, servers: number, category: Category) =>
    `The widest is ${port}/${type}, open on ${count(servers)} ${unit(category, servers)}.`,
  nothing: 'No port is shown.',
  rare: 'Rare ports',
  rareHint: 'Open on one or two servers, high ports first',
  numbers: 'Ports by number',
  numbersFinding: (from: number, to: number, rows: number, all: number) =>
    `Most are in ${from}–${to}: ${count(rows)} of ${count(all)}.`,
  numbersBar: (from: number, to: number, rows: number) =>
    `${from}–${to}: ${count(rows)} ${plural(rows, 'port', 'ports')}`,
  allNumbers: 'All numbers',
  fromPort: 'From port',
  toPort: 'To port',
  hide: 'Hide chart',
  failedHint: 'The table below holds the same numbers.',
  picture: {
    open: (title: string) => `Save “${title}” as a picture`,
    format: {
      svg: { name: 'SVG', hint: 'sharp at every size' },
      png: { name: 'PNG', hint: 'for slides and chats' },
    },
    saved: 'Saved.',
  },
}
