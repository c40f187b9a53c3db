import { CircleAlert } from 'lucide-react'

import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useFaults } from '#dashboard/core/use-faults.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'

/** Beside the search: what the address asks for and cannot have, with what there is. */
export function FilterFaults({
  isFixed = false,
}: {
  /** Whether the view is not the reader's to change. */
  isFixed?: boolean
}) {
  const { t } = useI18n()
  const actions = useViewActions()
  const { texts, removal } = useFaults(usePorts())
  if (texts.length === 0) return null
  return (
    <div className="px-3.5 pb-3 embedded:px-0.5 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-stale/50 bg-stale-weak px-3.5 py-2">
        <div className="flex min-w-0 grow basis-64 gap-3">
          <CircleAlert aria-hidden className="mt-px size-4.5 shrink-0 text-stale-text" />
          <output className="grid gap-1 wrap-anywhere">
            {texts.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </output>
        </div>
        {!isFixed && <Button onClick={() => actions.change(removal)}>{t.filters.removeFaults}</Button>}
      </div>
    </div>
  )
}
