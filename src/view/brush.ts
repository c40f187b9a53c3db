import type { NumberValue, Query } from '#analysis/query/query.ts'

/** Which ports a query asks for by number, and what else it asks: a brush over all ports changes the first alone. */
export function brushOf(query: Query): { chosen: readonly NumberValue[]; others: Query } {
  for (const [at, { negated, condition }] of query.entries()) {
    if (negated || condition.field !== 'port') continue
    const chosen = condition.values.filter((value) => 'from' in value)
    if (chosen.length === condition.values.length) return { chosen, others: query.toSpliced(at, 1) }
  }
  return { chosen: [], others: query }
}

/** The query that asks for the ports of a range instead; with none, for all ports. */
export function brushed(query: Query, range: NumberValue | null): Query {
  const { others } = brushOf(query)
  return range === null
    ? others
    : [...others, { negated: false, condition: { field: 'port', values: [range] } }]
}
