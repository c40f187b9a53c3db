import { createContext, use, useDeferredValue, useMemo } from 'react'
import type { ReactNode } from 'react'

import { breakDown } from '#analysis/breakdown.ts'
import type { Breakdown, Filter } from '#analysis/breakdown.ts'
import { foldRows } from '#analysis/fold.ts'
import { orderRows } from '#analysis/order.ts'
import type { Sort } from '#analysis/order.ts'
import type { Knowledge } from '#analysis/query/match.ts'
import { NOTHING_RECENT, recentSince } from '#analysis/recent.ts'
import type { Recent } from '#analysis/recent.ts'
import { EMPTY_ROW_SET } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import { useServiceNames } from '#data/service-names.ts'
import { dangerClassOf, tierOf } from '#knowledge/dangerous-ports.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'
import type { Since } from '#view/since.ts'
import type { View } from '#view/view.ts'

import { useScope } from './scope-context.tsx'
import type { ViewRows } from './scope-context.tsx'
import { useServerTerms } from './use-server-terms.ts'
import type { ServerTermsState } from './use-server-terms.ts'
import { useView } from './view-context.tsx'

/** What a view chooses of a row set. Everything on screen is drawn from this one value. */
export type Ports = {
  /** Whether the scope was ever read. Of one that was not nothing is known: every figure is a dash, and none is 0. */
  isRead: boolean
  /** Whether the first rows are on their way. */
  isLoading: boolean
  /** The rows as the source has them. */
  set: RowSet
  /** What the table lists of them: ports with their protocol, or the rows themselves. Orders and matches are of it. */
  listed: RowSet
  filter: Filter
  /** All entries of `listed` as they are sorted. */
  order: Uint32Array
  breakdown: Breakdown
  nameOf: NameOf
  knowledge: Knowledge & { recent: Recent }
  /** Why no row passes a filter that asks for servers. */
  failure: ServerTermsState['failure']
}

/** Filters and orders the rows of a scope: quick enough to be done at each keystroke. */
function usePortsOf(
  {
    rows: { data },
    mark,
    isUnread,
    isLoading: isLoadingRows,
    scope,
  }: Pick<ViewRows, 'rows' | 'mark' | 'isUnread' | 'isLoading' | 'scope'>,
  filter: Filter,
  { sort, fold, since, snapshot }: { sort: Sort } & Pick<View, 'fold' | 'since' | 'snapshot'>,
): Ports {
  const nameOf = useServiceNames()
  const rows = isUnread ? undefined : data?.rows
  const isRead = rows !== undefined
  const set = rows ?? EMPTY_ROW_SET
  const recent = useRecent(since ?? DEFAULT_SINCE, mark, set)
  const { query, answered, isAwaited, failure } = useServerTerms(
    filter.query,
    { scope, mark },
    { snapshot, since },
  )
  const knowledge = useMemo(
    () => ({
      nameOf,
      classOf: dangerClassOf,
      tierOf,
      recent,
      ...(answered !== undefined && { servers: answered }),
    }),
    [nameOf, recent, answered],
  )
  const listed = useMemo(() => (fold === 'no' ? set : foldRows(set)), [set, fold])
  const order = useMemo(() => orderRows(listed, sort, nameOf, recent), [listed, sort, nameOf, recent])
  const breakdown = useMemo(
    () => breakDown(listed, order, query === filter.query ? filter : { ...filter, query }, knowledge),
    [listed, order, filter, query, knowledge],
  )
  const isLoading = isLoadingRows || isAwaited
  return useMemo(
    () => ({ isRead, isLoading, set, listed, filter, order, breakdown, nameOf, knowledge, failure }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a failure is another one with another answer
    [isRead, isLoading, set, listed, filter, order, breakdown, nameOf, knowledge],
  )
}

/**
 * What is new, since when the changes are told. Rows that were only read again are drawn again when others of them are new, and
 * once an hour: it is as long as a span of a query may be behind.
 */
function useRecent(since: Since, mark: SnapshotMark | null, { history }: RowSet): Recent {
  const recent = mark === null ? NOTHING_RECENT : recentSince(momentOf(since), mark, history)
  const hour = Math.floor(recent.readAt / 3_600)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it says is all in these
  return useMemo(() => recent, [recent.key, hour, since, history])
}

const PortsContext = createContext<Ports | null>(null)

/** What the view chooses of the rows of its scope. */
export function PortsProvider({ children }: { children: ReactNode }) {
  const { view, filter } = useView()
  const ports = usePortsOf(useScope(), filter, view)
  return <PortsContext value={ports}>{children}</PortsContext>
}

/** The same, for what follows the table: in a render of its own, which the next keystroke may drop. */
export function DeferredPorts({ children }: { children: ReactNode }) {
  const ports = useDeferredValue(usePorts())
  return <PortsContext value={ports}>{children}</PortsContext>
}

export function usePorts(): Ports {
  const value = use(PortsContext)
  if (value === null) throw new Error('no PortsProvider above this component')
  return value
}
