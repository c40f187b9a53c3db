import { Suspense } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import type { ScopeRows } from '#data/rows.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'
import { isFiltered } from '#view/parameters.ts'

import { HowToImport } from './late-parts.ts'

const FirstReading = late(async () => (await import('./features/sync-status/FirstReading.tsx')).FirstReading)

/** Why the table has no row, and what to do about it. */
export function NoRows({
  rows,
  filter,
  onClear,
  reading,
}: {
  rows: ScopeRows | undefined
  filter: Filter
  onClear: () => void
  /** The selection where HSS has not been read as a whole. */
  reading: Selection | null
}) {
  const { t } = useI18n()
  if (isFiltered(filter) && rows !== undefined && rows.rows.size > 0) {
    return (
      <Notice tone="empty" title={t.empty.filtered} action={{ label: t.empty.clear, onClick: onClear }} />
    )
  }
  if (reading) {
    return (
      <Suspense fallback={<Notice tone="empty" title={t.empty.neverRead} />}>
        <FirstReading selection={reading} mark={rows?.mark ?? null} />
      </Suspense>
    )
  }
  if (rows?.mark) {
    return (
      <Notice tone="empty" title={t.empty.scope}>
        {t.empty.scopeHint}
      </Notice>
    )
  }
  return (
    <Notice tone="empty" title={t.empty.neverRead}>
      <Suspense>
        <HowToImport />
      </Suspense>
    </Notice>
  )
}
