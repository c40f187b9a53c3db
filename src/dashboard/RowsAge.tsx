import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { DataAge } from './DataAge.tsx'
import { overlays } from './overlays.ts'

/** How whole and how old the shown rows are; of HSS also how the reading goes. Nothing before there are any. */
export function RowsAge({ onDetails }: { onDetails: () => void }) {
  const { rows, mark, isUnread, liveSelection, isServerGone } = useScope()
  if (!rows.data && !isUnread) return null
  const size = rows.data?.rows.size ?? 0
  const clockOffset = rows.data?.clockOffset ?? 0
  const age = <DataAge rows={size} mark={mark} clockOffset={clockOffset} failing={isServerGone} />
  if (!liveSelection) return age
  return (
    <QuietPart
      of={overlays}
      placeholder={<div className="flex h-10 items-center lg:w-56 xl:w-78">{age}</div>}
    >
      {({ LiveAge }) => <LiveAge onOpen={onDetails} />}
    </QuietPart>
  )
}
