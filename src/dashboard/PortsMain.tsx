import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'

import { usePorts } from './core/ports-context.tsx'
import { QueryError } from './core/QueryError.tsx'
import { stepFrom } from './core/row-place.ts'
import { useScope } from './core/scope-context.tsx'
import { useShortcuts } from './core/shortcuts.ts'
import { useView, useViewActions } from './core/view-context.tsx'
import { useLinkedRow } from './features/port-panel/use-linked-row.ts'

/** The ports of a scope, below what holds of all of them, and why they are not there or not refreshed. */
export function PortsMain({ notice, children }: { notice: ReactNode; children: ReactNode }) {
  const { t, f } = useI18n()
  const { rows, failure, isStale, isLoading } = useScope()
  const { view } = useView()
  const ports = usePorts()
  const actions = useViewActions()
  useLinkedRow()
  /** Opens the port so many rows further on in the table's order, if there is one. */
  const step = (by: number) => {
    const next = stepFrom(ports, view, by)
    if (next !== null) actions.replace(next)
  }
  useShortcuts({ nextInPanel: () => step(1), previousInPanel: () => step(-1) })
  return (
    <main aria-label={t.common.product} className="grid gap-3.5 px-3.5 pb-8 embedded:p-0.5 md:px-6">
      {notice}
      {failure !== null && (
        <QueryError
          title={isStale ? t.errors.refresh : t.errors.rows}
          error={failure}
          isPolled
          onRetry={() => void rows.refetch()}
        >
          {rows.data?.mark && t.errors.stillShown(f.instant(rows.data.mark.readTo))}
        </QueryError>
      )}
      {(failure === null || isStale) && (
        // Not refreshed, but right about its own time: greyed, part by part, as a sheet in what is greyed is not the window's.
        <div className={`grid gap-2.5 ${isStale ? '*:not-last:saturate-30' : ''}`} aria-busy={isLoading}>
          {children}
        </div>
      )}
    </main>
  )
}
