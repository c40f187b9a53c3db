import type { Filter } from './breakdown.ts'
import { DIMENSIONS, PORT_RANGES } from './dimensions.ts'
import type { Dimension } from './dimensions.ts'
import type { Choice, Choices, FacetValue } from './facets.ts'
import type { Condition, NumberValue, PortValue, Query, Term } from './query/query.ts'

/** One value of a field, as a condition: `port:22`, `class:database`. A range of ports is a value as a port is. */
export type Value = Exclude<Condition, { field: 'socket' }>

/** The value of a dimension as the condition that asks for it: `class:database`, `port:<=1023`. */
export function facetValue(dimension: Dimension, word: string): Value {
  if (dimension !== 'range') return { field: dimension, values: [word] }
  const range = PORT_RANGES.find(({ name }) => name === word)
  return { field: 'port', values: range === undefined ? [] : [{ from: range.from, to: range.to }] }
}

/** Whether a filter asks for a value, rules it out, or says nothing of it. */
export function standingOf(filter: Filter, value: Value): FacetValue['choice'] {
  if (filter.query.some((term) => term.negated && holds(term, value))) return 'excluded'
  const listed = isListed(value.field) && wordsOf(filter, value.field).some((word) => isOf(value, word))
  return listed || filter.query.some((term) => !term.negated && holds(term, value)) ? 'included' : 'none'
}

/** The filter with a value beside what it asks for of the same field already, and no longer ruled out. */
export function include(filter: Filter, value: Value): Filter {
  const without = drop(filter, value)
  const asks = without.query.some(({ negated, condition }) => !negated && condition.field === value.field)
  // A term of the same field would hold as well, and nothing be of both: the value joins the term.
  if (asks || !isListed(value.field)) return { ...without, query: join(without.query, value, false) }
  return withWords(without, value.field, [...wordsOf(without, value.field), ...wordsIn(value)])
}

/** The filter with a value ruled out, and no longer asked for. */
export function exclude(filter: Filter, value: Value): Filter {
  const without = drop(filter, value)
  return { ...without, query: join(without.query, value, true) }
}

/** The filter that asks for nothing else of a value's field; what it says of other fields stays. */
export function only(filter: Filter, value: Value): Filter {
  const query = filter.query.filter(({ condition }) => condition.field !== value.field)
  const others = { ...filter, query }
  return include(isListed(value.field) ? withWords(others, value.field, []) : others, value)
}

/** The filter that says nothing of a value. */
export function drop(filter: Filter, value: Value): Filter {
  const query = filter.query.flatMap((term): Query => {
    if (!holds(term, value)) return [term]
    const condition = withoutValue(term.condition, value)
    return condition === null ? [] : [{ ...term, condition }]
  })
  const others = { ...filter, query }
  if (!isListed(value.field)) return others
  return withWords(
    others,
    value.field,
    wordsOf(filter, value.field).filter((word) => !isOf(value, word)),
  )
}

/**
 * What a filter chooses of each dimension, and what else it asks for. A term counts as a choice where it says no more
 * than one could choose; of several that ask for values of one dimension, of which all have to hold, the first does.
 */
export function facetChoices(filter: Filter): { choices: Choices; rest: Query } {
  const included: Record<Dimension, string[]> = {
    type: [...filter.types],
    status: [...filter.statuses],
    tier: [],
    class: [],
    range: [],
  }
  const excluded: Record<Dimension, string[]> = { type: [], status: [], tier: [], class: [], range: [] }
  const rest = filter.query.filter((term) => {
    const chosen = chosenBy(term)
    if (chosen === null) return true
    const { dimension, words } = chosen
    if (term.negated) {
      excluded[dimension].push(...words)
      return false
    }
    if (included[dimension].length > 0) return true
    included[dimension] = words
    return false
  })
  const choice = (dimension: Dimension): Choice => ({
    included: included[dimension],
    excluded: excluded[dimension],
  })
  return {
    choices: {
      type: choice('type'),
      status: choice('status'),
      tier: choice('tier'),
      class: choice('class'),
      range: choice('range'),
    },
    rest,
  }
}

function chosenBy({ condition }: Term): { dimension: Dimension; words: string[] } | null {
  if (condition.field === 'port') {
    const names = condition.values.map((value) => rangeName(value))
    const words = names.filter((name) => name !== undefined)
    return words.length === names.length ? { dimension: 'range', words } : null
  }
  const dimension = DIMENSIONS.find((dimension) => dimension === condition.field)
  return dimension === undefined ? null : { dimension, words: wordsIn(condition) }
}

const rangeName = (value: PortValue): string | undefined =>
  'from' in value
    ? PORT_RANGES.find(({ from, to }) => from === value.from && to === value.to)?.name
    : undefined

/** Types and statuses are lists of their own beside the query: the endpoint's parameters. */
const isListed = (field: Condition['field']): field is 'type' | 'status' =>
  field === 'type' || field === 'status'

const wordsOf = ({ types, statuses }: Filter, field: 'type' | 'status'): readonly string[] =>
  field === 'type' ? types : statuses

const withWords = (filter: Filter, field: 'type' | 'status', words: readonly string[]): Filter =>
  field === 'type' ? { ...filter, types: words } : { ...filter, statuses: words }

const wordsIn = (condition: Condition): string[] =>
  condition.field === 'socket' ? [] : condition.values.filter((value) => typeof value === 'string')

const isOf = (value: Value, word: string): boolean => value.values.some((own) => isSame(own, word))

type Single = string | PortValue | NumberValue

function isSame(a: Single, b: Single): boolean {
  if (typeof a === 'string' || typeof b === 'string') {
    return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase()
  }
  if ('digits' in a || 'digits' in b) return 'digits' in a && 'digits' in b && a.digits === b.digits
  return a.from === b.from && a.to === b.to
}

/** Whether a term names a value, among others or alone. */
const holds = ({ condition }: Term, value: Value): boolean =>
  condition.field === value.field &&
  condition.values.some((own: Single) => value.values.some((other: Single) => isSame(own, other)))

/** A condition without a value; null where that was its only one. */
function withoutValue(condition: Condition, value: Value): Condition | null {
  if (condition.field === 'socket') return condition
  const values = condition.values.filter(
    (own: Single) => !value.values.some((other: Single) => isSame(own, other)),
  )
  return values.length === 0 ? null : withValues(condition, values)
}

/** The terms with a value in the first of its field and sign, or in a term of its own at the end. */
function join(query: Query, value: Value, negated: boolean): Query {
  const at = query.findIndex((term) => term.negated === negated && term.condition.field === value.field)
  const condition = query[at]?.condition
  if (condition === undefined || condition.field === 'socket')
    return [...query, { negated, condition: value }]
  return query.with(at, { negated, condition: withValues(condition, [...condition.values, ...value.values]) })
}

const withValues = (condition: Value, values: readonly Single[]): Value =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its own values, and those of a condition of its field
  ({ ...condition, values }) as Value
