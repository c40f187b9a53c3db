import type { ReactNode } from 'react'

import { QueryError } from '#dashboard/core/QueryError.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'

import { NoScope } from './NoScope.tsx'

/** What stands below has a scope: the one that the address asks for. Where there is none, this says why. */
export function ScopeGate({
  connecting,
  children,
}: {
  /** What is known of projects that are configured and were not reached yet. */
  connecting: ReactNode
  children: ReactNode
}) {
  const { t } = useI18n()
  const { projects, choice, scope, pinned } = useScope()
  const { snapshot } = useView().view
  const missing =
    choice !== null && choice.kind !== 'chosen'
      ? choice
      : snapshot !== null && pinned.error?.kind === 'notFound'
        ? { kind: 'noSuchSnapshot' as const, asked: snapshot }
        : null
  // Beside a frame there may be another main part, from which it is told by its name.
  if (missing !== null) {
    return (
      <main aria-label={t.common.product} className="p-6">
        <NoScope missing={missing} connecting={connecting} />
      </main>
    )
  }
  if (projects.isError && !projects.data) {
    return (
      <main aria-label={t.common.product} className="p-6">
        <QueryError
          title={t.errors.projects}
          error={projects.error}
          isPolled
          onRetry={() => void projects.refetch()}
        />
      </main>
    )
  }
  // Which project it is decides what stands above the rest, so the rest would only move when that is known.
  if (scope === null) return <main aria-label={t.common.product} aria-busy="true" />
  return children
}
