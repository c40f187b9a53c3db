import { RowsAge } from '#dashboard/RowsAge.tsx'
import { ScopeControls } from '#dashboard/scope/ScopeControls.tsx'
import type { ViewRows } from '#dashboard/use-view-rows.ts'
import type { View, ViewChange } from '#dashboard/use-view.ts'
import { scopeNames, useWords } from '#dashboard/words.ts'

/** Whose figures these are, how whole and how old, in one line. */
export function EmbedBar({
  shown,
  view,
  hasScope,
  onScope,
  onDetails,
}: {
  shown: ViewRows
  view: View
  /** Whether another scope can be chosen. */
  hasScope: boolean
  onScope: (change: ViewChange) => void
  onDetails: () => void
}) {
  const { m } = useWords()
  const { projects, scope } = shown
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
        {hasScope ? (
          <div className="flex min-w-0 flex-wrap items-center gap-2 sm:gap-3">
            <ScopeControls
              projects={projects.data ?? []}
              project={scope.project}
              view={view}
              onChange={onScope}
            />
          </div>
        ) : (
          <p className="font-[550]">{names.join(' · ')}</p>
        )}
        <div className="flex min-h-5 min-w-0 sm:ml-auto">
          <RowsAge shown={shown} onDetails={onDetails} />
        </div>
      </div>
    </div>
  )
}
