import { Suspense } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import type { Selection } from '#contract/scope.ts'
import { late } from '#dashboard/core/late.tsx'
import type { ScopeRows } from '#data/api.ts'
import { useWords } from '#i18n/messages.ts'
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
  const { m } = useWords()
  if (isFiltered(filter) && rows !== undefined && rows.rows.size > 0) {
    return (
      <Notice tone="empty" title={m.empty.filtered} action={{ label: m.empty.clear, onClick: onClear }} />
    )
  }
  if (reading) {
    return (
      <Suspense fallback={<Notice tone="empty" title={m.empty.neverRead} />}>
        <FirstReading selection={reading} mark={rows?.mark ?? null} />
      </Suspense>
    )
  }
  if (rows?.mark) {
    return (
      <Notice tone="empty" title={m.empty.scope}>
        {m.empty.scopeHint}
      </Notice>
    )
  }
  return (
    <Notice tone="empty" title={m.empty.neverRead}>
      <Suspense>
        <HowToImport />
      </Suspense>
    </Notice>
  )
}
