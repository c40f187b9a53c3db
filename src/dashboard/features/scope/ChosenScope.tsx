import type { ReactNode } from 'react'

import { errorText, polledErrorText } from '#dashboard/core/error-message.ts'
import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import type { ScopeChoice } from '#dashboard/core/scope.ts'
import type { ViewRows } from '#dashboard/core/use-view-rows.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'
import type { View, ViewActions } from '#view/use-view.ts'

const NoScope = late(async () => (await import('./NoScope.tsx')).NoScope)

/** What is shown of the scope that the address asks for; why there is nothing to show where there is not. */
export function ChosenScope({
  shown: { projects, choice, scope, frozen },
  view: { snapshot },
  actions,
  connecting,
  children,
}: {
  shown: ViewRows
  view: View
  actions: ViewActions
  connecting: ReactNode
  children: (scope: Extract<ScopeChoice, { kind: 'chosen' }>) => ReactNode
}) {
  const { t } = useI18n()
  const missing =
    choice !== null && choice.kind !== 'chosen'
      ? choice
      : snapshot !== null && frozen.error?.kind === 'notFound'
        ? { kind: 'noSuchSnapshot' as const, asked: snapshot }
        : null
  // Beside a frame there may be another main part, from which it is told by its name.
  if (missing !== null) {
    return (
      <main aria-label={t.common.product} className="p-6">
        <LatePart name={t.common.product}>
          <NoScope missing={missing} actions={actions} connecting={connecting} />
        </LatePart>
      </main>
    )
  }
  if (projects.isError && !projects.data) {
    return (
      <main aria-label={t.common.product} className="p-6">
        <Notice
          tone="error"
          title={t.errors.projects}
          detail={errorText(t, projects.error).detail}
          action={{ label: t.common.tryAgain, onClick: () => void projects.refetch() }}
        >
          {polledErrorText(t, projects.error).what}
        </Notice>
      </main>
    )
  }
  // Which project it is decides what stands above the rest, so the rest would only move when that is known.
  if (scope === null) return <main aria-label={t.common.product} aria-busy="true" />
  return children(scope)
}
