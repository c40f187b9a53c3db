import { Part } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { overlays } from './overlays.ts'

/** The sync status of the scope, in a dialog. Nothing without a scope. */
export function SyncStatusDialog({ onClose }: { onClose: () => void }) {
  const { scope } = useScope()
  if (scope === null) return null
  return (
    <Part of={overlays} name={scope.project.name}>
      {({ StatusDialog }) => <StatusDialog onClose={onClose} />}
    </Part>
  )
}
