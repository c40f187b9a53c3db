import { useMemo } from 'react'

import { pageNumber, shownRow } from '#dashboard/core/port-rows.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import type { Ports } from '#dashboard/core/ports-context.tsx'
import type { View } from '#view/view.ts'

/** The rows of the page of the table. */
export function usePage(ports: Ports, view: View): readonly ShownRow[] {
  const { size } = view
  const number = pageNumber(ports, view)
  return useMemo(() => {
    const from = (number - 1) * size
    return Array.from(ports.breakdown.matches.subarray(from, from + size), (i) => shownRow(ports, i))
  }, [ports, number, size])
}
