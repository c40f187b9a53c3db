import { printQuery, SERVER_FIELDS } from './query.ts'
import type { Condition, Query, ServerField, Term } from './query.ts'

/** A condition that a row answers by itself, except for `is:odd`. */
export type RowCondition = Exclude<Condition, { field: ServerField }>
type RowTerm = Term & { readonly condition: RowCondition }
export type ServerTerm = Term & { readonly condition: Extract<Condition, { field: ServerField | 'is' }> }

/**
 * What the servers behind rows answered to those terms of a query that rows cannot answer: `terms` is their text, `has` tells whether
 * a row has a server whose port passes all of them at once.
 */
export type ServersAnswered = {
  readonly terms: string
  readonly has: (port: number, type: string) => boolean
}

const isOfServers = (term: Term): term is ServerTerm =>
  SERVER_FIELDS.some((field) => field === term.condition.field) ||
  (term.condition.field === 'is' && term.condition.values.includes('odd'))

const isOfRows = (term: Term): term is RowTerm => !isOfServers(term)

/**
 * The terms of a query that a row answers, and those that take its servers. A query asks for servers' ports that pass all terms; the
 * first are the same for all servers of a row, so that rows pass where they hold and where one of their servers passes the others.
 */
export const splitQuery = (
  query: Query,
): { ofRows: readonly RowTerm[]; ofServers: readonly ServerTerm[] } => ({
  ofRows: query.filter(isOfRows),
  ofServers: query.filter(isOfServers),
})

/** The text of the terms that take servers, '' where there are none: what is asked of `SERVER_ROWS_PATH`. */
export const serverTerms = (query: Query): string => printQuery(splitQuery(query).ofServers)
