import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Columns3 } from 'lucide-react'
import type { ReactNode } from 'react'

import { countListed } from '#analysis/fold.ts'
import { pageNumber } from '#dashboard/core/port-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'
import { Popover } from '#ui/Popover.tsx'
import { Select } from '#ui/Select.tsx'
import { PAGE_SIZES } from '#view/parameters.ts'

/** Where in the matching rows the table is, and the way to the others. */
export function Pager({ settings }: { settings: ReactNode }) {
  const { t } = useI18n()
  const { view } = useView()
  const { size } = view
  const { change } = useViewActions()
  const ports = usePorts()
  const { isRead, isLoading, breakdown, listed } = ports
  const isFolded = listed.folds !== undefined
  const all = countListed(listed)
  const number = pageNumber(ports, view)
  const first = (number - 1) * size
  const matching = breakdown.matches.length
  const count = Math.max(1, Math.ceil(matching / size))
  const turnTo = (page: number) => change({ page })
  const range = isLoading
    ? t.common.loading
    : !isRead
      ? NO_FIGURE
      : matching === 0
        ? t.table.none(isFolded)
        : t.table.range(first + 1, Math.min(first + size, matching), matching, isFolded)
  const atStart = number === 1
  const atEnd = number === count

  return (
    <nav
      aria-label={t.table.pages}
      className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4.5 py-2"
    >
      <p className="tabular text-muted" aria-live="polite">
        {range} {matching < all && t.table.ofAll(all)}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <Popover
          name={t.table.settings}
          buttonClass="inline-flex size-8 items-center justify-center rounded-control border border-line-strong bg-surface hover:bg-sunken"
          button={<Columns3 aria-hidden className="size-4" />}
        >
          {settings}
        </Popover>
        <Select
          hideLabel
          label={t.table.pageSize}
          value={String(size)}
          options={PAGE_SIZES.map((size) => ({ value: String(size), label: t.table.perPage(size) }))}
          onChange={(text) => {
            const size = PAGE_SIZES.find((known) => String(known) === text)
            if (size !== undefined) change({ size, page: Math.floor(first / size) + 1 })
          }}
        />
        <IconButton look="outlined" name={t.table.first} disabled={atStart} onClick={() => turnTo(1)}>
          {FIRST}
        </IconButton>
        <IconButton
          look="outlined"
          name={t.table.previous}
          disabled={atStart}
          onClick={() => turnTo(number - 1)}
        >
          {PREVIOUS}
        </IconButton>
        <span className="tabular min-w-20 text-center text-muted max-sm:hidden">
          {isRead || isLoading ? t.table.page(number, count) : NO_FIGURE}
        </span>
        <IconButton look="outlined" name={t.table.next} disabled={atEnd} onClick={() => turnTo(number + 1)}>
          {NEXT}
        </IconButton>
        <IconButton look="outlined" name={t.table.last} disabled={atEnd} onClick={() => turnTo(count)}>
          {LAST}
        </IconButton>
      </div>
    </nav>
  )
}

// One element each, which React draws once.
const FIRST = <ChevronsLeft aria-hidden className="size-4" />
const PREVIOUS = <ChevronLeft aria-hidden className="size-4" />
const NEXT = <ChevronRight aria-hidden className="size-4" />
const LAST = <ChevronsRight aria-hidden className="size-4" />
