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
    servers: 'Servers',
    share: 'Share',
  },
  serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
  sortHint: 'Click to sort, Shift-click to sort by several columns',
  ascending: 'ascending',
  descending: 'descending',
  open: (port: number, type: string) => `Open ${port} ${type}`,
  range: (from: number, to: number, matching: number) => `${count(from)}–${count(to)} of ${count(matching)}`,
  ofAll: (all: number) => `(${count(all)} in all)`,
  none: '0 ports',
  pages: 'Pages',
  pageSize: 'Rows a page',
  aPage: (size: number) => `${size} a page`,
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  pick: (port: number, type: string) => `Select ${port} ${type}`,
  pickPage: 'Select the rows of this page',
  picked: (rows: number) => `${count(rows)} selected`,
  pickAll: (rows: number) => `Select all ${count(rows)} matching`,
  clearPicked: 'Clear selection',
  settings: 'Columns and density',
  shownColumns: 'Columns',
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  reset: 'Reset the table',
  page: (page: number, pages: number) => `Page ${count(page)} of ${count(pages)}`,
}
