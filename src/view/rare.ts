import type { Sort } from '#analysis/order.ts'
import { printQuery } from '#analysis/query/query.ts'
import type { Query } from '#analysis/query/query.ts'

import type { ViewChange } from './view.ts'

const RARE: Query = [{ negated: false, condition: { field: 'is', values: ['rare'] } }]

/** Fewest servers first, and of these the highest ports: where a forgotten or a planted service hides. */
const RAREST_FIRST: Sort = [
  { column: 'servers', descending: false },
  { column: 'port', descending: true },
]

/** The ports that are open on one or two servers. */
export const RARE_VIEW: ViewChange = { q: RARE, port: null, port_string: null, sort: RAREST_FIRST }

/** Whether a query asks for nothing else. */
export const isRareView = (query: Query): boolean => printQuery(query) === printQuery(RARE)
