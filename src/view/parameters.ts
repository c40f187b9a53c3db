import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'

import type { Filter } from '#analysis/breakdown.ts'
import { CHANGE_KINDS } from '#analysis/change-kinds.ts'
import type { ChangeKind } from '#analysis/change-kinds.ts'
import { COLUMNS, WORST_FIRST } from '#analysis/order.ts'
import type { Column, Sort } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { printQuery } from '#analysis/query/query.ts'
import type { NumberValue, Query, Term } from '#analysis/query/query.ts'
import { MAX_PORT, readStatus, STATUSES, TYPES } from '#contract/port-row.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'

import { SERVER_COLUMNS, WORST_SERVERS_FIRST } from './server-columns.ts'
import type { ServerSort } from './server-columns.ts'
import { readSince } from './since.ts'
import type { Since } from './since.ts'
import { TABLE_COLUMNS } from './table-columns.ts'
import type { TableColumn } from './table-columns.ts'

export const DENSITIES = ['comfortable', 'compact'] as const
/** The figures whose course over time can be shown. */
export const COURSE_FIGURES = ['dangerous', 'affected', 'open'] as const
export type CourseFigure = (typeof COURSE_FIGURES)[number]
export const PAGE_SIZES = [10, 20, 50, 100] as const
const DEFAULT_PAGE_SIZE = 20

export const DEFAULT_SORT = WORST_FIRST

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

/** A word as we write it, however an address does: `tcp` is TCP. One that we do not know may be a source's own. */
const spelledAs =
  (known: readonly string[]) =>
  (word: string): string =>
    known.find((own) => own.toLowerCase() === word.toLowerCase()) ?? word

/** The terms of a text; none where it is no query. */
function read(text: string): Query {
  const parsed = parseQuery(text)
  return parsed.ok ? parsed.query : []
}

/** Ports and ranges, as the API's own parameter would list them: `22,80,8000-8100`. */
const parseAsPorts = createParser<readonly NumberValue[]>({
  parse: (text) => portsOf(read(`port:${text}`)),
  serialize: (ports) => printPorts(ports),
  eq: (a, b) => printPorts(a) === printPorts(b),
})

const printPorts = (values: readonly NumberValue[]): string =>
  printQuery([{ negated: false, condition: { field: 'port', values } }]).slice('port:'.length)

const parseAsDigits = createParser({
  parse: (text) => (/^\d{1,32}$/.test(text) ? text : null),
  serialize: String,
})

const parseAsQuery = createParser<Query>({
  parse: (text) => {
    const query = read(text)
    return query.length > 0 ? query : null
  },
  serialize: printQuery,
  eq: (a, b) => printQuery(a) === printQuery(b),
})

/** The names of a list of columns. Links from the time of the score name its column, which is left out. */
const columnNames = (text: string): string[] =>
  text.split(',').filter((name) => name.replace(/^-/, '') !== 'contribution')

const parseAsSort = createParser<Sort>({
  parse: (text) => {
    const keys: { column: Column; descending: boolean }[] = []
    for (const key of columnNames(text)) {
      const column = COLUMNS.find((name) => name === key.replace(/^-/, ''))
      if (column === undefined || keys.some((other) => other.column === column)) return null
      keys.push({ column, descending: key.startsWith('-') })
    }
    return keys.length > 0 ? keys : DEFAULT_SORT
  },
  serialize: printSort,
  eq: (a, b) => printSort(a) === printSort(b),
})

function printSort(sort: readonly { column: string; descending: boolean }[]): string {
  return sort.map(({ column, descending }) => (descending ? '-' : '') + column).join()
}

const parseAsServerSort = createParser<ServerSort>({
  parse: (text) => {
    const column = SERVER_COLUMNS.find((name) => name === text.replace(/^-/, ''))
    return column === undefined ? null : { column, descending: text.startsWith('-') }
  },
  serialize: (key) => printSort([key]),
  eq: (a, b) => a.column === b.column && a.descending === b.descending,
})

function readRowKey(text: string): RowKey | null {
  const [, port, type] = /^(\d{1,5})-(\w{1,32})$/.exec(text) ?? []
  if (port === undefined || type === undefined || Number(port) > MAX_PORT) return null
  return { port: Number(port), type: type.toUpperCase() }
}

const printRowKey = ({ port, type }: RowKey): string => `${port}-${type.toLowerCase()}`

export const isSameRow = (a: RowKey, b: RowKey): boolean => printRowKey(a) === printRowKey(b)

/** Columns in the order of the table, whatever order they are written in. The port is always among them: it opens a row. */
const parseAsColumns = createParser<readonly TableColumn[]>({
  parse: (text) => {
    const names = columnNames(text)
    const known = TABLE_COLUMNS.filter((column) => column === 'port' || names.includes(column))
    return names.every((name) => TABLE_COLUMNS.some((column) => column === name)) ? known : null
  },
  serialize: (columns) => columns.join(),
  eq: (a, b) => a.join() === b.join(),
})

const parseAsRowKey = createParser<RowKey>({ parse: readRowKey, serialize: printRowKey, eq: isSameRow })

/** What links of before changes had causes call two of them. */
const OLD_KINDS: ReadonlyMap<string, ChangeKind> = new Map([
  ['risk', 'relabelled'],
  ['gone', 'closed'],
])

const parseAsKind = createParser<ChangeKind>({
  parse: (text) => CHANGE_KINDS.find((kind) => kind === text) ?? OLD_KINDS.get(text) ?? null,
  serialize: String,
})

const parseAsSince = createParser<Since>({ parse: readSince, serialize: String })

/**
 * The view, as the address bar holds it: the only store of filters, sort, page and scope. A parameter that cannot be
 * read counts as absent, a default is left out. Names are the API's where it has one.
 */
export const VIEW_PARAMETERS = {
  project: parseAsString, // absent: the first that the server lists, whose name the page then writes (view-context.tsx)
  snapshot: createParser({
    parse: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null),
    serialize: String,
  }), // absent: the current one
  category: parseAsStringLiteral(CATEGORIES).withDefault('host'),
  // Unlike the API's, our default shows everything: a fraction of the fleet must be chosen, never be the silent case.
  enterprise_project_id: parseAsString.withDefault(ALL_ENTERPRISE_PROJECTS),
  port: parseAsPorts,
  port_string: parseAsDigits,
  q: parseAsQuery,
  off: parseAsQuery.withDefault([]), // terms that stay at hand and do not filter
  type: parseAsWords(spelledAs(TYPES)).withDefault([]),
  status: parseAsWords((word) => spelledAs(STATUSES)(readStatus(word))).withDefault([]),
  sort: parseAsSort.withDefault(DEFAULT_SORT),
  page: parseAsInteger.withDefault(1),
  size: createParser({
    parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
    serialize: String,
  }).withDefault(DEFAULT_PAGE_SIZE),
  cols: parseAsColumns.withDefault(TABLE_COLUMNS),
  fold: parseAsStringLiteral(['no']), // absent: ports are listed with their protocol; no: row by row, as the source has them
  density: parseAsStringLiteral(DENSITIES).withDefault('comfortable'),
  measure: parseAsStringLiteral(['rows', 'instances']).withDefault('rows'),
  top: parseAsStringLiteral(['danger', 'all']).withDefault('danger'), // which ports the chart of top ports ranks
  row: parseAsRowKey,
  view: parseAsStringLiteral(['servers']), // absent: ports; servers: what they are open on
  servers_sort: parseAsServerSort.withDefault(WORST_SERVERS_FIRST),
  server: parseAsString, // whose panel is open, by its id in the scope
  since: parseAsSince, // whether the changes are open, and since when
  kind: parseAsKind, // which changes; absent: all of them
  course: parseAsStringLiteral(COURSE_FIGURES), // whose course over time is in sight
  numbers: parseAsStringLiteral(['open']), // whether the chart of port numbers is in sight
}

/** The parameters that choose rows: what "Clear all" clears. */
export const NO_FILTER = {
  port: null,
  port_string: null,
  q: null,
  off: null,
  type: null,
  status: null,
  page: null,
}

/** What the three parameters ask for together that say it: `port`, `port_string` and `q`. */
export const queryOf = ({
  port,
  port_string: digits,
  q,
}: {
  port: readonly NumberValue[] | null
  port_string: string | null
  q: Query | null
}): Query => [
  ...(port === null ? [] : [{ negated: false, condition: { field: 'port', values: port } } as const]),
  ...(digits === null
    ? []
    : [{ negated: false, condition: { field: 'port', values: [{ digits }] } } as const]),
  ...(q ?? []),
]

/**
 * The parameters of a query. One that asks for ports alone is written as the API's own parameter, so that the address
 * of an everyday filter reads like the call that it stands for.
 */
export function queryParameters(query: Query) {
  const ports = portsOf(query)
  if (ports !== null) return { port: ports, port_string: null, q: null }
  const digits = digitsOf(query)
  if (digits !== null) return { port: null, port_string: digits, q: null }
  return { port: null, port_string: null, q: query.length > 0 ? query : null }
}

function portsOf([term, ...others]: Query): readonly NumberValue[] | null {
  if (term === undefined || others.length > 0 || term.negated || term.condition.field !== 'port') return null
  const ports = term.condition.values.filter((value) => 'from' in value)
  return ports.length === term.condition.values.length ? ports : null
}

function digitsOf([term, ...others]: Query): string | null {
  if (term === undefined || others.length > 0 || term.negated || term.condition.field !== 'port') return null
  const [value, ...more] = term.condition.values
  return value !== undefined && more.length === 0 && 'digits' in value ? value.digits : null
}

/** The term that asks for one port. */
export const portTerm = (port: number): Term => ({
  negated: false,
  condition: { field: 'port', values: [{ from: port, to: port }] },
})

/** The term that asks for one protocol, in both address families. */
export const protocolTerm = (protocol: string): Term => ({
  negated: false,
  condition: { field: 'protocol', values: [protocol.toLowerCase()] },
})

/** The text of the search field: a query of ports alone without its field's name, as it is typed. */
export const searchText = (query: Query): string => {
  const text = printQuery(query)
  return portsOf(query) !== null || digitsOf(query) !== null ? text.slice('port:'.length) : text
}

export const isFiltered = ({ query, types, statuses }: Filter): boolean =>
  query.length > 0 || types.length > 0 || statuses.length > 0

/** The change to the list of ports (null) or of servers, filtered as it is. */
export const showView = (view: 'servers' | null) => ({ view, page: null, row: null, server: null })

/** The page that is shown when `page` is asked for and there are `rows`: the nearest that exists, from 1. */
export const nearestPage = (page: number, size: number, rows: number): number =>
  Math.min(Math.max(1, page), Math.max(1, Math.ceil(rows / size)))

/** Everything that a filter asks for, as one query text: what an exported file says of itself. */
export const filterText = ({ query, types, statuses }: Filter): string =>
  printQuery([
    ...query,
    ...(types.length > 0 ? [{ negated: false, condition: { field: 'type', values: types } } as const] : []),
    ...(statuses.length > 0
      ? [{ negated: false, condition: { field: 'status', values: statuses } } as const]
      : []),
  ])
