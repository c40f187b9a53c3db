import type { ReactNode } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import type { Parts } from '#view/embed-parts.ts'
import type { View, ViewActions } from '#view/use-view.ts'

import { late } from './core/late.tsx'
import { LatePart } from './core/LatePart.tsx'
import { useServiceNames } from './core/use-ports.ts'
import type { ViewRows } from './core/use-view-rows.ts'
import { ChosenScope } from './features/scope/ChosenScope.tsx'
import { PortsView } from './PortsView.tsx'
import { RowsNotice } from './RowsNotice.tsx'

const Connecting = late(async () => (await import('./features/sync-status/FirstReading.tsx')).Connecting)
const StatusDialog = late(async () => (await import('./features/sync-status/StatusDialog.tsx')).StatusDialog)

/** What the address asks for of its scope, or why there is nothing to show. `parts` are what a frame has of it. */
export function ScopeView({
  shown,
  view,
  filter,
  actions,
  parts = null,
  onHelp,
  onDetails,
}: {
  shown: ViewRows
  view: View
  filter: Filter
  actions: ViewActions
  parts?: Parts | null
  onHelp: () => void
  onDetails: () => void
}): ReactNode {
  const nameOf = useServiceNames()
  return (
    <ChosenScope shown={shown} view={view} actions={actions} connecting={<Connecting />}>
      {(scope) => (
        <PortsView
          parts={parts}
          rows={shown.rows}
          failure={shown.failure}
          scope={scope}
          view={view}
          filter={filter}
          actions={actions}
          nameOf={nameOf}
          notice={<RowsNotice shown={shown} view={view} actions={actions} onDetails={onDetails} />}
          onHelp={onHelp}
          isUnread={shown.isUnread}
          isPartial={shown.isPartial}
        />
      )}
    </ChosenScope>
  )
}

/** How the reading of the scope goes, in a dialog. Nothing without a scope. */
export function ScopeDetails({ shown: { scope, live }, onClose }: { shown: ViewRows; onClose: () => void }) {
  if (scope === null) return null
  return (
    <LatePart name={scope.project.name}>
      <StatusDialog
        project={scope.project}
        selection={scope.selection}
        mark={live.data?.mark ?? null}
        onClose={onClose}
      />
    </LatePart>
  )
}
