import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { breakDown } from '#analysis/breakdown.ts'
import type { Breakdown, Filter } from '#analysis/breakdown.ts'
import { orderRows } from '#analysis/order.ts'
import type { NameOf, Sort } from '#analysis/order.ts'
import { loadServiceNames } from '#analysis/port-knowledge/service-names.ts'
import { knownService } from '#analysis/port-knowledge/well-known-names.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'

import { nearestPage } from './view.ts'

/** A row of the table: what the source says of a port, and the name of the service that people expect there. */
export type TableRow = PortRow & { service: string }

/** What the page shows of a row set. Everything on screen is drawn from this one value. */
export type Ports = {
  set: RowSet
  filter: Filter
  breakdown: Breakdown
  nameOf: NameOf
  page: { number: number; count: number; size: number; rows: readonly TableRow[]; firstIndex: number }
}

/** Filters, orders and cuts the rows of a scope: pure, and quick enough to be done at each keystroke. */
export function usePorts(
  set: RowSet,
  filter: Filter,
  { sort, page, size }: { sort: Sort; page: number; size: number },
  nameOf: NameOf,
): Ports {
  const breakdown = useMemo(
    () => breakDown(set, orderRows(set, sort, nameOf), filter),
    [set, sort, nameOf, filter],
  )
  return useMemo(() => {
    const number = nearestPage(page, size, breakdown.matches.length)
    const firstIndex = (number - 1) * size
    const rows = Array.from(breakdown.matches.subarray(firstIndex, firstIndex + size), (i) => {
      const row = rowAt(set, i)
      return { ...row, service: nameOf(row.port, row.type) }
    })
    const count = Math.max(1, Math.ceil(breakdown.matches.length / size))
    return { set, filter, breakdown, nameOf, page: { number, count, size, rows, firstIndex } }
  }, [set, filter, breakdown, nameOf, page, size])
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
