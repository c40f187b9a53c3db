import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'

import { FILTER_BAR_ID } from './focus-filter-bar.ts'

/** Which ports are shown: search, menus, what is chosen. What can be done with them stands at its end. */
export function FilterBar({ end, children }: { end: ReactNode; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <search
      id={FILTER_BAR_ID}
      tabIndex={-1}
      aria-label={t.filters.label}
      className="top-(--header-height) z-10 bg-page embedded:static! lg:sticky"
    >
      <div className="flex min-h-(--bar-height) flex-wrap items-center gap-2 px-3.5 py-3 embedded:px-0.5 md:px-6 lg:flex-nowrap">
        {children}
        <div className="flex shrink-0 items-center gap-2 lg:ml-auto">{end}</div>
      </div>
    </search>
  )
}
