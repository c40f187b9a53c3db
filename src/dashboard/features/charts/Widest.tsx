import { memo } from 'react'

import { TOP_PORTS } from '#analysis/breakdown.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { Category } from '#contract/scope.ts'
import { widestRows } from '#dashboard/core/use-ports.ts'
import type { Ports, TableRow } from '#dashboard/core/use-ports.ts'
import { isRareView } from '#view/rare.ts'
import type { ViewActions } from '#view/use-view.ts'

import { sameDrawing } from './same-drawing.ts'
import { WidestPorts } from './WidestPorts.tsx'

const Drawing = memo(WidestPorts, sameDrawing)

/** The shown ports that are open on the most servers. */
export const Widest = memo(function Widest({
  ports,
  ...rest
}: {
  ports: Ports
  category: Category
  actions: ViewActions
}) {
  const { set, nameOf, filter } = ports
  const rows: TableRow[] = widestRows(ports, TOP_PORTS).map((i) => {
    const row = rowAt(set, i)
    return { ...row, service: nameOf(row.port, row.type), index: i }
  })
  return <Drawing rows={rows} isRareView={isRareView(filter.query)} {...rest} />
})
