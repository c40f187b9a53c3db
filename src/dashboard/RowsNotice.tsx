import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { useView } from './core/view-context.tsx'
import { overlays } from './overlays.ts'

/** A notice about all shown rows: an earlier snapshot, or the state of the HSS sync. */
export function RowsNotice({ onDetails }: { onDetails: () => void }) {
  const { rows, mark, syncedScope } = useScope()
  if (useView().view.snapshot !== null) {
    return (
      <QuietPart of={overlays} placeholder={<div className="min-h-11" />}>
        {({ SnapshotNotice }) => <SnapshotNotice />}
      </QuietPart>
    )
  }
  if (!syncedScope || !mark || rows.isError) return null
  return <QuietPart of={overlays}>{({ LiveNotice }) => <LiveNotice onDetails={onDetails} />}</QuietPart>
}
