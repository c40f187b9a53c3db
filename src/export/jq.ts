import type { Filter } from '#analysis/breakdown.ts'
import { compileQuery } from '#analysis/query/match.ts'
import type { Knowledge, Match } from '#analysis/query/match.ts'
import { RARE_SERVERS } from '#analysis/query/query.ts'
import type { NumberValue, PortValue } from '#analysis/query/query.ts'
import { splitQuery } from '#analysis/query/server-terms.ts'
import type { RowCondition } from '#analysis/query/server-terms.ts'
import type { RowSet } from '#analysis/row-set.ts'

/**
 * The condition of a view as jq asks it of one item of the endpoint's `data_list`. Words are looked up in the set: what
 * a word matches without regard to case, and which sockets a service, class, tier or terms of servers mean, is written out, since
 * jq and the endpoint know none of it. '' when the view shows every row.
 */
export function jqCondition({ query, types, statuses }: Filter, set: RowSet, knowledge: Knowledge): string {
  const { ofRows, ofServers } = splitQuery(query)
  const parts = ofRows.map(({ negated, condition }) => {
    const text = jqOf(condition, set, knowledge)
    return negated ? `(${text} | not)` : text
  })
  if (ofServers.length > 0) parts.push(socketsOf(set, compileQuery(ofServers, set, knowledge)))
  if (types.length > 0) parts.push(isIn('.type', types))
  if (statuses.length > 0) parts.push(isIn('.status', statuses))
  return parts.join(' and ')
}

function jqOf(condition: RowCondition, set: RowSet, knowledge: Knowledge): string {
  const passes = compileQuery([{ negated: false, condition }], set, knowledge)
  const namesOf = (name: (i: number) => string): string[] => namesOfPassing(set, passes, name)
  const type = (i: number): string => typeAt(set, i)
  const sockets = () => socketsOf(set, passes)
  switch (condition.field) {
    case 'port':
      return ports(condition.values)
    case 'servers':
      return any(condition.values.map((range) => between('.num', range)))
    case 'type':
    case 'protocol':
      return isIn('.type', namesOf(type))
    case 'status':
      return isIn(
        '.status',
        namesOf((i) => set.statuses[set.status[i] ?? 0] ?? ''),
      )
    case 'is':
      if (condition.values.every((property) => property === 'rare')) return `.num <= ${RARE_SERVERS}`
      return sockets()
    case 'since':
      return sockets()
    case 'socket':
      return `(.port == ${condition.port} and ${isIn('.type', namesOf(type))})`
    case 'service':
    case 'class':
    case 'tier':
      return sockets()
  }
}

/** What the passing rows are called: for conditions that depend on that name alone. */
function namesOfPassing(set: RowSet, passes: Match, name: (i: number) => string): string[] {
  const names = new Set<string>()
  for (let i = 0; i < set.size; i++) if (passes(i)) names.add(name(i))
  return [...names]
}

const typeAt = (set: RowSet, i: number): string => set.types[set.type[i] ?? 0] ?? ''

const socketsOf = (set: RowSet, passes: Match): string =>
  isIn(
    String.raw`"\(.port)/\(.type)"`,
    namesOfPassing(set, passes, (i) => `${set.port[i]}/${typeAt(set, i)}`),
  )

const ports = (values: readonly PortValue[]): string =>
  any(
    values.map((value) =>
      'digits' in value ? `(.port | tostring | contains("${value.digits}"))` : between('.port', value),
    ),
  )

const between = (field: string, { from, to }: NumberValue): string =>
  from === to ? `${field} == ${from}` : `(${field} >= ${from} and ${field} <= ${to})`

const any = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' or ')})`

/** A JSON string is a string of jq: what would begin an interpolation has its backslash doubled. */
const isIn = (value: string, words: readonly string[]): string =>
  words.length === 0 ? 'false' : `(${value} | IN(${words.map((word) => JSON.stringify(word)).join()}))`
