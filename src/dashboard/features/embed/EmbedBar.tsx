import type { ReactNode } from 'react'

import { useScope } from '#dashboard/core/scope-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'

/** Scope, completeness and age of the figures, in one line. */
export function EmbedBar({
  scopeControls,
  age,
}: {
  /** False where no other scope can be chosen. */
  scopeControls: ReactNode
  age: ReactNode
}) {
  const { t } = useI18n()
  const { scope } = useScope()
  if (scope === null) return null
  const { project, enterpriseProject } = scopeNames(t, scope.project, scope.scopeQuery)
  const names = [
    project,
    t.terms.categories[scope.scopeQuery.category],
    enterpriseProject ?? t.scope.allEnterpriseProjects,
  ]
  return (
    <div className="grid gap-2 p-0.5 pb-2">
      {scope.project.kind === 'demo' && (
        <p className="rounded-control bg-accent-weak px-3 py-1.5 font-[550] text-accent">
          {t.scope.demoNotice}
        </p>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        {scopeControls ? (
          <div className="flex min-w-0 flex-wrap items-center gap-2 sm:gap-3">{scopeControls}</div>
        ) : (
          <p className="font-[550]">{names.join(' · ')}</p>
        )}
        <div className="flex min-h-5 min-w-0 sm:ml-auto">{age}</div>
      </div>
    </div>
  )
}
