import type { Category } from '#contract/scope.ts'

import { count, plural, unit } from './numbers.ts'

/** The charts, the finding of each in a sentence, and their download as images. */
export const charts = {
  risk: 'Risk by type',
  riskFinding: {
    none: 'No dangerous ports.',
    some: (type: string, ofType: number, dangerous: number, mostCommon: string) =>
      ofType === dangerous
        ? `${plural(dangerous, 'The only dangerous port is', `All ${count(dangerous)} dangerous ports are`)} ${type}. ${mostCommon}.`
        : `${type}: ${count(ofType)} of ${count(dangerous)} dangerous ports. ${mostCommon}.`,
    mostCommon: (port: number, type: string, servers: number, category: Category) =>
      `Most common: ${port}/${type}, ${count(servers)} ${unit(category, servers)}`,
  },
  measure: 'Count by',
  measures: { rows: 'Ports', instances: 'Instances' },
  total: 'Total',
  label: 'Charts',
  topPorts: 'Top ports',
  top: 'Ports in the ranking',
  tops: { danger: 'Dangerous', all: 'All' },
  byServers: (category: Category) => `by ${unit(category, 1)} count`,
  topPortsFinding: (port: number, type: string, servers: number, category: Category) =>
    `Most common: ${port}/${type}, open on ${count(servers)} ${unit(category, servers)}.`,
  nothing: 'No ports to show.',
  rare: 'Rare ports',
  rareHint: 'Open on 1 or 2 servers, highest port first',
  numbers: 'Ports by number',
  numbersFinding: (from: number, to: number, rows: number, all: number) =>
    `Most are in ${from}–${to}: ${count(rows)} of ${count(all)}.`,
  numbersBar: (from: number, to: number, rows: number) =>
    `${from}–${to}: ${count(rows)} ${plural(rows, 'port', 'ports')}`,
  allNumbers: 'All ports',
  fromPort: 'From port',
  toPort: 'To port',
  hide: 'Hide chart',
  failedHint: 'The table below shows the same data.',
  picture: {
    open: (title: string) => `Download “${title}” as an image`,
    format: {
      svg: { name: 'SVG', hint: 'scales to any size' },
      png: { name: 'PNG', hint: 'for slides and chat' },
    },
    saved: 'Downloaded.',
  },
}
