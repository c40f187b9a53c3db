import type { ComponentType, ReactNode } from 'react'

import type { ApiError } from '#data/api-error.ts'

import { QueryError } from './QueryError.tsx'

/**
 * What became of a query: on its way, without an answer, with an empty one, or with one to show. The last good answer stays
 * below an error.
 */
export function QueryState<Data>({
  of: { data, error, refetch },
  title,
  failed: Failed = QueryError,
  loading,
  isEmpty,
  empty,
  children,
}: {
  of: { data: Data | undefined; error: ApiError | null; refetch: () => unknown }
  /** Says what failed. */
  title: string
  failed?: ComponentType<{ title: string; error: ApiError; onRetry: () => void }>
  loading: ReactNode
  isEmpty: (data: Data) => boolean
  empty: ReactNode
  children: (data: Data) => ReactNode
}) {
  return (
    <>
      {error && <Failed title={title} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null && loading : isEmpty(data) ? empty : children(data)}
    </>
  )
}
