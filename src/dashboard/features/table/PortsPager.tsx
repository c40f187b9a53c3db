import type { ReactNode } from 'react'

import { countListed } from '#analysis/fold.ts'
import { Pager } from '#dashboard/core/Pager.tsx'
import { pageNumber } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'

/** Where in the matching ports the table is, and the way to the others. */
export function PortsPager({ settings }: { settings: ReactNode }) {
  const { t } = useI18n()
  const { view } = useView()
  const { size } = view
  const ports = usePorts()
  const { isRead, isLoading, breakdown, listed } = ports
  const isFolded = listed.folds !== undefined
  const all = countListed(listed)
  const number = pageNumber(ports, view)
  const first = (number - 1) * size
  const matching = breakdown.matches.length
  const range = isLoading
    ? t.common.loading
    : !isRead
      ? NO_FIGURE
      : matching === 0
        ? t.table.none(isFolded)
        : t.table.range(first + 1, Math.min(first + size, matching), matching, isFolded)
  return (
    <Pager
      range={
        <>
          {range} {matching < all && t.table.ofAll(all)}
        </>
      }
      matching={isRead || isLoading ? matching : null}
      {...{ number, settings }}
    />
  )
}
