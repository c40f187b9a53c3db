import type { Category } from '#contract/scope.ts'

import { between, count, entry, plural, unit } from './numbers.ts'

type Common = { port: number; type: string; servers: number; most: number }

/** The charts, the finding of each in a sentence, and their download as images. */
export const charts = {
  risk: 'Risk by protocol',
  riskFinding: {
    none: 'No dangerous ports.',
    some: (type: string, ofType: number, dangerous: number, isFolded: boolean, mostCommon: string) =>
      ofType === dangerous
        ? `${plural(dangerous, 'The only', `All ${count(dangerous)}`)} dangerous ${entry(isFolded, dangerous)} ${plural(dangerous, 'is', 'are')} ${type}. ${mostCommon}.`
        : `${type}: ${count(ofType)} of ${count(dangerous)} dangerous ${entry(isFolded, dangerous)}. ${mostCommon}.`,
    mostCommon: ({ port, type, servers, most }: Common, category: Category) =>
      `Most common: ${port}/${type}, ${between(servers, most)} ${unit(category, most)}`,
  },
  measure: 'Count by',
  measures: { ports: 'Ports', rows: 'Rows', instances: 'Instances' },
  total: 'Total',
  label: 'Charts',
  topPorts: 'Top ports',
  top: 'Ports in the ranking',
  tops: { danger: 'Dangerous', all: 'All' },
  byServers: (category: Category) => `by ${unit(category, 1)} count`,
  topPortsFinding: ({ port, type, servers, most }: Common, category: Category) =>
    `Most common: ${port}/${type}, open on ${between(servers, most)} ${unit(category, most)}.`,
  nothing: 'No ports to show.',
  rare: 'Rare ports',
  rareHint: 'Open on 1 or 2 servers, highest port first',
  numbers: 'Ports by number',
  numbersFinding: (from: number, to: number, rows: number, all: number, isFolded: boolean) =>
    `Most are in ${from}–${to}: ${count(rows)} of ${count(all)} ${entry(isFolded, all)}.`,
  numbersBar: (from: number, to: number, rows: number, isFolded: boolean) =>
    `${from}–${to}: ${count(rows)} ${entry(isFolded, rows)}`,
  allNumbers: 'All ports',
  fromPort: 'From port',
  toPort: 'To port',
  hide: 'Hide chart',
  failedHint: 'The table below shows the same data.',
  picture: {
    failed: 'Export failed.',
    open: (title: string) => `Download “${title}” as an image`,
    format: {
      svg: { name: 'SVG', hint: 'scales to any size' },
      png: { name: 'PNG', hint: 'for slides and chat' },
    },
    saved: 'Downloaded.',
  },
}
