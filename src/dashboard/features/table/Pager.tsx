import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'

import type { Ports, PortsPage } from '#dashboard/core/use-ports.ts'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'
import { Select } from '#ui/Select.tsx'
import { PAGE_SIZES } from '#view/parameters.ts'
import type { View, ViewChange } from '#view/use-view.ts'

import { TableSettings } from './TableSettings.tsx'

/** Where in the matching rows the table is, and the way to the others. */
export function Pager({
  ports: { isRead, breakdown, set },
  page,
  loading,
  view,
  onView,
  onPage,
  onSize,
}: {
  ports: Ports
  page: PortsPage
  loading: boolean
  view: View
  onView: (change: ViewChange) => void
  onPage: (page: number) => void
  onSize: (size: (typeof PAGE_SIZES)[number], firstRow: number) => void
}) {
  const { t } = useI18n()
  const matching = breakdown.matches.length
  const range = loading
    ? t.common.loading
    : !isRead
      ? NO_FIGURE
      : matching === 0
        ? t.table.none
        : t.table.range(page.firstIndex + 1, page.firstIndex + page.rows.length, matching)
  const atStart = page.number === 1
  const atEnd = page.number === page.count

  return (
    <nav
      aria-label={t.table.pages}
      className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4.5 py-2"
    >
      <p className="tabular text-muted" aria-live="polite">
        {range} {matching < set.size && t.table.ofAll(set.size)}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <TableSettings view={view} onView={onView} />
        <Select
          hideLabel
          label={t.table.pageSize}
          value={String(page.size)}
          options={PAGE_SIZES.map((size) => ({ value: String(size), label: t.table.aPage(size) }))}
          onChange={(text) => {
            const size = PAGE_SIZES.find((known) => String(known) === text)
            if (size !== undefined) onSize(size, page.firstIndex)
          }}
        />
        <IconButton look="outlined" name={t.table.first} disabled={atStart} onClick={() => onPage(1)}>
          {FIRST}
        </IconButton>
        <IconButton
          look="outlined"
          name={t.table.previous}
          disabled={atStart}
          onClick={() => onPage(page.number - 1)}
        >
          {PREVIOUS}
        </IconButton>
        <span className="tabular min-w-20 text-center text-muted max-sm:hidden">
          {isRead || loading ? t.table.page(page.number, page.count) : NO_FIGURE}
        </span>
        <IconButton
          look="outlined"
          name={t.table.next}
          disabled={atEnd}
          onClick={() => onPage(page.number + 1)}
        >
          {NEXT}
        </IconButton>
        <IconButton look="outlined" name={t.table.last} disabled={atEnd} onClick={() => onPage(page.count)}>
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
