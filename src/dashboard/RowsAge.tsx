import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { DataAge } from './DataAge.tsx'
import { overlays } from './overlays.ts'

/** Completeness and age of the shown rows; for HSS also the state of the sync. Nothing without rows. */
export function RowsAge({ onDetails }: { onDetails: () => void }) {
  const { rows, mark, isUnread, syncedScope, isServerGone } = useScope()
  if (!rows.data && !isUnread) return null
  const size = rows.data?.rows.size ?? 0
  const clockOffset = rows.data?.clockOffset ?? 0
  const age = <DataAge rows={size} mark={mark} clockOffset={clockOffset} failing={isServerGone} />
  if (!syncedScope) return age
  return (
    <QuietPart
      of={overlays}
      placeholder={<div className="flex h-10 items-center lg:w-56 xl:w-78">{age}</div>}
    >
      {({ LiveAge }) => <LiveAge onOpen={onDetails} />}
    </QuietPart>
  )
}
