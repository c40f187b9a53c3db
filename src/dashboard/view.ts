import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'

import type { Filter } from '#analysis/breakdown.ts'
import { COLUMNS } from '#analysis/order.ts'
import type { Column, Sort } from '#analysis/order.ts'
import { ANY_PORT, isPortFilter, parsePortFilter, printPortFilter } from '#analysis/port-filter.ts'
import type { PortFilter } from '#analysis/port-filter.ts'
import { readStatus } from '#contract/port-row.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'

export const PAGE_SIZES = [10, 20, 50, 100] as const
export const DEFAULT_PAGE_SIZE = 20

/** Worst first, and the most widespread of the worst: what an analyst looks for when nothing else is said. */
export const DEFAULT_SORT: Sort = [
  { column: 'status', descending: true },
  { column: 'servers', descending: true },
]

/** A row by its port and type, as the address names the one whose panel is open: `3389-tcp`. */
export type RowKey = { port: number; type: string }

/** Words separated by commas, each once; none reads as absent. */
const parseAsWords = (read: (word: string) => string) =>
  createParser({
    parse: (text) => {
      const words = [...new Set(text.split(',').map((word) => read(word.trim())))].filter(
        (word) => word !== '',
      )
      return words.length > 0 ? words : null
    },
    serialize: (words) => words.join(','),
    eq: (a, b) => a.join() === b.join(),
  })

const parseAsPorts = createParser({
  parse: (text) => {
    const filter = parsePortFilter(text)
    return isPortFilter(filter) && filter.kind === 'ranges' ? filter : null
  },
  serialize: printPortFilter,
  eq: (a, b) => printPortFilter(a) === printPortFilter(b),
})

const parseAsDigits = createParser({
  parse: (text) => (/^\d{1,32}$/.test(text) ? text : null),
  serialize: String,
})

const parseAsSort = createParser<Sort>({
  parse: (text) => {
    const keys: { column: Column; descending: boolean }[] = []
    for (const key of text.split(',')) {
      const column = COLUMNS.find((name) => name === key.replace(/^-/, ''))
      if (column === undefined || keys.some((other) => other.column === column)) return null
      keys.push({ column, descending: key.startsWith('-') })
    }
    return keys
  },
  serialize: printSort,
  eq: (a, b) => printSort(a) === printSort(b),
})

function printSort(sort: Sort): string {
  return sort.map(({ column, descending }) => (descending ? '-' : '') + column).join()
}

const parseAsRowKey = createParser<RowKey>({
  parse: (text) => {
    const [, port, type] = /^(\d{1,5})-(\w{1,32})$/.exec(text) ?? []
    return port !== undefined && type !== undefined ? { port: Number(port), type: type.toUpperCase() } : null
  },
  serialize: ({ port, type }) => `${port}-${type.toLowerCase()}`,
  eq: (a, b) => a.port === b.port && a.type === b.type,
})

/**
 * The view, as the address bar holds it: the only store of filters, sort, page and scope. A parameter that cannot be
 * read counts as absent, a default is left out. Names are the API's where it has one.
 */
export const VIEW_PARAMETERS = {
  project: parseAsString, // absent: the first that the server lists
  category: parseAsStringLiteral(CATEGORIES).withDefault('host'),
  // Unlike the API's, our default shows everything: a fraction of the fleet must be chosen, never be the silent case.
  enterprise_project_id: parseAsString.withDefault(ALL_ENTERPRISE_PROJECTS),
  port: parseAsPorts,
  port_string: parseAsDigits,
  type: parseAsWords((word) => word).withDefault([]),
  status: parseAsWords(readStatus).withDefault([]),
  sort: parseAsSort.withDefault(DEFAULT_SORT),
  page: parseAsInteger.withDefault(1),
  size: createParser({
    parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
    serialize: String,
  }).withDefault(DEFAULT_PAGE_SIZE),
  measure: parseAsStringLiteral(['rows', 'exposure']).withDefault('rows'),
  row: parseAsRowKey,
}

/** The parameters that choose rows: what "Clear all" clears. */
export const NO_FILTER = { port: null, port_string: null, type: null, status: null, page: null }

/** The port filter of the two parameters that hold it. `port` wins: we never write both. */
export const portFilterOf = (port: PortFilter | null, digits: string | null): PortFilter =>
  port ?? (digits === null ? ANY_PORT : { kind: 'digits', digits })

/** The two parameters of a port filter. */
export const portParameters = (filter: PortFilter) => ({
  port: filter.kind === 'ranges' ? filter : null,
  port_string: filter.kind === 'digits' ? filter.digits : null,
})

export const isFiltered = ({ port, types, statuses }: Filter): boolean =>
  port.kind !== 'any' || types.length > 0 || statuses.length > 0

/** The direction that a first click on a column asks for: the end that an analyst looks for. */
const descendsFirst = (column: Column): boolean => column === 'servers' || column === 'status'

/**
 * The sort after a click on a column's head. A plain click sorts by that column alone, then the other way round,
 * then as if nothing had been clicked; with Shift the column joins the others, turns round, and leaves them.
 */
export function nextSort(sort: Sort, column: Column, additional: boolean): Sort {
  const first = { column, descending: descendsFirst(column) }
  const others = additional ? sort.filter((key) => key.column !== column) : []
  const own = additional || sort.length === 1 ? sort.find((key) => key.column === column) : undefined
  if (own === undefined) return [...others, first]
  if (own.descending === first.descending) {
    const turned = { column, descending: !own.descending }
    return additional ? sort.map((key) => (key === own ? turned : key)) : [turned]
  }
  return others.length > 0 ? others : DEFAULT_SORT
}

/** The page that is shown when `page` is asked for and there are `rows`: the nearest that exists, from 1. */
export const nearestPage = (page: number, size: number, rows: number): number =>
  Math.min(Math.max(1, page), Math.max(1, Math.ceil(rows / size)))
