import type { Filter } from '#analysis/breakdown.ts'
import type { Knowledge } from '#analysis/query/match.ts'
import { printQuery } from '#analysis/query/query.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { LIMITS, statisticsPath, writeStatisticsQuery } from '#contract/port-statistics.ts'
import type { StatisticsQuery } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { jqCondition } from './jq.ts'

/** A view as a program can request it: server, scope, snapshot and rows. `count` is how many it shows. */
type ReproducibleView = {
  server: string // such as http://127.0.0.1:4040
  scopeQuery: ScopeQuery
  snapshot: number | null
  filter: Filter
  count: number
}

/**
 * Shell lines that print the rows of a view as the endpoint has them, one a line, in the order of their ports, with
 * the number of lines in a comment before. What the endpoint can ask for by itself is left to it; anything more is
 * picked by jq from all rows of the scope. The token is taken from `TOKEN` and never written out.
 */
export function exportCurl(view: ReproducibleView, set: RowSet, knowledge: Knowledge): string {
  const asked = endpointFilter(view.filter)
  const condition = asked === null ? jqCondition(view.filter, set, knowledge) : ''
  const rows = asked === null ? set.size : view.count
  const windows = Math.max(1, Math.ceil(rows / LIMITS.max))
  const calls = Array.from({ length: windows }, (_, k) => callOf(view, asked ?? {}, k * LIMITS.max))
  const source = calls.length === 1 ? (calls[0] ?? '') : `{\n${calls.join('\n')}\n}`
  const program = condition === '' ? '.data_list[]' : `.data_list[] | select(${condition})`
  return `${titleOf(view)}\n${source} | jq -c ${quote(program)}\n`
}

function titleOf({ count, snapshot, filter }: ReproducibleView): string {
  const of = snapshot === null ? '' : ` of snapshot ${snapshot}`
  const text = printQuery(filter.query).replaceAll(/[\s\p{C}]+/gu, ' ') // a line break would end the comment
  return `# must print ${count} rows${of}${text === '' ? '' : `: ${text}`}`
}

/** The filter in the endpoint's own parameters; null when they cannot say it. */
function endpointFilter({ query, types, statuses }: Filter): StatisticsQuery['filter'] | null {
  const [type, anotherType] = types
  const [status, anotherStatus] = statuses
  if (anotherType !== undefined || anotherStatus !== undefined) return null
  const words = { ...(type !== undefined && { type }), ...(status !== undefined && { status }) }

  const [term, anotherTerm] = query
  if (term === undefined) return words
  if (anotherTerm !== undefined || term.negated || term.condition.field !== 'port') return null
  const [value, anotherValue] = term.condition.values
  if (value === undefined || anotherValue !== undefined) return null
  if ('digits' in value) return { ...words, portString: value.digits }
  return value.from === value.to ? { ...words, port: value.from } : null
}

function callOf(
  { server, scopeQuery, snapshot }: ReproducibleView,
  filter: StatisticsQuery['filter'],
  offset: number,
): string {
  const params = writeStatisticsQuery({
    scopeQuery,
    filter,
    sort: { key: 'port', descending: false },
    limit: LIMITS.max,
    offset,
    ...(snapshot !== null && { snapshot }),
  })
  const address = `${server}${statisticsPath(scopeQuery.project)}?${params.toString()}`
  return `curl -fsS -H "X-Auth-Token: $TOKEN" ${quote(address)}`
}

/** One word of a POSIX shell, whatever it contains. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
