import type { Category } from '#contract/scope.ts'

import { between, count, entry } from './numbers.ts'

/** The table of ports. */
export const table = {
  label: 'Ports',
  views: {
    label: 'Listed',
    ports: 'Ports',
    serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
    serverOf: { host: 'Server details', container: 'Container details' } satisfies Record<Category, string>,
  },
  columns: {
    port: 'Port',
    service: 'Service',
    type: 'Type',
    protocol: 'Protocol',
    status: 'Risk',
    tier: 'Tier',
    class: 'Class',
    servers: 'Servers',
    new: 'New',
    seen: 'First seen',
  },
  serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
  sortHint: 'Click to sort, Shift-click to sort by several columns',
  ascending: 'ascending',
  descending: 'descending',
  open: (port: number, type: string) => `Open ${port} ${type}`,
  range: (from: number, to: number, matching: number, isFolded: boolean) =>
    `${count(from)}–${count(to)} of ${count(matching)} ${entry(isFolded, matching)}`,
  ofAll: (all: number) => `(of ${count(all)} total)`,
  none: (isFolded: boolean) => `0 ${entry(isFolded, 0)}`,
  between,
  betweenHint:
    'Between the larger and the sum: the source does not name the servers that have both address families.',
  before: (date: string) => `before ${date}`,
  reopened: 'Reopened',
  seenHint: (first: string, opened: string) =>
    first === opened ? `First seen ${first}` : `First seen ${first}, reopened ${opened}`,
  fold: 'One row per port and protocol',
  pages: 'Pagination',
  pageSize: 'Rows per page',
  perPage: (size: number) => `${size} per page`,
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  select: (port: number, type: string) => `Select ${port} ${type}`,
  selectPage: 'Select all rows on this page',
  selected: (n: number, isFolded: boolean) => `${count(n)} ${entry(isFolded, n)} selected`,
  selectAll: (n: number, isFolded: boolean) => `Select all ${count(n)} matching ${entry(isFolded, n)}`,
  clearSelection: 'Clear selection',
  settings: 'Columns and density',
  shownColumns: 'Columns',
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  reset: 'Reset table',
  page: (page: number, pages: number) => `Page ${count(page)} of ${count(pages)}`,
}
