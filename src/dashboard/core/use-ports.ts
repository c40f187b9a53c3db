import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { breakDown, firstRows } from '#analysis/breakdown.ts'
import type { Breakdown, Filter } from '#analysis/breakdown.ts'
import { MOST_SERVERS_FIRST, orderRows } from '#analysis/order.ts'
import type { Sort } from '#analysis/order.ts'
import type { Knowledge, Match } from '#analysis/query/match.ts'
import { EMPTY_ROW_SET, rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { Weights } from '#analysis/score-weights.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { PortRow } from '#contract/port-row.ts'
import { dangerClassOf } from '#knowledge/dangerous-ports.ts'
import { loadServiceNames } from '#knowledge/service-names.ts'
import { knownService } from '#knowledge/well-known-names.ts'
import { nearestPage } from '#view/parameters.ts'

/** A row of the table: what the source says of a port, and the name of the service that people expect there. */
export type TableRow = PortRow & { service: string; index: number } // index: its place in the row set

/** What a view chooses of a row set. Everything on screen is drawn from this one value. */
export type Ports = {
  /** Whether the scope was ever read. Of one that was not nothing is known: every figure is a dash, and none is 0. */
  isRead: boolean
  set: RowSet
  filter: Filter
  /** All rows of the set as they are sorted. */
  order: Uint32Array
  breakdown: Breakdown
  nameOf: NameOf
  knowledge: Knowledge
}

/** The rows of the table, and where among the matching ones they are. */
export type PortsPage = {
  number: number
  count: number
  size: number
  rows: readonly TableRow[]
  firstIndex: number
}

/**
 * Filters and orders the rows of a scope: pure, and quick enough to be done at each keystroke.
 *
 * @param rows What was read of the scope; null before anything was.
 */
export function usePorts(
  rows: RowSet | null,
  filter: Filter,
  { sort, weights }: { sort: Sort; weights: Weights },
  nameOf: NameOf,
): Ports {
  const isRead = rows !== null
  const set = rows ?? EMPTY_ROW_SET
  const knowledge = useMemo(() => ({ nameOf, classOf: dangerClassOf }), [nameOf])
  const order = useMemo(() => orderRows(set, sort, nameOf, weights), [set, sort, nameOf, weights])
  const breakdown = useMemo(() => breakDown(set, order, filter, knowledge), [set, order, filter, knowledge])
  return useMemo(
    () => ({ isRead, set, filter, order, breakdown, nameOf, knowledge }),
    [isRead, set, filter, order, breakdown, nameOf, knowledge],
  )
}

/** The page of the table: apart from the rest, so that turning it draws nothing else again. */
export function usePage(
  { set, breakdown, nameOf }: Ports,
  { page, size }: { page: number; size: number },
): PortsPage {
  return useMemo(() => {
    const number = nearestPage(page, size, breakdown.matches.length)
    const firstIndex = (number - 1) * size
    const rows = Array.from(breakdown.matches.subarray(firstIndex, firstIndex + size), (i) => {
      const row = rowAt(set, i)
      return { ...row, service: nameOf(row.port, row.type), index: i }
    })
    const count = Math.max(1, Math.ceil(breakdown.matches.length / size))
    return { number, count, size, rows, firstIndex }
  }, [set, breakdown, nameOf, page, size])
}

/** The shown rows that are open on the most servers, most first. */
export function widestRows({ set, breakdown, nameOf }: Ports, count: number, passes?: Match): number[] {
  const byServers = orderRows(set, MOST_SERVERS_FIRST, nameOf)
  return firstRows(byServers, passes ? (i) => breakdown.shows(i) && passes(i) : breakdown.shows, count)
}

/** The names of services: those that everybody knows at once, IANA's when their chunk has come. */
export function useServiceNames(): NameOf {
  const names = useQuery({
    queryKey: ['service names'],
    queryFn: loadServiceNames,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false, // a function in it: never to be compared
  })
  return names.data?.nameOf ?? knownService
}
