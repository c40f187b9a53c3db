import { portCondition } from '#contract/port-statistics-query.ts'
import type { SortKey, StatisticsPage, StatisticsQuery } from '#contract/port-statistics.ts'

import { breakDown } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { orderRows } from './order.ts'
import type { Column } from './order.ts'
import type { PortValue } from './query/query.ts'
import { rowAt } from './row-set.ts'
import type { RowSet } from './row-set.ts'

/** The window of a set's rows that the endpoint answers a query with. Without a filter it costs the rows of the window alone. */
export function statisticsPage(
  set: RowSet,
  { filter, sort, limit, offset }: Pick<StatisticsQuery, 'filter' | 'sort' | 'limit' | 'offset'>,
): StatisticsPage {
  const order = orderRows(set, [{ column: COLUMN_OF[sort.key], descending: sort.descending }], NO_NAME)
  const matches =
    Object.keys(filter).length === 0 ? order : breakDown(set, order, filterOf(filter), NOTHING_KNOWN).matches
  return {
    total: matches.length,
    rows: Array.from(matches.subarray(offset, offset + limit), (i) => rowAt(set, i)),
  }
}

const COLUMN_OF: Record<SortKey, Column> = { port: 'port', type: 'type', num: 'servers', status: 'status' }

/** The filter of a request as that of a view. */
function filterOf(asked: StatisticsQuery['filter']): Filter {
  const values = portValues(portCondition(asked))
  return {
    query: values === null ? [] : [{ negated: false, condition: { field: 'port', values } }],
    types: asked.type === undefined ? [] : [asked.type],
    statuses: asked.status === undefined ? [] : [asked.status],
  }
}

/** Null for every port. */
function portValues(condition: ReturnType<typeof portCondition>): PortValue[] | null {
  switch (condition.kind) {
    case 'any':
      return null
    case 'none':
      return []
    case 'exact':
      return [{ from: condition.port, to: condition.port }]
    case 'digits':
      return [{ digits: condition.digits }]
  }
}

/** Requests ask for no service and no class. */
const NO_NAME = (): string => ''
const NOTHING_KNOWN = { nameOf: NO_NAME, classOf: NO_NAME, tierOf: NO_NAME }
