import type { ReactNode } from 'react'

import type { ViewRows } from '#dashboard/core/use-view-rows.ts'
import { scopeNames, useWords } from '#i18n/messages.ts'
import type { View } from '#view/use-view.ts'

/** Whose figures these are, how whole and how old, in one line. */
export function EmbedBar({
  shown,
  view,
  scopeControls,
  age,
}: {
  shown: ViewRows
  view: View
  /** Null where no other scope can be chosen. */
  scopeControls: ReactNode
  age: ReactNode
}) {
  const { m } = useWords()
  const { scope } = shown
  if (scope === null) return null
  const { project, enterpriseProject } = scopeNames(m, scope.project, scope.selection)
  const names = [
    project,
    m.header.categories[view.category],
    enterpriseProject ?? m.header.allEnterpriseProjects,
  ]
  return (
    <div className="grid gap-2 p-0.5 pb-2">
      {scope.project.kind === 'demo' && (
        <p className="rounded-control bg-accent-weak px-3 py-1.5 font-[550] text-accent">{m.demo.notice}</p>
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
