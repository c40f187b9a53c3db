import { CHANGE_KINDS } from '#analysis/change-kinds.ts'
import { COLUMNS } from '#analysis/order.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import type { QueryError } from '#analysis/query/parse.ts'
import { STATUSES, TYPES } from '#contract/port-row.ts'
import { CATEGORIES } from '#contract/scope.ts'

import { COURSE_FIGURES, DENSITIES, PAGE_SIZES, VIEW_PARAMETERS } from './parameters.ts'
import { SERVER_COLUMNS } from './server-columns.ts'
import { SPANS } from './since.ts'
import { TABLE_COLUMNS } from './table-columns.ts'

type Name = keyof typeof VIEW_PARAMETERS

/** A parameter of an address that counts as absent, since it cannot be read: as it is written, and why or what could be there. */
export type Unreadable = { name: Name; text: string } & (
  | { error: QueryError }
  | { error: null; expected: readonly (string | number)[] }
)

/** The parameters of an address that the view does not have, because they cannot be read. An empty one asks for nothing. */
export function unreadableIn(search: string): Unreadable[] {
  const params = new URLSearchParams(search)
  return NAMES.flatMap((name): Unreadable[] => {
    const text = params.get(name)?.trim() ?? ''
    if (text === '' || VIEW_PARAMETERS[name].parse(text) !== null) return []
    const query = name === 'q' || name === 'off' ? text : name === 'port' ? `port:${text}` : ''
    const parsed = parseQuery(query)
    const error = parsed.ok ? undefined : parsed.errors[0]
    return [error ? { name, text, error } : { name, text, error: null, expected: EXPECTED[name] }]
  })
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal, which nothing extends
const NAMES = Object.keys(VIEW_PARAMETERS) as Name[]

/** The values that there are, or examples of them where they are beyond counting. */
const EXPECTED: Record<Name, readonly (string | number)[]> = {
  project: ['demo'],
  snapshot: [59],
  category: CATEGORIES,
  enterprise_project_id: ['0'],
  port: ['443', '22,80', '8000-8100'],
  port_string: ['80'],
  q: ['redis'],
  off: ['redis'],
  type: TYPES,
  status: STATUSES,
  sort: COLUMNS.flatMap((column) => [column, `-${column}`]),
  page: [1],
  size: PAGE_SIZES,
  cols: TABLE_COLUMNS,
  fold: ['no'],
  density: DENSITIES,
  measure: ['rows', 'instances'],
  top: ['danger', 'all'],
  row: ['22-tcp'],
  view: ['servers'],
  servers_sort: SERVER_COLUMNS.flatMap((column) => [column, `-${column}`]),
  server: ['web-01'],
  since: ['last', ...SPANS],
  kind: CHANGE_KINDS,
  course: COURSE_FIGURES,
  numbers: ['open'],
}
