import type { Filter } from '#analysis/breakdown.ts'
import { drop, exclude, facetValue, include } from '#analysis/choice.ts'
import type { Term } from '#analysis/query/query.ts'
import type { Chosen } from '#view/view.ts'

/** A term of a view as one can be rid of it, turn it round, and switch it off and on again. */
export type FilterPill = {
  term: Term
  /** Where the term is written: in the query, as a type or status, or among those switched off. */
  from: 'query' | 'words' | 'off'
  removed: Chosen
  inverted: Chosen
  switched: Chosen
}

/** The pills of a view: those that filter, then those that do not. */
export function pillsOf({ filter, off }: Chosen): FilterPill[] {
  const ofQuery = filter.query.map((term, i): FilterPill => {
    const removed = { filter: { ...filter, query: filter.query.toSpliced(i, 1) }, off }
    return {
      term,
      from: 'query',
      removed,
      inverted: { filter: { ...filter, query: filter.query.with(i, turned(term)) }, off },
      switched: { ...removed, off: [...off, term] },
    }
  })
  const ofWords = (dimension: 'type' | 'status', words: readonly string[]) =>
    words.map((word): FilterPill => {
      const value = facetValue(dimension, word)
      const term = { negated: false, condition: value }
      const removed = { filter: drop(filter, value), off }
      return {
        term,
        from: 'words',
        removed,
        inverted: { filter: exclude(filter, value), off },
        switched: { ...removed, off: [...off, term] },
      }
    })
  const switchedOff = off.map((term, i): FilterPill => {
    const removed = { filter, off: off.toSpliced(i, 1) }
    return {
      term,
      from: 'off',
      removed,
      inverted: { filter, off: off.with(i, turned(term)) },
      switched: { ...removed, filter: withTerm(filter, term) },
    }
  })
  return [...ofQuery, ...ofWords('type', filter.types), ...ofWords('status', filter.statuses), ...switchedOff]
}

const turned = (term: Term): Term => ({ ...term, negated: !term.negated })

/** A filter with a term that was switched off. A type or status goes back to its list, unless a term speaks of it. */
function withTerm(filter: Filter, term: Term): Filter {
  const { condition } = term
  const isListed =
    (condition.field === 'type' || condition.field === 'status') &&
    condition.values.length === 1 &&
    !term.negated &&
    filter.query.every((other) => other.negated || other.condition.field !== condition.field)
  return isListed ? include(filter, condition) : { ...filter, query: [...filter.query, term] }
}
