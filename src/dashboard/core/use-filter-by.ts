import type { Filter } from '#analysis/breakdown.ts'

import { useView, useViewActions } from './view-context.tsx'

/** Filters by something else; what is switched off stays at hand. */
export function useFilterBy(): (filter: Filter) => void {
  const { off } = useView().view
  const actions = useViewActions()
  return (filter) => actions.filterBy({ filter, off })
}
