import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { useView } from './core/view-context.tsx'
import { overlays } from './overlays.ts'

/** What holds of everything that is shown: that it is of an earlier snapshot, or what became of the reading of HSS. */
export function RowsNotice({ onDetails }: { onDetails: () => void }) {
  const { rows, mark, liveSelection } = useScope()
  if (useView().view.snapshot !== null) {
    return (
      <QuietPart of={overlays} placeholder={<div className="min-h-11" />}>
        {({ FrozenNotice }) => <FrozenNotice />}
      </QuietPart>
    )
  }
  if (!liveSelection || !mark || rows.isError) return null
  return <QuietPart of={overlays}>{({ LiveNotice }) => <LiveNotice onDetails={onDetails} />}</QuietPart>
}
