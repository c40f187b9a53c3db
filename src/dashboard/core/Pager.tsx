import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Columns3 } from 'lucide-react'
import type { ReactNode } from 'react'

import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'
import { Popover } from '#ui/Popover.tsx'
import { Select } from '#ui/Select.tsx'
import { PAGE_SIZES } from '#view/parameters.ts'

import { useView, useViewActions } from './view-context.tsx'

/** Where in the matching rows a table is, and the way to the others. */
export function Pager({
  range,
  number,
  matching,
  settings,
}: {
  /** Which rows are shown, in words. */
  range: ReactNode
  /** The page that is shown, from 1. */
  number: number
  /** How many rows all pages have; null while that is not known. */
  matching: number | null
  settings?: ReactNode
}) {
  const { t } = useI18n()
  const { size } = useView().view
  const { change } = useViewActions()
  const first = (number - 1) * size
  const count = Math.max(1, Math.ceil((matching ?? 0) / size))
  const turnTo = (page: number) => change({ page })
  const atStart = number === 1
  const atEnd = number >= count

  return (
    <nav
      aria-label={t.table.pages}
      className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4.5 py-2"
    >
      <p className="tabular text-muted" aria-live="polite">
        {range}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        {settings !== undefined && (
          <Popover
            name={t.table.settings}
            buttonClass="inline-flex size-8 items-center justify-center rounded-control border border-line-strong bg-surface hover:bg-sunken"
            button={<Columns3 aria-hidden className="size-4" />}
          >
            {settings}
          </Popover>
        )}
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
          {matching === null ? NO_FIGURE : t.table.page(number, count)}
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
