import type { Category } from '#contract/scope.ts'

import { count } from './numbers.ts'

/** The table of ports. */
export const table = {
  label: 'Ports',
  columns: {
    port: 'Port',
    service: 'Service',
    type: 'Type',
    status: 'Risk',
    tier: 'Tier',
    servers: 'Servers',
  },
  serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
  sortHint: 'Click to sort, Shift-click to sort by several columns',
  ascending: 'ascending',
  descending: 'descending',
  open: (port: number, type: string) => `Open ${port} ${type}`,
  range: (from: number, to: number, matching: number) => `${count(from)}–${count(to)} of ${count(matching)}`,
  ofAll: (all: number) => `(of ${count(all)} total)`,
  none: '0 ports',
  pages: 'Pagination',
  pageSize: 'Rows per page',
  perPage: (size: number) => `${size} per page`,
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  select: (port: number, type: string) => `Select ${port} ${type}`,
  selectPage: 'Select all rows on this page',
  selected: (rows: number) => `${count(rows)} selected`,
  selectAll: (rows: number) => `Select all ${count(rows)} matching`,
  clearSelection: 'Clear selection',
  settings: 'Columns and density',
  shownColumns: 'Columns',
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  reset: 'Reset table',
  page: (page: number, pages: number) => `Page ${count(page)} of ${count(pages)}`,
}
