import { useMemo } from 'react'

import { parseQuery } from '#analysis/query/parse.ts'
import type { Query } from '#analysis/query/query.ts'
import { serverTerms, splitQuery } from '#analysis/query/server-terms.ts'
import type { ServersAnswered } from '#analysis/query/server-terms.ts'
import type { ApiError } from '#data/api-error.ts'
import { socketOf, useServerRows } from '#data/server-rows.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'
import type { View } from '#view/view.ts'

import type { ViewRows } from './scope-context.tsx'

/** What became of those terms of a query that take servers to answer. */
export type ServerTermsState = {
  /** The query that is in force: until servers have answered its terms, with those that they answered before. */
  query: Query
  answered: ServersAnswered | undefined
  /** Whether the first answer is on its way. */
  isAwaited: boolean
  /** Why there is no answer: then no row passes. */
  failure: { error: ApiError; refetch: () => unknown } | 'unknown' | null
}

/** Asks the server for the terms that rows cannot answer, `host:web`; nothing where a query has none. */
export function useServerTerms(
  query: Query,
  { scope, mark }: Pick<ViewRows, 'scope' | 'mark'>,
  { snapshot, since }: Pick<View, 'snapshot' | 'since'>,
): ServerTermsState {
  const terms = serverTerms(query)
  const asked =
    terms === '' || scope === null
      ? null
      : {
          scopeQuery: scope.scopeQuery,
          ...(snapshot !== null && { snapshot }),
          terms,
          since: momentOf(since ?? DEFAULT_SINCE),
        }
  const { data, error, refetch } = useServerRows(asked, mark)
  const hasFailed = error !== null && data === undefined
  const answered = useMemo((): ServersAnswered | undefined => {
    if (terms === '') return undefined
    if (data === undefined) return hasFailed ? { terms, has: () => false } : undefined
    return { terms: data.terms, has: (port, type) => data.rows.has(socketOf(port, type)) }
  }, [terms, data, hasFailed])
  const inForce = useMemo((): Query => {
    if (answered === undefined || answered.terms === terms) return query
    const before = parseQuery(answered.terms)
    return [...splitQuery(query).ofRows, ...(before.ok ? before.query : [])]
  }, [query, terms, answered])
  return {
    query: inForce,
    answered,
    isAwaited: terms !== '' && answered === undefined,
    failure:
      terms === '' ? null : hasFailed ? { error, refetch } : data?.isUnknown === true ? 'unknown' : null,
  }
}
